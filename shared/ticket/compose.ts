import { columnsOf, printableText } from './cells.ts'
import { code128Bars } from './code128_bars.ts'
import { qrSide } from './measure.ts'
import { type TicketPaper, ticketTraits } from './paper.ts'
import {
  type Align,
  type PlainRow,
  placeholder,
  type RowCondition,
  type TemplateRow,
  type TextStyle,
  type TicketTemplate,
} from './template.ts'
import { wrapText } from './wrap.ts'

/** A row as it will stand on paper: words in place, no line wider than the paper. */
export type ComposedRow =
  | { readonly kind: 'line'; readonly text: string; readonly style: TextStyle & { readonly align: Align } }
  | PlainRow

type Row<Kind extends TemplateRow['kind']> = Extract<TemplateRow, { kind: Kind }>
type Fields = ReadonlyMap<string, string>

const separator = ' · '

function fieldsOf(paper: TicketPaper): Fields {
  return new Map(
    Object.entries(paper).map(([name, value]: [string, string | null | readonly string[]]) => {
      const words = value === null || typeof value === 'string' ? (value ?? '') : value.join(separator)
      return [name, printableText(words).trim()]
    }),
  )
}

/** Puts words in; empty when any of the fields is. */
function filled(text: string, fields: Fields): string {
  let missing = false
  const words = text.replaceAll(placeholder, (_, name: string) => {
    const value = fields.get(name) ?? ''
    if (value === '') missing = true
    return value
  })
  return missing ? '' : words
}

const cells = (dots: number, w: number) => Math.floor(dots / (12 * w))

function fitted(text: string, style: TextStyle, dots: number): TextStyle {
  let { w, h } = style
  while (w > 1 && columnsOf(text) > cells(dots, w)) {
    h = Math.max(1, Math.round((h * (w - 1)) / w))
    w -= 1
  }
  return { ...style, w, h }
}

function textRows(row: Row<'text'>, paper: TicketPaper, fields: Fields, dots: number): ComposedRow[] {
  const items = row.each === undefined ? [null] : paper[row.each].map((item) => printableText(item).trim())
  return items.flatMap((item) => {
    const text = filled(row.text, item === null ? fields : new Map([...fields, ['item', item]]))
    const given = { ...row.size, bold: row.bold }
    const size = row.fit ? fitted(text, given, dots) : given
    const style = { ...size, align: row.align }
    return wrapText(text, cells(dots, size.w)).map((line) => ({ kind: 'line' as const, text: line, style }))
  })
}

function columnRows(row: Row<'columns'>, fields: Fields, dots: number): ComposedRow[] {
  const left = filled(row.left, fields)
  const right = filled(row.right, fields)
  const width = cells(dots, row.size.w)
  const style = { ...row.size, bold: row.bold }
  const space = width - columnsOf(left) - columnsOf(right)
  if (left !== '' && right !== '' && space > 0) {
    return [{ kind: 'line', text: left + ' '.repeat(space) + right, style: { ...style, align: 'left' } }]
  }
  const side = (text: string, align: Align): ComposedRow[] =>
    wrapText(text, width).map((line) => ({ kind: 'line', text: line, style: { ...style, align } }))
  return [...side(left, 'left'), ...side(right, 'right')]
}

function ruleRow(row: Row<'rule'>, dots: number): ComposedRow {
  const text = row.style === 'line' ? '─'.repeat(cells(dots, 2)) : '-'.repeat(cells(dots, 1))
  return { kind: 'line', text, style: { w: 1, h: 1, bold: false, align: 'left' } }
}

/** Fewest dots of a module that phones and scanners still read. */
const leastModule = 2

/** A code with the module it was given, or as large as the paper's width lets it be; nothing where it cannot be read. */
function symbolRows(row: Row<'qr' | 'barcode'>, fields: Fields, dots: number): ComposedRow[] {
  const text = filled(row.text, fields)
  if (text === '') return []
  const modules = row.kind === 'qr' ? qrSide(text, row.level) : code128Bars(text).length
  const module = modules === null ? 0 : Math.min(row.module, Math.floor(dots / modules))
  if (module < leastModule) return []
  return row.kind === 'qr'
    ? [{ kind: 'qr', text, module, level: row.level }]
    : [{ kind: 'barcode', text, height: row.height, module }]
}

function rowsOf(row: TemplateRow, paper: TicketPaper, fields: Fields, dots: number): ComposedRow[] {
  switch (row.kind) {
    case 'text':
      return textRows(row, paper, fields, dots)
    case 'columns':
      return columnRows(row, fields, dots)
    case 'rule':
      return [ruleRow(row, dots)]
    case 'qr':
    case 'barcode':
      return symbolRows(row, fields, dots)
    case 'feed':
      return [{ kind: 'feed', dots: row.dots }]
    case 'cut':
      return [{ kind: 'cut', feed: row.feed }]
  }
}

const isTrait = (name: string) => ticketTraits.some((trait) => trait === name)

function applies({ when, unless }: RowCondition, { traits }: TicketPaper, fields: Fields): boolean {
  const holds = (name: string) =>
    isTrait(name) ? traits.some((trait) => trait === name) : (fields.get(name) ?? '') !== ''
  return (when === undefined || holds(when)) && (unless === undefined || !holds(unless))
}

/** Sets a ticket by its template; rows whose condition fails or whose field is empty vanish, and of two rules in a row the second. */
export function composeTicket(template: TicketTemplate, paper: TicketPaper): readonly ComposedRow[] {
  const fields = fieldsOf(paper)
  const rows: ComposedRow[] = []
  let afterRule = false
  for (const row of template.rows) {
    if (!applies(row, paper, fields) || (row.kind === 'rule' && afterRule)) continue
    const composed = rowsOf(row, paper, fields, template.dots)
    if (composed.length > 0) afterRule = row.kind === 'rule'
    rows.push(...composed)
  }
  return rows
}
