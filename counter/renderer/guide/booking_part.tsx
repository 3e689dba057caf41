import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { refusalOf, useCentre, usePage, useServerNow, useView } from '#client'
import { localMoment, type Refusal } from '#domain'
import type { BookingReply } from '#protocol'
import { bookingStateTerms, clockText, useLocale, useTerm, useText } from '#ui'
import { BookingDesk } from '#ui/staff'
import { RefusalAlert } from './refusal_alert.tsx'
import { useSender } from './use_guide.ts'
import { guideWords } from './words.ts'

/** Today's bookings that are still to come, in the order of their slots. */
function useComing(): readonly BookingReply[] {
  const now = useServerNow(30_000)
  return useCentre(({ bookings, policy: { zoneMinutes } }) => {
    const today = localMoment(now, zoneMinutes).date
    return [...bookings.values()]
      .filter((each) => each.state === 'BOOKED' && localMoment(each.slotAt, zoneMinutes).date === today)
      .sort((a, b) => a.slotAt - b.slotAt)
      .map((each) => ({ ...each, slotAt: new Date(each.slotAt).toISOString() }))
  })
}

function Row({
  booking,
  onCheckIn,
  busy,
}: {
  readonly booking: BookingReply
  readonly onCheckIn: () => void
  readonly busy: boolean
}) {
  const text = useText(guideWords)
  const say = useTerm()
  const service = useCentre((centre) => centre.services.get(booking.serviceId))
  return (
    <li className="guide-row guide-booking" data-testid={`booking-${booking.code}`}>
      <b>{clockText(Date.parse(booking.slotAt))}</b>
      <span>
        {service === undefined ? booking.serviceId : say(service.name)} · {booking.code}
      </span>
      {booking.state === 'BOOKED' ? (
        <Button loading={busy} onClick={onCheckIn} data-testid={`check-in-${booking.code}`}>
          {text.checkIn}
        </Button>
      ) : (
        <em>{say(bookingStateTerms[booking.state])}</em>
      )}
    </li>
  )
}

/** Bookings of today: found by code or ID number, checked in to a number. */
export function BookingPart() {
  const page = usePage()
  const text = useText(guideWords)
  const locale = useLocale()
  const sender = useSender()
  const coming = useComing()
  const hasPrinter = useView((view) => view.capabilities?.ticketPrinter === true)
  const [asked, setAsked] = useState('')
  const [found, setFound] = useState<readonly BookingReply[] | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [number, setNumber] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)

  const find = async () => {
    const words = asked.trim().toUpperCase()
    setNumber(null)
    setRefusal(null)
    if (words === '') return setFound(null)
    const body = /^\d{8}$/.test(words) ? { code: words } : { visitor: { idNumber: words } }
    const answer = await page.call('findBookings', { body })
    setFound(answer.ok ? answer.value.bookings : null)
    if (!answer.ok) setRefusal(refusalOf(answer.error))
  }
  const checkIn = async (bookingId: string) => {
    const delivery = hasPrinter ? ('print' as const) : ('spoken' as const)
    const body = { delivery, locale: locale === 'en' ? ('en' as const) : ('zh' as const) }
    const ticket = await sender.send({ name: 'check-in', bookingId, body })
    if (ticket === null) return
    setNumber(ticket.number)
    setAsked('')
    setFound(null)
  }
  const shown = found ?? coming
  return (
    <section className="guide-part">
      <header className="guide-head">
        <h2>{text.bookings}</h2>
        <Button onClick={() => setOpen(true)} data-testid="open-booking-desk">
          {text.bookingDesk}
        </Button>
      </header>
      <Drawer
        title={text.bookingDesk}
        size={1080}
        open={isOpen}
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <BookingDesk />
      </Drawer>
      <Input.Search
        size="large"
        allowClear
        aria-label={text.bookingFind}
        placeholder={text.bookingFind}
        maxLength={18}
        autoComplete="off"
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        onSearch={() => void find()}
        data-testid="find-booking"
      />
      <RefusalAlert refusal={refusal ?? sender.refusal} />
      {number !== null && (
        <p className="guide-issued" role="status" data-testid="checked-in">
          <b>{text.issued(number)}</b>
          <span>{hasPrinter ? text.printing : text.spoken}</span>
        </p>
      )}
      {shown.length === 0 && (
        <p className="form-note">{found === null ? text.bookingNone : text.bookingNotFound}</p>
      )}
      <ul>
        {shown.map((booking) => (
          <Row
            key={booking.id}
            booking={booking}
            busy={sender.busy}
            onCheckIn={() => void checkIn(booking.id)}
          />
        ))}
      </ul>
    </section>
  )
}
