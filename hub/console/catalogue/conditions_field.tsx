import { Button, InputNumber, Select } from 'antd'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useCentre } from '#client'
import type { CallCondition } from '#domain'
import { useTerm, useText } from '#ui'
import { editWords } from '../edit/edit_words.ts'
import type { Faults } from '../edit/faults.ts'
import { catalogueWords } from './catalogue_words.ts'
import { swapped } from './condition_order.ts'

const usualMinutes = 30

interface RowProps {
  readonly condition: CallCondition
  readonly at: number
  readonly isLast: boolean
  readonly isFaulty: boolean
  /** The services of this counter: only these can be called here. */
  readonly own: readonly string[]
  readonly onChange: (part: Partial<CallCondition>) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

function ConditionTools({
  at,
  isLast,
  onMove,
  onRemove,
}: Pick<RowProps, 'at' | 'isLast' | 'onMove' | 'onRemove'>) {
  const text = useText(catalogueWords)
  const edit = useText(editWords)
  return (
    <span className="condition-tools">
      <Button
        type="text"
        aria-label={text.moveUp}
        disabled={at === 0}
        icon={<ArrowUp size={16} aria-hidden />}
        onClick={() => onMove(at - 1)}
      />
      <Button
        type="text"
        aria-label={text.moveDown}
        disabled={isLast}
        icon={<ArrowDown size={16} aria-hidden />}
        onClick={() => onMove(at + 1)}
      />
      <Button
        type="text"
        aria-label={edit.removeLine}
        icon={<Trash2 size={16} aria-hidden />}
        onClick={onRemove}
      />
    </span>
  )
}

function ConditionRow({ condition, at, isLast, isFaulty, own, onChange, onMove, onRemove }: RowProps) {
  const text = useText(catalogueWords)
  const edit = useText(editWords)
  const say = useTerm()
  const services = useCentre((centre) => [...centre.services.values()])
  const optionsOf = (ids: readonly string[]) =>
    services.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ value: id, label: say(name) }))
  const isOutside = !own.includes(condition.callServiceId)
  return (
    <li className="condition-row" data-testid={`condition-${at}`}>
      <b>{at + 1}</b>
      <span>{text.conditionWhen}</span>
      <Select
        aria-label={text.conditionService}
        value={condition.serviceId}
        options={optionsOf(services.map(({ id }) => id))}
        onChange={(serviceId: string) => onChange({ serviceId })}
      />
      <span>{text.conditionOver}</span>
      <InputNumber
        aria-label={text.conditionMinutes}
        min={0}
        status={isFaulty ? 'error' : ''}
        value={condition.overMinutes}
        suffix={text.minutes}
        onChange={(overMinutes) => onChange({ overMinutes: overMinutes ?? -1 })}
      />
      <span>{text.conditionCall}</span>
      <Select
        aria-label={text.conditionCall}
        value={condition.callServiceId}
        status={isOutside ? 'warning' : ''}
        options={optionsOf(isOutside ? [...own, condition.callServiceId] : own)}
        onChange={(callServiceId: string) => onChange({ callServiceId })}
      />
      <ConditionTools at={at} isLast={isLast} onMove={onMove} onRemove={onRemove} />
      {isFaulty && <em className="field-fault">{edit.range}</em>}
      {isOutside && <em className="condition-outside">{text.conditionOutside}</em>}
    </li>
  )
}

/**
 * The conditions a counter asks before the ordinary order, in the order in which they are asked: when a service has
 * waited so long, call that one (queue rules, which ticket next, 6).
 */
export function ConditionsField(props: {
  readonly value: readonly CallCondition[]
  /** Services in the counter's profile or that it helps with. */
  readonly own: readonly string[]
  readonly faults: Faults
  readonly onChange: (value: CallCondition[]) => void
}) {
  const { value, own, faults, onChange } = props
  const text = useText(catalogueWords)
  const rows = value.map((condition, at) => ({ condition, at, key: `condition-${at}` }))
  const [first] = own
  const add = () => {
    if (first === undefined) return
    onChange([...value, { serviceId: first, overMinutes: usualMinutes, callServiceId: first }])
  }
  return (
    <section className="lines">
      <h4>{text.conditions}</h4>
      <p className="rules-note">{own.length === 0 ? text.conditionsFirst : text.conditionsNote}</p>
      <ol className="condition-list">
        {rows.map(({ condition, at, key }) => (
          <ConditionRow
            key={key}
            condition={condition}
            at={at}
            own={own}
            isLast={at === value.length - 1}
            isFaulty={faults.has(`conditions.${at}.overMinutes`)}
            onChange={(part) =>
              onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)))
            }
            onMove={(to) => onChange(swapped(value, at, to))}
            onRemove={() => onChange(value.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <Button
        size="small"
        disabled={first === undefined}
        icon={<Plus size={14} aria-hidden />}
        onClick={add}
        data-testid="add-condition"
      >
        {text.addCondition}
      </Button>
    </section>
  )
}
