import { type FormEvent, useState } from 'react'
import type { ReserveBooking } from '#protocol'
import { clockText, dayText, useLocale, useTerm, useText } from '#ui'
import { type Fault, type Faults, faultsOf, tidied } from './person.ts'
import type { Choice } from './reserve_app.tsx'
import { type Refused, reserveCalls } from './reserve_calls.ts'
import { faultWords, refusalWords, reserveWords } from './reserve_words.ts'

/** Refusals that another time helps against. */
const wantsOtherTime: ReadonlySet<Refused> = new Set(['slot-gone', 'slot-unknown', 'one-a-day'])

/** Who is coming; nothing of it is kept by the browser. */
export function PersonForm(props: {
  readonly choice: Choice
  readonly slotAt: string
  readonly onMade: (booking: ReserveBooking, idNumber: string) => void
  readonly onOtherTime: () => void
}) {
  const { choice, slotAt, onMade, onOtherTime } = props
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const wrong = useText(faultWords)
  const say = useTerm()
  const locale = useLocale()
  const [person, setPerson] = useState({ name: '', idNumber: '', phone: '' })
  const [refused, setRefused] = useState<Refused | null>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [isBusy, setBusy] = useState(false)
  const fields = [
    { key: 'name', label: text.name, mode: 'text' },
    { key: 'idNumber', label: text.idNumber, mode: 'text' },
    { key: 'phone', label: text.phone, mode: 'numeric' },
  ] as const
  const wordsOf = (fault: Fault | undefined) => (fault === undefined ? null : wrong[fault])
  const send = async (submit: FormEvent) => {
    submit.preventDefault()
    const who = tidied(person)
    const found = faultsOf(who)
    setFaults(found)
    setRefused(null)
    const [first] = Object.keys(found)
    if (first !== undefined) return document.getElementById(`field-${first}`)?.focus()
    setBusy(true)
    const { siteId } = choice.site
    const made = await reserveCalls.book({ siteId, serviceId: choice.service.serviceId, slotAt, ...who })
    setBusy(false)
    if (made.ok) onMade(made.value, who.idNumber)
    else setRefused(made.error)
  }
  return (
    <form className="reserve-form" onSubmit={(submit) => void send(submit)} autoComplete="off" noValidate>
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
            aria-invalid={faults[key] !== undefined}
            aria-describedby={`fault-${key}`}
            id={`field-${key}`}
            data-testid={`field-${key}`}
            onChange={(input) => setPerson({ ...person, [key]: input.target.value })}
          />
          <span id={`fault-${key}`} className="reserve-fault" role="alert">
            {wordsOf(faults[key])}
          </span>
        </label>
      ))}
      <p className="reserve-note">{text.ownMatter}</p>
      {refused !== null && (
        <p role="alert" className="reserve-alert">
          {why[refused]}
        </p>
      )}
      {refused !== null && wantsOtherTime.has(refused) && (
        <button type="button" className="reserve-plain" data-testid="other-time" onClick={onOtherTime}>
          {text.otherTime}
        </button>
      )}
      <button type="submit" className="reserve-go" disabled={isBusy} data-testid="confirm">
        {text.confirm}
      </button>
    </form>
  )
}
