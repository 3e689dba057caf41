import '../rules/rules.css'
import { Button, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useCentre, useServerNow } from '#client'
import { ticketNumbered } from '#domain'
import { useText } from '#ui'
import { LineInput, ReasonInput, TitledTable } from '#ui/staff'
import { useSave } from '../use_save.ts'
import { peopleWords } from './people_words.ts'

const dayMs = 24 * 60 * 60_000

/** Restricts the person of a number: which number, why, how long. */
function NewBar() {
  const text = useText(peopleWords)
  const save = useSave()
  const now = useServerNow(60_000)
  const [asked, setAsked] = useState('')
  const [reason, setReason] = useState('')
  const [days, setDays] = useState(30)
  const number = asked.trim().toUpperCase()
  const ticket = useCentre((centre) => ticketNumbered(centre, number))
  const bar = async () => {
    if (ticket === null) return
    const until = new Date(now + days * dayMs).toISOString()
    if (!(await save.run({ name: 'bar', ticketId: ticket.id, body: { until, reason } }))) return
    setAsked('')
    setReason('')
  }
  return (
    <div className="bar-form">
      <b>{text.barTitle}</b>
      <LineInput label={text.number} longest={8} value={asked} onChange={setAsked} testId="bar-number" />
      <ReasonInput label={text.reason} value={reason} onChange={setReason} testId="bar-reason" />
      <InputNumber
        aria-label={text.barDays}
        min={1}
        max={366}
        suffix={text.days}
        value={days}
        onChange={(value) => setDays(value ?? 1)}
      />
      <Button
        danger
        loading={save.isBusy}
        disabled={ticket === null || reason.trim() === ''}
        onClick={() => void bar()}
        data-testid="bar"
      >
        {text.bar}
      </Button>
      {number.length >= 4 && ticket === null && <span role="status">{text.unknown}</span>}
    </div>
  )
}

/** Asks why a restriction is lifted. */
function Lift(props: { readonly personRef: string; readonly onClose: () => void }) {
  const text = useText(peopleWords)
  const save = useSave()
  const [reason, setReason] = useState('')
  const lift = async () => {
    if (await save.run({ name: 'lift-bar', personRef: props.personRef, body: { reason } })) props.onClose()
  }
  return (
    <Modal
      open
      title={text.liftTitle}
      okText={text.lift}
      cancelText={text.back}
      okButtonProps={{ disabled: reason.trim() === '', loading: save.isBusy }}
      onOk={() => void lift()}
      onCancel={props.onClose}
    >
      <ReasonInput label={text.reason} value={reason} onChange={setReason} testId="lift-reason" />
    </Modal>
  )
}

/** Who gets no numbers or cannot book: why and how long, never who. */
export function Bars() {
  const text = useText(peopleWords)
  const now = useServerNow(60_000)
  const bars = useCentre((centre) => [...centre.bars].filter(([, { until }]) => until > now))
  const [lifted, setLifted] = useState<string | null>(null)
  const dayOf = (at: number) => new Date(at).toLocaleDateString('sv')
  return (
    <section className="card">
      <h3>{text.bars}</h3>
      <p className="rules-note">{text.barsNote}</p>
      {bars.length === 0 ? (
        <p>{text.barsNone}</p>
      ) : (
        <TitledTable titles={[text.scope, text.reason, text.until, '']} className="catalogue-table">
          {bars.map(([personRef, { scope, reason, until }]) => (
            <tr key={personRef}>
              <td>{scope === 'all' ? text.scopeAll : text.scopeBooking}</td>
              <td>{reason === 'no-shows' ? text.noShows : reason}</td>
              <td>{dayOf(until)}</td>
              <td>
                <Button size="small" onClick={() => setLifted(personRef)}>
                  {text.lift}
                </Button>
              </td>
            </tr>
          ))}
        </TitledTable>
      )}
      <NewBar />
      {lifted !== null && <Lift personRef={lifted} onClose={() => setLifted(null)} />}
    </section>
  )
}
