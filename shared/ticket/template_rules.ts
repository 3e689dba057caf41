import { code128Bars } from './code128_bars.ts'
import { qrSide } from './measure.ts'
import { ticketFields } from './paper.ts'
import { namesIn, placeholder, type TemplateRow, type TicketTemplate } from './template.ts'
import type { TemplateFault, TemplateFaultCode } from './template_faults.ts'

const known: ReadonlySet<string> = new Set([...ticketFields, 'item'])

/** An address as long as those that tickets carry: a host name, a port, `/t/` and 26 characters. */
const usualAddress = 'https://hall.xuhui.example:7700/t/01J8Z6Q4AAAAAAAAAAAAAAAAAA'

/** A number as long as those of tickets: a letter and three digits. */
const usualNumber = 'A001'

/** Printable widths of 203 dpi mechanisms on each paper, in dots. */
const dotsOf = { 80: [504, 640], 58: [360, 432] } as const

type Found = Omit<TemplateFault, 'row'>
const found = (code: TemplateFaultCode, field: string | null = null, given = ''): Found => ({
  field,
  code,
  given,
})

const textsOf = (row: TemplateRow): readonly (readonly [string, string])[] => {
  if (row.kind === 'columns') {
    return [
      ['left', row.left],
      ['right', row.right],
    ]
  }
  return row.kind === 'text' || row.kind === 'qr' || row.kind === 'barcode' ? [['text', row.text]] : []
}

function nameFaults(row: TemplateRow): Found[] {
  const each = row.kind === 'text' ? row.each : undefined
  const texts = textsOf(row)
  const asksItem = texts.some(([, text]) => namesIn(text).includes('item'))
  return [
    ...texts.flatMap(([field, text]) =>
      namesIn(text).flatMap((name) => (known.has(name) ? [] : [found('unknown-field', field, name)])),
    ),
    ...(asksItem && each === undefined ? [found('item-without-each', 'text')] : []),
    ...(!asksItem && each !== undefined ? [found('each-without-item', 'text')] : []),
  ]
}

function widthFaults(row: TemplateRow, dots: number): Found[] {
  if ((row.kind === 'text' || row.kind === 'columns') && 24 * row.size.w > dots)
    return [found('too-wide', 'size', String(Math.floor(dots / 24)))]
  if (row.kind !== 'qr') return []
  const modules = qrSide(row.text.replaceAll('{qr}', usualAddress), row.level)
  if (modules === null) return [found('qr-too-long', 'text')]
  return modules * row.module > dots
    ? [found('qr-too-wide', 'module', String(Math.floor(dots / modules)))]
    : []
}

// A bar code carries ASCII alone; of a ticket's fields only the number is certain to be that.
function barcodeFaults(row: TemplateRow, dots: number): Found[] {
  if (row.kind !== 'barcode') return []
  const isFit = /^[\x20-\x7e]{1,40}$/.test(row.text) && namesIn(row.text).every((name) => name === 'number')
  if (!isFit) return [found('barcode-text', 'text')]
  const modules = code128Bars(row.text.replaceAll('{number}', usualNumber)).length
  return modules * row.module > dots
    ? [found('barcode-too-wide', 'module', String(Math.floor(dots / modules)))]
    : []
}

/** What would be printed with its braces, since it is no field: `{ number }`, `{号码}`, a brace without the other. */
function braceFaults(row: TemplateRow): Found[] {
  if (row.kind !== 'text' && row.kind !== 'columns') return []
  return textsOf(row).flatMap(([field, text]) => {
    const stray = /\{[^{}]*\}?|\}/.exec(text.replaceAll(placeholder, ''))
    return stray === null ? [] : [found('stray-brace', field, stray[0])]
  })
}

const always = (row: TemplateRow) => row.when === undefined && row.unless === undefined
const shows = (row: TemplateRow, name: string): boolean =>
  textsOf(row).some(([, text]) => namesIn(text).includes(name)) ||
  (row.kind === 'text' && row.each === name && shows({ ...row, each: undefined }, 'item'))
const readable = ({ kind }: TemplateRow) => kind === 'text' || kind === 'columns'
// A mark is there exactly when the ticket has marks: asking for that as well leaves nothing out.
const showsMarks = (row: TemplateRow) =>
  readable(row) && shows(row, 'marks') && row.unless === undefined && [undefined, 'marks'].includes(row.when)

function wholeFaults({ rows, paperMm, dots }: TicketTemplate): Found[] {
  const [least, most] = dotsOf[paperMm]
  const cuts = rows.filter(({ kind }) => kind === 'cut')
  const last = rows.at(-1)
  return [
    ...(rows.some((row) => readable(row) && always(row) && shows(row, 'number')) ? [] : [found('no-number')]),
    ...(rows.some(showsMarks) ? [] : [found('no-marks')]),
    ...(last?.kind === 'cut' && always(last) ? [] : [found('no-cut')]),
    ...(cuts.length > 1 ? [found('cut-twice')] : []),
    ...(dots < least || dots > most ? [found('wrong-dots', 'dots', `${least}–${most}`)] : []),
  ]
}

/** The rules a ticket keeps whatever its look: number and marks are on it, everything fits, one cut at the end. */
export function templateRuleFaults(template: TicketTemplate): readonly TemplateFault[] {
  const inRows = template.rows.flatMap((row, index) =>
    [
      ...nameFaults(row),
      ...widthFaults(row, template.dots),
      ...barcodeFaults(row, template.dots),
      ...braceFaults(row),
      ...(row.when !== undefined && row.when === row.unless ? [found('never-printed', 'when')] : []),
    ].map((fault) => ({ ...fault, row: index + 1 })),
  )
  return [...inRows, ...wholeFaults(template).map((fault) => ({ ...fault, row: null }))]
}
