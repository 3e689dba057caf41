import { Select } from 'antd'
import type { TemplateRow, TextSize } from '#ticket'
import { useTerm, useText } from '#ui'
import { ConditionOf, NumberOf, OneOf, TextWithFields, Tick } from './row_fields.tsx'
import { alignTerms, conditionTerms, ruleTerms } from './row_terms.ts'
import { ticketWords } from './ticket_words.ts'

type Kind = TemplateRow['kind']
interface PartProps<K extends Kind> {
  readonly row: Extract<TemplateRow, { kind: K }>
  readonly onChange: (row: TemplateRow) => void
}

function SizeOf({
  size,
  onChange,
}: {
  readonly size: TextSize
  readonly onChange: (size: TextSize) => void
}) {
  const text = useText(ticketWords)
  const limits = { min: 1, max: 8 }
  return (
    <>
      <NumberOf label={text.width} value={size.w} {...limits} onChange={(w) => onChange({ ...size, w })} />
      <NumberOf label={text.height} value={size.h} {...limits} onChange={(h) => onChange({ ...size, h })} />
    </>
  )
}

function TextPart({ row, onChange }: PartProps<'text'>) {
  const text = useText(ticketWords)
  const say = useTerm()
  const lists = (['notes', 'marks'] as const).map((name) => ({
    value: name,
    label: say(conditionTerms[name]),
  }))
  return (
    <>
      <TextWithFields
        label={text.text}
        name="text"
        value={row.text}
        hasItem={row.each !== undefined}
        onChange={(words) => onChange({ ...row, text: words })}
      />
      <SizeOf size={row.size} onChange={(size) => onChange({ ...row, size })} />
      <OneOf
        label={text.align}
        value={row.align}
        terms={alignTerms}
        onChange={(align) => onChange({ ...row, align })}
      />
      <div className="row-field">
        <span>{text.each}</span>
        <Select
          aria-label={text.each}
          allowClear
          placeholder={text.eachNone}
          value={row.each ?? null}
          options={lists}
          onChange={(each: 'notes' | 'marks' | null | undefined) =>
            onChange({ ...row, each: each ?? undefined })
          }
        />
      </div>
      <div className="row-ticks">
        <Tick label={text.bold} value={row.bold} onChange={(bold) => onChange({ ...row, bold })} />
        <Tick label={text.fit} value={row.fit} onChange={(fit) => onChange({ ...row, fit })} />
      </div>
    </>
  )
}

function ColumnsPart({ row, onChange }: PartProps<'columns'>) {
  const text = useText(ticketWords)
  return (
    <>
      {(['left', 'right'] as const).map((side) => (
        <TextWithFields
          key={side}
          label={text[side]}
          name={side}
          value={row[side]}
          onChange={(words) => onChange({ ...row, [side]: words })}
        />
      ))}
      <SizeOf size={row.size} onChange={(size) => onChange({ ...row, size })} />
      <Tick label={text.bold} value={row.bold} onChange={(bold) => onChange({ ...row, bold })} />
    </>
  )
}

const levelTerms = {
  L: { zh: 'L 7%', en: 'L 7%' },
  M: { zh: 'M 15%', en: 'M 15%' },
  Q: { zh: 'Q 25%', en: 'Q 25%' },
  H: { zh: 'H 30%', en: 'H 30%' },
} as const

function CodePart({ row, onChange }: PartProps<'qr' | 'barcode'>) {
  const text = useText(ticketWords)
  const most = row.kind === 'qr' ? 16 : 6
  return (
    <>
      <TextWithFields
        label={text.text}
        name="text"
        value={row.text}
        onChange={(words) => onChange({ ...row, text: words })}
      />
      <NumberOf
        label={text.module}
        value={row.module}
        min={2}
        max={most}
        onChange={(module) => onChange({ ...row, module })}
      />
      {row.kind === 'qr' ? (
        <OneOf
          label={text.level}
          value={row.level}
          terms={levelTerms}
          onChange={(level) => onChange({ ...row, level })}
        />
      ) : (
        <NumberOf
          label={text.barHeight}
          value={row.height}
          min={1}
          max={255}
          onChange={(height) => onChange({ ...row, height })}
        />
      )}
    </>
  )
}

function Parts({ row, onChange }: PartProps<Kind>) {
  const text = useText(ticketWords)
  switch (row.kind) {
    case 'text':
      return <TextPart row={row} onChange={onChange} />
    case 'columns':
      return <ColumnsPart row={row} onChange={onChange} />
    case 'qr':
    case 'barcode':
      return <CodePart row={row} onChange={onChange} />
    case 'rule':
      return (
        <OneOf
          label={text.rule}
          value={row.style}
          terms={ruleTerms}
          onChange={(style) => onChange({ ...row, style })}
        />
      )
    case 'feed':
      return (
        <NumberOf
          label={text.dots}
          value={row.dots}
          min={1}
          max={800}
          onChange={(dots) => onChange({ ...row, dots })}
        />
      )
    case 'cut':
      return (
        <NumberOf
          label={text.feed}
          value={row.feed}
          min={0}
          max={255}
          onChange={(feed) => onChange({ ...row, feed })}
        />
      )
  }
}

/** Edits one row of a design. */
export function RowEditor({ row, onChange }: PartProps<Kind>) {
  const text = useText(ticketWords)
  return (
    <div className="row-editor">
      <Parts row={row} onChange={onChange} />
      {row.kind !== 'cut' && (
        <div className="row-conditions">
          <ConditionOf label={text.when} value={row.when} onChange={(when) => onChange({ ...row, when })} />
          <ConditionOf
            label={text.unless}
            value={row.unless}
            onChange={(unless) => onChange({ ...row, unless })}
          />
        </div>
      )}
    </div>
  )
}
