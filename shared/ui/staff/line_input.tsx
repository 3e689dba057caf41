import { Input } from 'antd'

/** One line to write in, named by its label and of a bounded length in characters. */
export function LineInput(props: {
  readonly label: string
  /** What stands in it while it is empty; the label unless told. */
  readonly hint?: string
  readonly longest: number
  readonly value: string
  readonly onChange: (value: string) => void
  readonly testId: string
}) {
  const { label, hint = label, longest, value, onChange, testId } = props
  return (
    <Input
      aria-label={label}
      placeholder={hint}
      maxLength={longest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      data-testid={testId}
    />
  )
}

/** A reason in the writer's words; as long as the hub takes one. */
export const ReasonInput = (props: Omit<Parameters<typeof LineInput>[0], 'longest'>) => (
  <LineInput {...props} longest={200} />
)
