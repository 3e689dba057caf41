import { Button, InputNumber, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SetupCounter, SignChoice } from '#protocol'
import { useTerm, useText } from '#ui'
import { setupWords } from '../setup_words.ts'

/** The signs a line starts with: every counter whose sign the hub knows. */
export const knownSigns = (counters: readonly SetupCounter[]): SignChoice[] =>
  counters.flatMap(({ id, signAddress }) =>
    signAddress === null ? [] : [{ counterId: id, address: signAddress }],
  )

/** A further member: the first counter that has none, and the next free address; null when every counter has one. */
export function nextMember(
  counters: readonly SetupCounter[],
  members: readonly SignChoice[],
): SignChoice | null {
  const counter = counters.find(({ id }) => members.every(({ counterId }) => counterId !== id))
  if (counter === undefined) return null
  return { counterId: counter.id, address: Math.max(0, ...members.map(({ address }) => address)) + 1 }
}

/** Which counter each sign or pad on a line belongs to; `more` asks for what a kind of them needs besides. */
export function MemberRows<Member extends SignChoice>(props: {
  readonly counters: readonly SetupCounter[]
  readonly members: readonly Member[]
  readonly make: (next: SignChoice) => Member
  readonly addLabel: string
  readonly more?: (member: Member, change: (member: Member) => void) => ReactNode
  readonly onChange: (members: Member[]) => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { counters, members, make, addLabel, more, onChange } = props
  const replace = (index: number, member: Member) =>
    onChange(members.map((each, at) => (at === index ? member : each)))
  const next = nextMember(counters, members)
  if (counters.length === 0) return <p className="setup-note">{text.noCounters}</p>
  return (
    <div className="setup-form">
      {members.map((member, index) => (
        <div className="setup-sign" key={member.counterId}>
          <Select
            aria-label={text.counter}
            value={member.counterId}
            onChange={(counterId) => replace(index, { ...member, counterId })}
            options={counters.map(({ id, name }) => ({
              value: id,
              label: say(name),
              disabled: members.some(({ counterId }) => counterId === id),
            }))}
          />
          <InputNumber
            aria-label={text.memberAddress}
            prefix={text.memberAddress}
            min={1}
            max={65_533}
            precision={0}
            value={member.address}
            onChange={(address) => replace(index, { ...member, address: address ?? 1 })}
          />
          <Button
            aria-label={text.remove}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(members.filter((_, at) => at !== index))}
          />
          {more?.(member, (changed) => replace(index, changed))}
        </div>
      ))}
      {next !== null && (
        <div>
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...members, make(next)])}>
            {addLabel}
          </Button>
        </div>
      )}
    </div>
  )
}
