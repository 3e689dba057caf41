import { Button, InputNumber, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { SetupCounter, SignChoice } from '#protocol'
import { useTerm, useText } from '#ui'
import { setupWords } from '../setup_words.ts'

/** The signs a line starts with: every counter whose sign the hub knows. */
export const knownSigns = (counters: readonly SetupCounter[]): SignChoice[] =>
  counters.flatMap(({ id, signAddress }) =>
    signAddress === null ? [] : [{ counterId: id, address: signAddress }],
  )

/** A further sign: the first counter that has none, and the next free address; null when every counter has one. */
export function nextSign(counters: readonly SetupCounter[], signs: readonly SignChoice[]): SignChoice | null {
  const counter = counters.find(({ id }) => signs.every(({ counterId }) => counterId !== id))
  if (counter === undefined) return null
  return { counterId: counter.id, address: Math.max(0, ...signs.map(({ address }) => address)) + 1 }
}

/** Which counter each sign on the line stands over. */
export function SignRows(props: {
  readonly counters: readonly SetupCounter[]
  readonly signs: readonly SignChoice[]
  readonly onChange: (signs: SignChoice[]) => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { counters, signs, onChange } = props
  const replace = (index: number, sign: SignChoice) =>
    onChange(signs.map((each, at) => (at === index ? sign : each)))
  const next = nextSign(counters, signs)
  if (counters.length === 0) return <p className="setup-note">{text.noCounters}</p>
  return (
    <div className="setup-form">
      {signs.map((sign, index) => (
        <div className="setup-sign" key={sign.counterId}>
          <Select
            aria-label={text.counter}
            value={sign.counterId}
            onChange={(counterId) => replace(index, { ...sign, counterId })}
            options={counters.map(({ id, name }) => ({
              value: id,
              label: say(name),
              disabled: signs.some(({ counterId }) => counterId === id),
            }))}
          />
          <InputNumber
            aria-label={text.signAddress}
            prefix={text.signAddress}
            min={1}
            max={65_533}
            precision={0}
            value={sign.address}
            onChange={(address) => replace(index, { ...sign, address: address ?? 1 })}
          />
          <Button
            aria-label={text.remove}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(signs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {next !== null && (
        <div>
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...signs, next])}>
            {text.addSign}
          </Button>
        </div>
      )}
    </div>
  )
}
