import { type Term, useTerm, useText } from '#ui'
import { ReasonInput } from '#ui/staff'
import { formWords } from './words.ts'

/** A reason in words: one of the usual ones by a press, or written. */
export function ReasonField(props: {
  readonly usual: readonly Term[]
  readonly value: string
  readonly onChange: (reason: string) => void
}) {
  const { usual, value, onChange } = props
  const text = useText(formWords)
  const say = useTerm()
  return (
    <fieldset className="field">
      <legend>{text.reason}</legend>
      <div className="chips">
        {usual.map((each) => (
          <button
            key={each.zh}
            type="button"
            className="chip"
            aria-pressed={value === say(each)}
            onClick={() => onChange(value === say(each) ? '' : say(each))}
          >
            {say(each)}
          </button>
        ))}
      </div>
      <ReasonInput
        label={text.reason}
        hint={text.reasonHint}
        value={value}
        onChange={onChange}
        testId="reason"
      />
    </fieldset>
  )
}
