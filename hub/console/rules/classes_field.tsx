import { InputNumber } from 'antd'
import { defaultPolicy, type Policy } from '#domain'
import { priorityTerms, useTerm, useText } from '#ui'
import { editWords } from '../edit/edit_words.ts'
import type { Faults } from '../edit/faults.ts'
import { passesAfter } from './class_patience.ts'
import { rulesWords } from './rules_words.ts'

type Classes = Policy['classes']
type ClassName = keyof Classes

const names = Object.keys(defaultPolicy.classes).filter(
  (name): name is ClassName => name in defaultPolicy.classes,
)

/** Points each class begins with and gains a minute; what that means for ordinary numbers stands beside. */
export function ClassesField(props: {
  readonly value: Classes
  readonly faults: Faults
  readonly onChange: (value: Classes) => void
}) {
  const { value, faults, onChange } = props
  const text = useText(rulesWords)
  const edit = useText(editWords)
  const say = useTerm()
  const set = (name: ClassName, part: Partial<Classes[ClassName]>) =>
    onChange({ ...value, [name]: { ...value[name], ...part } })
  const meaning = (name: ClassName) => {
    const minutes = name === 'normal' ? null : passesAfter(value, name)
    return minutes === null ? '—' : text.figure(minutes, text.minutes)
  }
  return (
    <fieldset className="field-pair class-field">
      <legend>{text.classes}</legend>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{text.className}</th>
            <th>{text.classBase}</th>
            <th>{text.classRate}</th>
            <th>{text.classPassed}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <td>{say(priorityTerms[name])}</td>
              {(['base', 'rate'] as const).map((part) => (
                <td key={part}>
                  <InputNumber
                    aria-label={`${say(priorityTerms[name])} ${part === 'base' ? text.classBase : text.classRate}`}
                    status={faults.has(`classes.${name}.${part}`) ? 'error' : ''}
                    value={value[name][part]}
                    onChange={(figure) => set(name, { [part]: figure ?? 0 })}
                    data-testid={`class-${name}-${part}`}
                  />
                </td>
              ))}
              <td data-testid={`class-${name}-passed`}>{meaning(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {[...faults.keys()].some((path) => path.startsWith('classes.')) && (
        <span className="field-fault" role="alert">
          {edit.range}
        </span>
      )}
    </fieldset>
  )
}
