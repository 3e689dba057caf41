import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import type { HardwareList } from './device_desk.ts'
import { PlaceField } from './place_field.tsx'

const baudRates = [9_600, 19_200, 38_400, 57_600, 115_200]

interface Line {
  readonly place: string
  readonly baudRate: number
}

/** Where a device hangs and the rate of its line, which matters on serial lines alone; `queues`: a printer. */
export function LineFields(props: {
  readonly name: string
  readonly line: Line
  readonly hardware: HardwareList
  readonly queues?: boolean
  readonly onChange: (line: Line) => void
  readonly children?: ReactNode
}) {
  const text = useText(setupWords)
  const { name, line, hardware, queues = false, onChange, children } = props
  const { place, baudRate } = line
  const rates = baudRates.includes(baudRate) ? baudRates : [...baudRates, baudRate]
  const isSerial = !place.startsWith('spool:') && !place.startsWith('tcp:') && !/:\d+$/.test(place)
  return (
    <div className="setup-row">
      <PlaceField
        name={name}
        value={place}
        hardware={hardware}
        queues={queues}
        onChange={(changed) => onChange({ baudRate, place: changed })}
      />
      {isSerial && (
        <Field label={text.baud}>
          {(id) => (
            <Select
              id={id}
              value={baudRate}
              onChange={(rate) => onChange({ place, baudRate: rate })}
              options={rates.map((rate) => ({ value: rate, label: String(rate) }))}
            />
          )}
        </Field>
      )}
      {children}
    </div>
  )
}

/** Which description of a device's frames is spoken; `own` is what is spoken without any. */
export function TemplateField(props: {
  readonly value: string | null
  readonly hardware: HardwareList
  readonly own: string | null
  /** With the rate the template says, or none where it speaks no template or one this machine does not list. */
  readonly onChange: (template: string | null, rate: { readonly baudRate?: number }) => void
}) {
  const text = useText(setupWords)
  const { value, hardware, own, onChange } = props
  const choose = (file: string) => {
    const baudRate = hardware.templates.find((each) => each.file === file)?.baudRate
    onChange(file === '' ? null : file, baudRate === undefined ? {} : { baudRate })
  }
  const known = hardware.templates.map(({ file, example }) => ({
    value: file,
    label: example ? `${file} · ${text.example}` : file,
  }))
  const isListed = value === null || value === '' || known.some((each) => each.value === value)
  return (
    <Field label={text.template} help={text.templateHelp}>
      {(id) => (
        <Select
          id={id}
          value={value === '' ? null : (value ?? '')}
          placeholder={text.chooseTemplate}
          onChange={choose}
          options={[
            ...(own === null ? [] : [{ value: '', label: own }]),
            ...(isListed ? [] : [{ value, label: value }]),
            ...known,
          ]}
        />
      )}
    </Field>
  )
}
