import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { type CommandDraft, refusalOf, usePage } from '#client'
import { parseIdNumber, type Refusal } from '#domain'
import { type BookingReply, bookingReply } from '#protocol'
import { useText } from '../../i18n/dictionary.ts'
import { sayRefusal } from '../../i18n/refusal_words.ts'
import { useLocale } from '../../i18n/ui_store.ts'
import { clockText, dayText } from '../../i18n/wording.ts'
import { Labelled } from '../labelled.tsx'
import { bookingWords } from './booking_words.ts'
import type { BookingDraft } from './use_booking_draft.ts'

const nobody = { idNumber: '', name: '', phone: '' }
type Person = typeof nobody

/** What was entered of a person, without what was left empty. */
const given = (person: Person): Partial<Person> =>
  Object.fromEntries(
    Object.entries(person).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])),
  )

function commandOf({ moving, serviceId, slotAt }: BookingDraft, person: Person): CommandDraft | null {
  if (slotAt === null || serviceId === null) return null
  const at = new Date(slotAt).toISOString()
  if (moving !== null) return { name: 'move-booking', bookingId: moving.id, body: { slotAt: at } }
  const visitor = given({ ...person, idNumber: person.idNumber.toUpperCase() })
  const isNamed = Object.keys(visitor).length > 0
  return { name: 'book', body: { serviceId, slotAt: at, ...(isNamed ? { visitor } : {}) } }
}

function Made(props: {
  readonly booking: BookingReply
  readonly title: string
  readonly onNext: () => void
}) {
  const text = useText(bookingWords)
  const locale = useLocale()
  const at = Date.parse(props.booking.slotAt)
  return (
    <section className="booking-made" role="status" data-testid="booking-made">
      <p>{props.title}</p>
      <p>
        <b>{clockText(at)}</b> {dayText(at, locale)}
      </p>
      <p className="booking-code">
        <span>{text.code}</span>
        <b>{props.booking.code.replace(/(\d{4})(\d{4})/, '$1 $2')}</b>
      </p>
      <p className="booking-note">{text.codeNote}</p>
      <Button autoFocus onClick={props.onNext} data-testid="booking-another">
        {text.another}
      </Button>
    </section>
  )
}

function PersonFields(props: {
  readonly value: Person
  readonly hasFault: boolean
  readonly onChange: (value: Person) => void
}) {
  const text = useText(bookingWords)
  const keys = ['idNumber', 'name', 'phone'] as const
  return (
    <>
      {keys.map((key) => (
        <Labelled key={key} label={text[key]}>
          {(id) => (
            <>
              <Input
                id={id}
                size="large"
                status={key === 'idNumber' && props.hasFault ? 'error' : ''}
                autoComplete="off"
                maxLength={key === 'name' ? 60 : 20}
                value={props.value[key]}
                onChange={(event) => props.onChange({ ...props.value, [key]: event.target.value })}
                data-testid={`book-${key}`}
              />
              {key === 'idNumber' && props.hasFault && (
                <span className="booking-fault" role="alert">
                  {text.idFault}
                </span>
              )}
            </>
          )}
        </Labelled>
      ))}
    </>
  )
}

/** For whom a time is booked, or to which a booking is moved; afterwards its code. */
export function BookingForm({ draft }: { readonly draft: BookingDraft }) {
  const page = usePage()
  const text = useText(bookingWords)
  const locale = useLocale()
  const [person, setPerson] = useState(nobody)
  const [hasFault, setFault] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [made, setMade] = useState<{ readonly booking: BookingReply; readonly title: string } | null>(null)
  const { moving, slotAt } = draft

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const command = commandOf(draft, person)
    const isWrong = moving === null && person.idNumber.trim() !== '' && !parseIdNumber(person.idNumber).ok
    setFault(isWrong)
    if (command === null || isWrong) return
    setBusy(true)
    const answer = await page.send(command)
    setBusy(false)
    setRefusal(answer.ok ? null : refusalOf(answer.error))
    const booking = answer.ok ? bookingReply.safeParse(answer.value) : null
    if (booking?.success !== true) return
    setMade({ booking: booking.data, title: moving === null ? text.booked : text.moved })
    setPerson(nobody)
    draft.done()
  }
  if (made !== null && slotAt === null && moving === null)
    return <Made {...made} onNext={() => setMade(null)} />
  const said = refusal === null ? null : sayRefusal(refusal, locale)
  return (
    <form className="booking-form" onSubmit={(event) => void send(event)}>
      <p className="booking-chosen" data-chosen={slotAt !== null}>
        {slotAt === null ? text.chooseSlot : `${dayText(slotAt, locale)} ${clockText(slotAt)}`}
      </p>
      {moving === null && (
        <>
          <PersonFields value={person} hasFault={hasFault} onChange={setPerson} />
          <p className="booking-note">{text.personNote}</p>
        </>
      )}
      {said !== null && <Alert type="error" showIcon message={said.title} description={said.detail} />}
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={isBusy}
        disabled={slotAt === null}
        data-testid="book-submit"
      >
        {moving === null ? text.book : text.moveHere}
      </Button>
      {moving !== null && (
        <Button size="large" block onClick={draft.done}>
          {text.keep}
        </Button>
      )}
    </form>
  )
}
