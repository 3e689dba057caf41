import { Input, InputNumber, Select, Switch } from 'antd'
import { type ReactNode, useId } from 'react'
import type { Bilingual } from '#domain'
import { useText } from '#ui'
import { editWords } from './edit_words.ts'
import type { Fault, Faults } from './faults.ts'

/** What every field knows: its label, its place in the draft, what is wrong in the draft. */
export interface FieldProps {
  readonly label: string
  readonly path: string
  readonly faults: Faults
}

function FaultLine({ fault }: { readonly fault: Fault | undefined }) {
  const text = useText(editWords)
  return fault === undefined ? null : (
    <span className="field-fault" role="alert">
      {text[fault]}
    </span>
  )
}

/** A label over a control, and the fault under it. */
function Field(
  props: FieldProps & { readonly children: (id: string, fault: Fault | undefined) => ReactNode },
) {
  const id = useId()
  const fault = props.faults.get(props.path)
  return (
    <div className="field" data-fault={fault}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id, fault)}
      <FaultLine fault={fault} />
    </div>
  )
}

const statusOf = (fault: Fault | undefined) => (fault === undefined ? {} : ({ status: 'error' } as const))

/** A line of text. */
export function TextField(
  props: FieldProps & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly disabled?: boolean
    readonly secret?: boolean
    /** A day, with the browser's calendar. */
    readonly dated?: boolean
  },
) {
  const Control = props.secret === true ? Input.Password : Input
  return (
    <Field {...props}>
      {(id, fault) => (
        <Control
          id={id}
          {...statusOf(fault)}
          {...(props.dated === true ? { type: 'date' } : {})}
          value={props.value}
          disabled={props.disabled === true}
          autoComplete={props.secret === true ? 'new-password' : 'off'}
          onChange={(event) => props.onChange(event.target.value)}
          data-testid={`field-${props.path}`}
        />
      )}
    </Field>
  )
}

/** Words in both languages, side by side. */
export function PairField(
  props: FieldProps & { readonly value: Bilingual; readonly onChange: (value: Bilingual) => void },
) {
  const { value, onChange, path, faults, label } = props
  const text = useText(editWords)
  return (
    <fieldset className="field-pair">
      <legend>{label}</legend>
      <TextField
        label={text.chinese}
        path={`${path}.zh`}
        faults={faults}
        value={value.zh}
        onChange={(zh) => onChange({ ...value, zh })}
      />
      <TextField
        label={text.english}
        path={`${path}.en`}
        faults={faults}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </fieldset>
  )
}

/** A number, or none where `nullable`. */
export function NumberField(
  props: FieldProps & {
    readonly value: number | null
    readonly onChange: (value: number | null) => void
    readonly unit?: string
  },
) {
  return (
    <Field {...props}>
      {(id, fault) => (
        <InputNumber
          id={id}
          {...statusOf(fault)}
          value={props.value}
          suffix={props.unit}
          onChange={props.onChange}
          data-testid={`field-${props.path}`}
        />
      )}
    </Field>
  )
}

/** One of a list. */
export function ChoiceField<Value extends string>(
  props: FieldProps & {
    readonly value: Value | null
    readonly options: readonly { readonly value: Value; readonly label: string }[]
    readonly onChange: (value: Value | null) => void
    readonly clearable?: boolean
  },
) {
  return (
    <Field {...props}>
      {(id, fault) => (
        <Select
          id={id}
          {...statusOf(fault)}
          value={props.value}
          options={[...props.options]}
          allowClear={props.clearable === true}
          onChange={(value) => props.onChange(value ?? null)}
          data-testid={`field-${props.path}`}
        />
      )}
    </Field>
  )
}

/** Several of a list. */
export function ManyField<Value extends string>(
  props: FieldProps & {
    readonly value: readonly Value[]
    readonly options: readonly { readonly value: Value; readonly label: string }[]
    readonly onChange: (value: Value[]) => void
  },
) {
  return (
    <Field {...props}>
      {(id, fault) => (
        <Select
          id={id}
          mode="multiple"
          {...statusOf(fault)}
          value={[...props.value]}
          options={[...props.options]}
          optionFilterProp="label"
          onChange={(value: Value[]) => props.onChange(value)}
          data-testid={`field-${props.path}`}
        />
      )}
    </Field>
  )
}

/** Yes or no. */
export function SwitchField(
  props: FieldProps & { readonly value: boolean; readonly onChange: (value: boolean) => void },
) {
  return (
    <Field {...props}>
      {(id) => (
        <span>
          <Switch
            id={id}
            checked={props.value}
            onChange={props.onChange}
            data-testid={`field-${props.path}`}
          />
        </span>
      )}
    </Field>
  )
}
