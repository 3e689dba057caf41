import { type FormEvent, useState } from 'react'
import type { ReserveBooking } from '#protocol'
import { clockText, dayText, useLocale, useTerm, useText } from '#ui'
import type { Choice } from './reserve_app.tsx'
import { type Refused, reserveCalls } from './reserve_calls.ts'
import { refusalWords, reserveWords } from './reserve_words.ts'

/** Who is coming; nothing of it is kept by the browser. */
export function PersonForm(props: {
  readonly choice: Choice
  readonly slotAt: string
  readonly onMade: (booking: ReserveBooking, idNumber: string) => void
}) {
  const { choice, slotAt, onMade } = props
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const say = useTerm()
  const locale = useLocale()
  const [person, setPerson] = useState({ name: '', idNumber: '', phone: '' })
  const [refused, setRefused] = useState<Refused | null>(null)
  const [isBusy, setBusy] = useState(false)
  const fields = [
    { key: 'name', label: text.name, mode: 'text' },
    { key: 'idNumber', label: text.idNumber, mode: 'text' },
    { key: 'phone', label: text.phone, mode: 'numeric' },
  ] as const
  const send = async (submit: FormEvent) => {
    submit.preventDefault()
    setBusy(true)
    const { siteId } = choice.site
    const made = await reserveCalls.book({ siteId, serviceId: choice.service.serviceId, slotAt, ...person })
    setBusy(false)
    if (made.ok) onMade(made.value, person.idNumber)
    else setRefused(made.error)
  }
  return (
    <form className="reserve-form" onSubmit={(submit) => void send(submit)} autoComplete="off">
      <h2>{text.fill}</h2>
      <p className="reserve-card reserve-chosen">
        <b>{say(choice.service.name)}</b>
        <span>
          {dayText(Date.parse(slotAt), locale)} {clockText(Date.parse(slotAt))}
        </span>
        <span>{say(choice.site.name)}</span>
      </p>
      {fields.map(({ key, label, mode }) => (
        <label key={key}>
          <span>{label}</span>
          <input
            value={person[key]}
            inputMode={mode}
            autoComplete="off"
            maxLength={60}
            required
            data-testid={`field-${key}`}
            onChange={(input) => setPerson({ ...person, [key]: input.target.value })}
          />
        </label>
      ))}
      <p className="reserve-note">{text.ownMatter}</p>
      {refused !== null && (
        <p role="alert" className="reserve-alert">
          {why[refused]}
        </p>
      )}
      <button type="submit" className="reserve-go" disabled={isBusy} data-testid="confirm">
        {text.confirm}
      </button>
    </form>
  )
}
