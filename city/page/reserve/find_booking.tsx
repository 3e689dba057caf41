import { type FormEvent, useState } from 'react'
import type { ReserveBooking } from '#protocol'
import { useText } from '#ui'
import { BookingCard } from './booking_card.tsx'
import { figures } from './person.ts'
import { type Refused, reserveCalls } from './reserve_calls.ts'
import { refusalWords, reserveWords } from './reserve_words.ts'

/** Finds a booking again by its code and the ID number it was made with. */
export function FindBooking() {
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const [code, setCode] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [booking, setBooking] = useState<ReserveBooking | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const find = async (submit: FormEvent) => {
    submit.preventDefault()
    const answer = await reserveCalls.find(figures(code), figures(idNumber))
    setBooking(answer.ok ? answer.value : null)
    // What cannot be a code or a number is a booking that is not there.
    const found = answer.ok ? null : answer.error
    setRefused(found === 'invalid' ? 'not-found' : found)
  }
  if (booking !== null) return <BookingCard booking={booking} idNumber={figures(idNumber)} />
  return (
    <form className="reserve-form" onSubmit={(submit) => void find(submit)} autoComplete="off">
      <h2>{text.findLead}</h2>
      <label>
        <span>{text.code}</span>
        <input
          value={code}
          required
          maxLength={12}
          onChange={(input) => setCode(input.target.value.toUpperCase())}
        />
      </label>
      <label>
        <span>{text.idNumber}</span>
        <input
          value={idNumber}
          required
          maxLength={30}
          onChange={(input) => setIdNumber(input.target.value)}
        />
      </label>
      {refused !== null && (
        <p role="alert" className="reserve-alert">
          {why[refused]}
        </p>
      )}
      <button type="submit" className="reserve-go">
        {text.find}
      </button>
    </form>
  )
}
