import { Button, Dropdown } from 'antd'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { faultSentence, type TemplateFault, type TemplateRow } from '#ticket'
import { keysOf, useLocale, useTerm, useText } from '#ui'
import { blankRows } from './blank_rows.ts'
import { RowEditor } from './row_editor.tsx'
import { rowLook, rowWords } from './row_summary.ts'
import { kindTerms } from './row_terms.ts'
import { ticketWords } from './ticket_words.ts'

interface RowItemProps {
  readonly row: TemplateRow
  /** Counted from 1. */
  readonly place: number
  readonly last: number
  readonly isOpen: boolean
  readonly faults: readonly TemplateFault[]
  readonly onOpen: () => void
  readonly onChange: (row: TemplateRow) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function RowTools({ place, last, onMove, onRemove }: RowItemProps) {
  const text = useText(ticketWords)
  const tools = [
    { name: 'up', Icon: ArrowUp, act: () => onMove(-1), off: place === 1 },
    { name: 'down', Icon: ArrowDown, act: () => onMove(1), off: place === last },
    { name: 'remove', Icon: Trash2, act: onRemove, off: last === 1 },
  ] as const
  return (
    <span className="row-tools">
      {tools.map(({ name, Icon, act, off }) => (
        <Button
          key={name}
          type="text"
          size="small"
          aria-label={text[name]}
          title={text[name]}
          disabled={off}
          icon={<Icon size={15} aria-hidden />}
          onClick={act}
          data-testid={`row-${place}-${name}`}
        />
      ))}
    </span>
  )
}

function RowItem(props: RowItemProps) {
  const { row, place, isOpen, faults } = props
  const text = useText(ticketWords)
  const say = useTerm()
  const locale = useLocale()
  const voice = { text, say }
  return (
    <li data-open={isOpen} data-fault={faults.length > 0}>
      <div className="row-line">
        <button
          type="button"
          className="row-head"
          aria-expanded={isOpen}
          onClick={props.onOpen}
          data-testid={`row-${place}`}
        >
          <span className="row-place">{place}</span>
          <span className="row-kind">{say(kindTerms[row.kind])}</span>
          <span className="row-words">{rowWords(row, voice)}</span>
          {rowLook(row, voice).map((look) => (
            <span key={look} className="row-look">
              {look}
            </span>
          ))}
        </button>
        <RowTools {...props} />
      </div>
      {faults.map((fault) => (
        <p key={`${fault.field} ${fault.code}`} className="row-fault" role="alert">
          {faultSentence(fault, locale === 'en' ? 'en' : 'zh')}
        </p>
      ))}
      {isOpen && <RowEditor row={row} onChange={props.onChange} />}
    </li>
  )
}

/** The rows of a design, one of them open. */
export function RowList(props: {
  readonly rows: readonly TemplateRow[]
  readonly faults: readonly TemplateFault[]
  readonly onChange: (rows: readonly TemplateRow[]) => void
}) {
  const { rows, faults, onChange } = props
  const text = useText(ticketWords)
  const say = useTerm()
  const [open, setOpen] = useState<number | null>(null)
  const move = (at: number, by: -1 | 1) => {
    const row = rows[at]
    if (row === undefined) return
    onChange(rows.toSpliced(at, 1).toSpliced(at + by, 0, row))
    if (open === at) setOpen(at + by)
  }
  const add = (kind: TemplateRow['kind']) => {
    // Before the cut, which stays last; under the open row where one is open.
    const at = open === null ? Math.max(0, rows.length - 1) : open + 1
    onChange(rows.toSpliced(at, 0, blankRows[kind]))
    setOpen(at)
  }
  return (
    <>
      <ol className="ticket-rows" data-testid="ticket-rows">
        {rows.map((row, at) => (
          <RowItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; it has no other identity
            key={at}
            row={row}
            place={at + 1}
            last={rows.length}
            isOpen={open === at}
            faults={faults.filter((fault) => fault.row === at + 1)}
            onOpen={() => setOpen(open === at ? null : at)}
            onChange={(changed) => onChange(rows.with(at, changed))}
            onMove={(by) => move(at, by)}
            onRemove={() => {
              onChange(rows.toSpliced(at, 1))
              setOpen(null)
            }}
          />
        ))}
      </ol>
      <Dropdown
        trigger={['click']}
        menu={{
          items: keysOf(kindTerms).map((kind) => ({ key: kind, label: say(kindTerms[kind]) })),
          onClick: ({ key }) => {
            const kind = keysOf(kindTerms).find((each) => each === key)
            if (kind !== undefined) add(kind)
          },
        }}
      >
        <Button icon={<Plus size={16} aria-hidden />} data-testid="add-row">
          {text.addRow}
        </Button>
      </Dropdown>
    </>
  )
}
