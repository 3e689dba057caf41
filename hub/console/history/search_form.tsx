import { Button, Input, Segmented, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCentre } from '#client'
import { ticketStateTerms, useTerm, useText } from '#ui'
import { Labelled } from '#ui/staff'
import { historyWords } from './history_words.ts'
import type { Asked } from './use_search.ts'

const empty = { number: '', day: '', serviceId: '', counterId: '', state: '' }
type Fields = typeof empty
const isField = (name: string): name is keyof Fields => name in empty

/** Members that were filled in. */
const filledIn = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  )

function TicketFields(props: { readonly fields: Fields; readonly onChange: (fields: Fields) => void }) {
  const { fields, onChange } = props
  const text = useText(historyWords)
  const say = useTerm()
  const services = useCentre((centre) => [...centre.services.values()])
  const counters = useCentre((centre) => [...centre.counters.values()])
  const named = (each: { id: string; name: { zh: string; en: string } }) => ({
    value: each.id,
    label: say(each.name),
  })
  const choices = {
    serviceId: services.map(named),
    counterId: counters.map(named),
    state: Object.entries(ticketStateTerms).map(([value, words]) => ({ value, label: say(words) })),
  }
  const labels = { serviceId: text.service, counterId: text.counter, state: text.state }
  return (
    <>
      <Labelled label={text.number}>
        {(id) => (
          <Input
            id={id}
            value={fields.number}
            maxLength={12}
            placeholder={text.numberHint}
            data-testid="history-number"
            onChange={({ target }) => onChange({ ...fields, number: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={text.day}>
        {(id) => (
          <Input
            id={id}
            type="date"
            value={fields.day}
            data-testid="history-day"
            onChange={({ target }) => onChange({ ...fields, day: target.value })}
          />
        )}
      </Labelled>
      {Object.entries(choices).map(([name, options]) => (
        <Labelled
          key={name}
          label={isField(name) && name in labels ? labels[name as keyof typeof labels] : ''}
        >
          {(id) => (
            <Select
              id={id}
              value={isField(name) ? fields[name] : ''}
              options={[{ value: '', label: text.all }, ...options]}
              data-testid={`history-${name}`}
              onChange={(value: string) => onChange({ ...fields, [name]: value })}
            />
          )}
        </Labelled>
      ))}
    </>
  )
}

function PersonField(props: { readonly idNumber: string; readonly onChange: (idNumber: string) => void }) {
  const text = useText(historyWords)
  return (
    <div className="history-person">
      <Labelled label={text.idNumber}>
        {(id) => (
          <Input
            id={id}
            value={props.idNumber}
            maxLength={18}
            placeholder={text.idHint}
            autoComplete="off"
            data-testid="history-id-number"
            onChange={({ target }) => props.onChange(target.value)}
          />
        )}
      </Labelled>
      <p className="history-note">{text.idNote}</p>
    </div>
  )
}

/** What to look for: a ticket by number, day and the rest, or somebody's tickets by ID number. */
export function SearchForm(props: {
  readonly isBusy: boolean
  readonly onAsk: (asked: Asked) => void
  readonly onClear: () => void
}) {
  const text = useText(historyWords)
  const [kind, setKind] = useState<Asked['kind']>('tickets')
  const [fields, setFields] = useState(empty)
  const [idNumber, setIdNumber] = useState('')
  const clear = () => {
    setFields(empty)
    setIdNumber('')
    props.onClear()
  }
  const ask = (event: FormEvent) => {
    event.preventDefault()
    props.onAsk(kind === 'person' ? { kind, idNumber } : { kind, query: filledIn(fields) })
  }
  return (
    <form className="card history-form" onSubmit={ask} autoComplete="off">
      <Segmented<Asked['kind']>
        value={kind}
        onChange={(value) => {
          clear()
          setKind(value)
        }}
        options={[
          { value: 'tickets', label: text.byTicket },
          { value: 'person', label: text.byPerson },
        ]}
      />
      <div className="history-fields">
        {kind === 'tickets' ? (
          <TicketFields fields={fields} onChange={setFields} />
        ) : (
          <PersonField idNumber={idNumber} onChange={setIdNumber} />
        )}
        <div className="history-buttons">
          <Button type="primary" htmlType="submit" loading={props.isBusy} data-testid="history-search">
            {text.search}
          </Button>
          <Button onClick={clear}>{text.reset}</Button>
        </div>
      </div>
    </form>
  )
}
