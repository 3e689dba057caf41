import { Button, Input, InputNumber, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { IssueHours } from '#domain'
import { useLocale, useText } from '#ui'
import { editWords } from '../edit/edit_words.ts'
import type { Faults } from '../edit/faults.ts'
import { dayName } from '../edit/hours_text.ts'
import { catalogueWords } from './catalogue_words.ts'

const week = [1, 2, 3, 4, 5, 6, 7]
const usual: IssueHours = { days: [1, 2, 3, 4, 5], from: '08:30', to: '11:45', quota: null }

/** The stretches of the week in which numbers of a service are issued. */
export function HoursField(props: {
  readonly value: readonly IssueHours[]
  readonly faults: Faults
  readonly onChange: (value: IssueHours[]) => void
}) {
  const { value, onChange, faults } = props
  const text = useText(catalogueWords)
  const edit = useText(editWords)
  const locale = useLocale()
  const set = (at: number, part: Partial<IssueHours>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const faultAt = (at: number) => [...faults].find(([path]) => path.startsWith(`hours.${at}.`))?.[1]
  const rows = value.map((hours, at) => ({ hours, at, key: `hours-${at}` }))
  return (
    <section className="lines">
      <h4>{text.hours}</h4>
      {rows.map(({ hours, at, key }) => (
        <div key={key} className="hours-row">
          <Select
            mode="multiple"
            aria-label={text.hours}
            value={[...hours.days]}
            options={week.map((day) => ({ value: day, label: dayName(day, locale) }))}
            onChange={(days: number[]) => set(at, { days })}
          />
          <Input
            aria-label={text.hours}
            value={hours.from}
            onChange={(event) => set(at, { from: event.target.value })}
          />
          <Input
            aria-label={text.hours}
            value={hours.to}
            onChange={(event) => set(at, { to: event.target.value })}
          />
          <InputNumber
            aria-label={text.quotaShort}
            placeholder={text.quotaShort}
            value={hours.quota}
            onChange={(quota) => set(at, { quota })}
          />
          <Button
            type="text"
            aria-label={edit.removeLine}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
          {faultAt(at) !== undefined && (
            <span className="field-fault">{faultAt(at) === 'range' ? text.hoursOrder : edit.format}</span>
          )}
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...value, usual])}
        data-testid="add-hours"
      >
        {text.addHours}
      </Button>
    </section>
  )
}
