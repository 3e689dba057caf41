import { Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { type TicketCondition, ticketConditions, ticketFields } from '#ticket'
import { type Term, useTerm, useText } from '#ui'
import { conditionTerms } from './row_terms.ts'
import { ticketWords } from './ticket_words.ts'

function Labelled(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="row-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  )
}

/** A text with the fields of a ticket to put into it. */
export function TextWithFields(props: {
  readonly label: string
  readonly name: string
  readonly value: string
  /** `{item}` can be put in: the row is repeated. */
  readonly hasItem?: boolean
  readonly onChange: (value: string) => void
}) {
  const text = useText(ticketWords)
  const say = useTerm()
  const fields = ticketFields.map((name) => ({ value: name as string, label: say(conditionTerms[name]) }))
  const items = props.hasItem === true ? [{ value: 'item', label: '{item}' }] : []
  return (
    <Labelled label={props.label}>
      {(id) => (
        <div className="row-text">
          <Input
            id={id}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            data-testid={`row-${props.name}`}
          />
          <Select
            aria-label={text.field}
            placeholder={text.field}
            value={null}
            options={[...items, ...fields]}
            onChange={(name: string | null) => name !== null && props.onChange(`${props.value}{${name}}`)}
            data-testid={`row-${props.name}-field`}
          />
        </div>
      )}
    </Labelled>
  )
}

/** A whole number within limits. */
export function NumberOf(props: {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
}) {
  return (
    <Labelled label={props.label}>
      {(id) => (
        <InputNumber
          id={id}
          value={props.value}
          min={props.min}
          max={props.max}
          precision={0}
          onChange={(value) => value !== null && props.onChange(value)}
        />
      )}
    </Labelled>
  )
}

/** One of a few. */
export function OneOf<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly terms: Readonly<Record<Value, Term>>
  readonly onChange: (value: Value) => void
}) {
  const say = useTerm()
  const options = (Object.keys(props.terms) as Value[]).map((value) => ({
    value,
    label: say(props.terms[value]),
  }))
  return (
    <Labelled label={props.label}>
      {(id) => <Segmented id={id} value={props.value} options={options} onChange={props.onChange} />}
    </Labelled>
  )
}

/** Yes or no. */
export function Tick(props: {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}) {
  return (
    <Checkbox checked={props.value} onChange={(event) => props.onChange(event.target.checked)}>
      {props.label}
    </Checkbox>
  )
}

/** What a row depends on, or nothing. */
export function ConditionOf(props: {
  readonly label: string
  readonly value: TicketCondition | undefined
  readonly onChange: (value: TicketCondition | undefined) => void
}) {
  const text = useText(ticketWords)
  const say = useTerm()
  return (
    <Labelled label={props.label}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={text.always}
          value={props.value ?? null}
          options={ticketConditions.map((name) => ({ value: name, label: say(conditionTerms[name]) }))}
          onChange={(name: TicketCondition | null | undefined) => props.onChange(name ?? undefined)}
        />
      )}
    </Labelled>
  )
}
