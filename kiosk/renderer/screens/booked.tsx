import { CalendarCheck } from 'lucide-react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { lateMinutes, rulesOf } from '#domain'
import { BigButton, clockText, termText, useLocale, useText } from '#ui'
import type { FoundBooking } from '../flow_types.ts'
import { useDispatch } from '../kiosk_flow.ts'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

/** So many are offered; more on one day are for the information desk. */
const mostOffered = 3
/** How often it is looked whether check-in has opened, ms. */
const lookEvery = 5_000

const minuteMs = 60_000

/** Where a booking stands in its window; `opensAt`: from when on it can be checked in, ms since the epoch. */
function useBooking({ serviceId, slotAt }: FoundBooking) {
  const now = useServerNow(lookEvery)
  const service = useCentre((centre) => centre.services.get(serviceId))
  const policy = useCentre((centre) => centre.policy)
  const late = useCentre((centre) => lateMinutes(centre, slotAt, now))
  const { bookingEarlyMinutes, bookingLateMinutes } = rulesOf(policy, service)
  const opensAt = slotAt - bookingEarlyMinutes * minuteMs
  return { service, opensAt, isEarly: now < opensAt, isLate: late > bookingLateMinutes }
}

function CheckIn({ booking, isOnly }: { readonly booking: FoundBooking; readonly isOnly: boolean }) {
  const text = useText(words)
  const locale = useLocale()
  const { clock } = usePage()
  const dispatch = useDispatch()
  const { service, opensAt, isEarly } = useBooking(booking)
  const time = clockText(booking.slotAt)
  const name = service === undefined ? '' : termText(service.name, locale)
  const label = isEarly ? text.bookedOpens(clockText(opensAt)) : text.bookedCheckIn
  return (
    <>
      {isOnly && (
        <Facts
          look="check"
          items={[
            { name: text.bookedTime, value: time },
            { name: text.service, value: name },
          ]}
        />
      )}
      <Slot name={`check-in-${booking.id}`}>
        <BigButton
          kind="main"
          wide
          disabled={isEarly}
          icon={<CalendarCheck aria-hidden />}
          onPress={() =>
            dispatch({ type: 'choose-booking', bookingId: booking.id, commandId: newCommandId(clock) })
          }
        >
          {isOnly ? (
            label
          ) : (
            <span className="kiosk-booking">
              {time} {name}
              <small>{label}</small>
            </span>
          )}
        </BigButton>
      </Slot>
    </>
  )
}

/** Who has booked for today and lays the card down is offered that first: 「您有 10:30 的预约」. */
export function BookedScreen({
  bookings,
}: {
  readonly bookings: readonly [FoundBooking, ...FoundBooking[]]
}) {
  const text = useText(words)
  const dispatch = useDispatch()
  const [first] = bookings
  const isOnly = bookings.length === 1
  const { isEarly, isLate, opensAt } = useBooking(first)
  const oneNote = isLate ? text.bookedLate : text.bookedHint
  return (
    <KioskFrame
      screen="booked"
      question={
        isOnly ? text.bookedQuestion(clockText(first.slotAt)) : text.bookedQuestionMany(bookings.length)
      }
      note={isEarly ? text.bookedEarly(clockText(opensAt)) : isOnly ? oneNote : text.bookedHint}
      hint={isEarly ? 'kiosk-booked-early' : 'kiosk-booked'}
    >
      <div className="kiosk-bookings">
        {bookings.slice(0, mostOffered).map((booking) => (
          <CheckIn key={booking.id} booking={booking} isOnly={isOnly} />
        ))}
      </div>
      <div className="kiosk-next">
        <Slot name="not-booking">
          <BigButton wide onPress={() => dispatch({ type: 'not-booking' })}>
            {text.bookedOther}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
