import { useState } from 'react'
import type { ReserveBooking } from '#protocol'
import { clockText, dayText, QrCode, useLocale, useTerm, useText } from '#ui'
import { type Refused, reserveCalls } from './reserve_calls.ts'
import { refusalWords, reserveWords } from './reserve_words.ts'

/** The way to take a booking back, asked twice. */
function TakeBack({ onSure }: { readonly onSure: () => void }) {
  const text = useText(reserveWords)
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <>
        <button type="button" className="reserve-plain" data-testid="cancel" onClick={() => setAsking(true)}>
          {text.cancel}
        </button>
        <p className="reserve-note">{text.cancelUntil}</p>
      </>
    )
  return (
    <div className="reserve-sure" role="alertdialog" aria-label={text.cancelSure}>
      <p>{text.cancelSure}</p>
      <button type="button" className="reserve-plain" onClick={() => setAsking(false)}>
        {text.cancelNo}
      </button>
      <button
        type="button"
        className="reserve-plain reserve-danger"
        data-testid="cancel-sure"
        onClick={() => {
          setAsking(false)
          onSure()
        }}
      >
        {text.cancelYes}
      </button>
    </div>
  )
}

/** A booking to bring along: its code, large and as a QR code, where and when, and the way to take it back. */
export function BookingCard(props: {
  readonly booking: ReserveBooking
  readonly idNumber: string
  readonly isNew?: boolean
}) {
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const say = useTerm()
  const locale = useLocale()
  const [booking, setBooking] = useState(props.booking)
  const [refused, setRefused] = useState<Refused | null>(null)
  const states = {
    BOOKED: props.isNew === true ? text.done : text.booked,
    CHECKED_IN: text.checkedIn,
    CANCELLED: text.cancelled,
    BOOKING_MISSED: text.missed,
  }
  const cancel = async () => {
    const answer = await reserveCalls.cancel(booking.code, props.idNumber)
    if (answer.ok) setBooking(answer.value)
    else setRefused(answer.error)
  }
  const at = Date.parse(booking.slotAt)
  return (
    <section className="reserve-card reserve-booking" data-state={booking.state} data-testid="booking">
      <h2>{states[booking.state]}</h2>
      {booking.state === 'BOOKED' && <QrCode value={booking.code} label={text.qr} size={200} />}
      <p className="reserve-code" data-testid="code">
        <small>{text.code}</small>
        {booking.code}
      </p>
      {props.isNew === true && <p className="reserve-note">{text.keep}</p>}
      <p>
        <b>{say(booking.serviceName)}</b>
      </p>
      <p>
        {dayText(at, locale)} <b>{clockText(at)}</b>
      </p>
      <p>{say(booking.siteName)}</p>
      <p className="reserve-note">{say(booking.address)}</p>
      {booking.state === 'BOOKED' && <p className="reserve-note">{text.arrive}</p>}
      {refused !== null && (
        <p role="alert" className="reserve-alert">
          {why[refused]}
        </p>
      )}
      {booking.canCancel && <TakeBack onSure={() => void cancel()} />}
    </section>
  )
}
