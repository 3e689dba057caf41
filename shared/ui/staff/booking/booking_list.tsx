import { Alert, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { refusalOf, useCentre, usePage } from '#client'
import { findTicket, localMoment, type Refusal } from '#domain'
import type { BookingReply } from '#protocol'
import { useText } from '../../i18n/dictionary.ts'
import { sayRefusal } from '../../i18n/refusal_words.ts'
import { bookingStateTerms, useTerm } from '../../i18n/terms.ts'
import { useLocale } from '../../i18n/ui_store.ts'
import { clockText, monthDayText } from '../../i18n/wording.ts'
import { bookingWords } from './booking_words.ts'
import type { BookingDraft } from './use_booking_draft.ts'

/** The bookings of the chosen service and day, in the order of their times. */
function useBookingsOfDay({ serviceId, day }: BookingDraft): readonly BookingReply[] {
  return useCentre(({ bookings, policy: { zoneMinutes } }) => {
    const dateOf = (at: number) => localMoment(at, zoneMinutes).date
    return [...bookings.values()]
      .filter((each) => each.serviceId === serviceId && day !== null && dateOf(each.slotAt) === dateOf(day))
      .sort((a, b) => a.slotAt - b.slotAt || (a.id < b.id ? -1 : 1))
      .map(({ id, code, state, ticketId, slotAt, serviceId: of }) => ({
        id,
        code,
        state,
        ticketId,
        serviceId: of,
        slotAt: new Date(slotAt).toISOString(),
      }))
  })
}

interface RowProps {
  readonly booking: BookingReply
  readonly isDated: boolean
  readonly isBusy: boolean
  readonly onMove: () => void
  readonly onCancel: () => void
}

function Row({ booking, isDated, isBusy, onMove, onCancel }: RowProps) {
  const text = useText(bookingWords)
  const say = useTerm()
  const locale = useLocale()
  const live = useCentre((centre) => centre.bookings.get(booking.id))
  const service = useCentre((centre) => centre.services.get(booking.serviceId))
  const number = useCentre((centre) => findTicket(centre, live?.ticketId ?? '')?.number)
  const at = live?.slotAt ?? Date.parse(booking.slotAt)
  const state = live?.state ?? booking.state
  const isOnline = live?.channel === 'city'
  return (
    <li className="booking-row" data-state={state} data-testid={`booking-${booking.code}`}>
      <b>
        {isDated ? `${monthDayText(at, locale)} ` : ''}
        {clockText(at)}
      </b>
      <span>
        {isDated && service !== undefined ? `${say(service.name)} · ` : ''}
        {booking.code}
        {isOnline && <small>{text.onlineMade}</small>}
      </span>
      <em>{number ?? say(bookingStateTerms[state])}</em>
      {state === 'BOOKED' && (
        <span className="booking-tools">
          <Button size="small" onClick={onMove} data-testid={`move-${booking.code}`}>
            {text.move}
          </Button>
          <Popconfirm
            title={text.cancelSure}
            okText={text.yes}
            cancelText={text.back}
            okButtonProps={{ danger: true }}
            onConfirm={onCancel}
          >
            <Button size="small" danger disabled={isBusy} data-testid={`cancel-${booking.code}`}>
              {text.cancel}
            </Button>
          </Popconfirm>
        </span>
      )}
    </li>
  )
}

/** Finds bookings by code or ID number; null while nothing was asked. */
function useFound() {
  const page = usePage()
  const [found, setFound] = useState<readonly BookingReply[] | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return {
    found,
    refusal,
    setRefusal,
    async find(asked: string) {
      const words = asked.trim().toUpperCase().replaceAll(' ', '')
      setRefusal(null)
      if (words === '') return setFound(null)
      const body = /^\d{8}$/.test(words) ? { code: words } : { visitor: { idNumber: words } }
      const answer = await page.call('findBookings', { body })
      setFound(answer.ok ? answer.value.bookings : null)
      if (!answer.ok) setRefusal(refusalOf(answer.error))
    },
  }
}

/** The bookings of the day, or those found by code or ID number: each can be moved or cancelled. */
export function BookingList({ draft }: { readonly draft: BookingDraft }) {
  const page = usePage()
  const text = useText(bookingWords)
  const locale = useLocale()
  const ofDay = useBookingsOfDay(draft)
  const { found, refusal, setRefusal, find } = useFound()
  const [asked, setAsked] = useState('')
  const [isBusy, setBusy] = useState(false)
  const cancel = async (bookingId: string) => {
    setBusy(true)
    const answer = await page.send({ name: 'cancel-booking', bookingId, body: {} })
    setBusy(false)
    setRefusal(answer.ok ? null : refusalOf(answer.error))
  }
  const shown = found ?? ofDay
  const said = refusal === null ? null : sayRefusal(refusal, locale)
  return (
    <section className="booking-list">
      <header>
        <h3>{found === null ? text.ofDay : text.found}</h3>
        <Input.Search
          allowClear
          aria-label={text.find}
          placeholder={text.find}
          maxLength={20}
          autoComplete="off"
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
          onSearch={(words) => void find(words)}
          data-testid="booking-search"
        />
      </header>
      {said !== null && <Alert type="error" showIcon message={said.title} description={said.detail} />}
      {shown.length === 0 && <p className="booking-note">{found === null ? text.none : text.notFound}</p>}
      <ul>
        {shown.map((booking) => (
          <Row
            key={booking.id}
            booking={booking}
            isDated={found !== null}
            isBusy={isBusy}
            onMove={() => draft.move(booking)}
            onCancel={() => void cancel(booking.id)}
          />
        ))}
      </ul>
    </section>
  )
}
