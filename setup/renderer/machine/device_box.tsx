import { Select, Switch } from 'antd'
import { type ReactNode, useId } from 'react'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'

/** A device that may be there or not; its questions show only when it is. */
export function DeviceBox(props: {
  readonly name: string
  readonly label: string
  readonly isThere: boolean
  readonly onChange: (isThere: boolean) => void
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section className="setup-device" aria-labelledby={id}>
      <div className="setup-device-head">
        <h3 id={id}>{props.label}</h3>
        <Switch
          checked={props.isThere}
          onChange={props.onChange}
          aria-labelledby={id}
          data-testid={`${props.name}-switch`}
        />
      </div>
      {props.isThere && props.children}
    </section>
  )
}

const baudRates = [9_600, 19_200, 38_400, 57_600, 115_200]

/** The rate of a serial line; of no matter on a network. */
export function BaudField(props: { readonly value: number; readonly onChange: (rate: number) => void }) {
  const text = useText(setupWords)
  const rates = baudRates.includes(props.value) ? baudRates : [...baudRates, props.value]
  return (
    <Field label={text.baud}>
      {(id) => (
        <Select
          id={id}
          value={props.value}
          onChange={props.onChange}
          options={rates.map((rate) => ({ value: rate, label: String(rate) }))}
        />
      )}
    </Field>
  )
}
