import { Button, Input, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { DaySpan } from '#domain'
import { useText } from '#ui'
import { editWords } from '../edit/edit_words.ts'
import type { Faults } from '../edit/faults.ts'
import { type Percent, percents } from './announcer_draft.ts'
import { announcerWords } from './announcer_words.ts'

/** Stretches of the day; each with a volume of its own where `fresh` has one. */
export function SpansField<Span extends DaySpan & { readonly volume?: Percent }>(props: {
  readonly label: string
  readonly path: string
  readonly value: readonly Span[]
  /** What a new row starts with. */
  readonly fresh: Span
  readonly faults: Faults
  readonly onChange: (value: Span[]) => void
}) {
  const { label, path, value, fresh, faults, onChange } = props
  const text = useText(announcerWords)
  const edit = useText(editWords)
  const set = (at: number, part: Partial<DaySpan & { volume: Percent }>) =>
    onChange(value.map((span, index) => (index === at ? { ...span, ...part } : span)))
  const rows = value.map((span, at) => ({ span, at, key: `${path}-${at}` }))
  return (
    <section className="lines">
      <h4>{label}</h4>
      {rows.map(({ span, at, key }) => (
        <div key={key} className="span-row">
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              maxLength={5}
              placeholder="08:30"
              aria-label={`${label} ${text[end]}`}
              {...(faults.has(`${path}.${at}.${end}`) ? { status: 'error' as const } : {})}
              value={span[end]}
              onChange={(event) => set(at, { [end]: event.target.value })}
              data-testid={`${path}-${at}-${end}`}
            />
          ))}
          {span.volume !== undefined && (
            <Select
              aria-label={text.volume}
              value={span.volume}
              options={percents.map((percent) => ({ value: percent, label: percent }))}
              onChange={(volume: Percent) => set(at, { volume })}
            />
          )}
          <Button
            type="text"
            aria-label={text.remove}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
          {[...faults.keys()].some((fault) => fault.startsWith(`${path}.${at}.`)) && (
            <span className="field-fault">{edit.format}</span>
          )}
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...value, fresh])}
        data-testid={`add-${path}`}
      >
        {text.addSpan}
      </Button>
    </section>
  )
}
