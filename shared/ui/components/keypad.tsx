import './keypad.css'
import { Delete } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { groupDigits, type Key, type KeyRules, pressKey } from './keys.ts'

const words = dictionary({
  'zh-CN': { delete: '删除', keypad: '数字键盘' },
  en: { delete: 'Delete', keypad: 'Number pad' },
})

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const typed: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...[...digits, '0' as const].map((digit): [string, Key] => [digit, digit]),
  ['x', 'X'],
  ['X', 'X'],
  ['Backspace', 'delete'],
])

/** The number pad; a keyboard or a scanner that types may be used instead. */
export interface KeypadProps {
  readonly value: string
  readonly rules: KeyRules
  readonly onChange: (value: string) => void
}

/** Digits, X (for ID numbers) and delete, each a finger wide. */
export function Keypad({ value, rules, onChange }: KeypadProps) {
  const text = useText(words)
  const press = (key: Key) => onChange(pressKey(value, key, rules))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = typed.get(event.key)
      if (key !== undefined) onChange(pressKey(value, key, rules))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [value, rules, onChange])
  const key = (name: Key, disabled = false) => (
    <Button
      key={name}
      data-testid={`keypad-${name}`}
      className="keypad-key"
      isDisabled={disabled}
      onPress={() => press(name)}
    >
      {name}
    </Button>
  )
  return (
    <fieldset className="keypad" aria-label={text.keypad}>
      {digits.map((digit) => key(digit))}
      {rules.lastX ? key('X', value.length !== rules.length - 1) : <span />}
      {key('0')}
      <Button
        data-testid="keypad-delete"
        className="keypad-key"
        aria-label={text.delete}
        onPress={() => press('delete')}
      >
        <Delete aria-hidden />
      </Button>
    </fieldset>
  )
}

/** Shows what has been typed, in groups for reading; `hint` while empty, e.g. 「请输入身份证号码」. */
export interface DigitFieldProps {
  readonly value: string
  readonly length: number
  readonly groups: readonly number[]
  readonly hint: string
}

/** The typed characters in groups, a caret, and how many of how many. */
export function DigitField({ value, length, groups, hint }: DigitFieldProps) {
  const parts = groupDigits(value, groups)
  return (
    <output className="digit-field" aria-label={hint}>
      {parts.map((part) => (
        <span key={part.from}>{part.text}</span>
      ))}
      {value.length < length && <span className="digit-field-caret" />}
      {value === '' && <span className="digit-field-hint">{hint}</span>}
      <span className="digit-field-count">
        {value.length}/{length}
      </span>
    </output>
  )
}
