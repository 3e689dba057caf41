import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeTicket } from './compose.ts'
import { faultSentence } from './fault_sentences.ts'
import { renderTicketSvg } from './preview.ts'
import { samplePapers } from './sample_papers.ts'
import { type TemplateRow, type TicketTemplate, ticketConditions } from './template.ts'
import { templateFaultCodes } from './template_faults.ts'
import { templateFaults, ticketTemplateSchema } from './template_schema.ts'
import { usualTemplates } from './usual_templates.ts'

const wide: TicketTemplate = usualTemplates[80]
const withRow = (row: object, at = 0) => ({ ...wide, rows: wide.rows.toSpliced(at, 0, row as TemplateRow) })
const found = (given: unknown) =>
  templateFaults(given).map(({ row, field, code }) => [row, field, code].join(' '))

describe('a template', () => {
  test.each(Object.values(usualTemplates))('$name can print, and reads back as it was', (template) => {
    expect(templateFaults(template)).toEqual([])
    expect(ticketTemplateSchema.parse(JSON.parse(JSON.stringify(template)))).toEqual(template)
  })
  test('may be written short', () => {
    const short = { kind: 'text', text: '您好', size: 2 }
    expect(ticketTemplateSchema.parse(withRow(short)).rows[0]).toEqual({
      kind: 'text',
      text: '您好',
      size: { w: 2, h: 2 },
      bold: false,
      align: 'left',
      fit: false,
    })
  })
})

describe('what is wrong is named by its row', () => {
  test.each([
    ['an unknown field', withRow({ kind: 'text', text: '{nmae}' }, 2), '3 text unknown-field'],
    ['an unknown kind', withRow({ kind: 'picture' }), '1 kind wrong-kind'],
    ['a misspelt part', withRow({ kind: 'feed', dots: 8, dot: 9 }), '1  unknown-key'],
    ['a missing part', withRow({ kind: 'feed' }), '1 dots missing'],
    [
      'a size no mechanism has',
      withRow({ kind: 'text', text: 'x', size: { w: 9, h: 1 } }),
      '1 size.w too-large',
    ],
    ['too much white', withRow({ kind: 'feed', dots: 801 }), '1 dots too-large'],
    ['a wrong condition', withRow({ kind: 'feed', dots: 8, when: 'rich' }), '1 when wrong-value'],
    [
      'conditions at odds',
      withRow({ kind: 'feed', dots: 8, when: 'area', unless: 'area' }),
      '1 when never-printed',
    ],
    ['an item of no list', withRow({ kind: 'text', text: '{item}' }), '1 text item-without-each'],
    ['a list without item', withRow({ kind: 'text', text: 'x', each: 'notes' }), '1 text each-without-item'],
    [
      'a QR code off the paper',
      withRow({ kind: 'qr', text: '{qr}', module: 16, level: 'H' }),
      '1 module qr-too-wide',
    ],
    [
      'a QR code that holds too much',
      withRow({ kind: 'qr', text: '{qr}'.repeat(75), module: 2, level: 'H' }),
      '1 text qr-too-long',
    ],
    [
      'a bar code off the paper',
      withRow({ kind: 'barcode', text: 'x'.repeat(40), module: 2 }),
      '1 module barcode-too-wide',
    ],
    ['a field with spaces', withRow({ kind: 'text', text: '{ number }' }), '1 text stray-brace'],
    ['a field in Chinese', withRow({ kind: 'text', text: '{号码}' }), '1 text stray-brace'],
    ['a brace too few', withRow({ kind: 'columns', left: '{number', right: 'x' }), '1 left stray-brace'],
    ['a brace too many', withRow({ kind: 'text', text: '{{number}}' }), '1 text stray-brace'],
    ['Chinese in a bar code', withRow({ kind: 'barcode', text: '{serviceName}' }), '1 text barcode-text'],
    ['two cuts', withRow({ kind: 'cut', feed: 0 }), '  cut-twice'],
    ['no cut', { ...wide, rows: wide.rows.slice(0, -1) }, '  no-cut'],
    ['another paper', { ...wide, dots: 384 }, ' dots wrong-dots'],
    ['no rows', { ...wide, rows: [] }, ' rows no-rows'],
  ])('%s', (_, given, fault) => expect(found(given)).toContain(fault))

  test('a ticket without its number, or whose reprint is not marked', () => {
    const without = (name: string) => ({
      ...wide,
      rows: wide.rows.filter((row) => row.kind !== 'text' || !row.text.includes(name)),
    })
    expect(found(without('{number}'))).toEqual(['  no-number'])
    expect(found(without('{marks}'))).toEqual(['  no-marks'])
    const shy = {
      ...without('{number}'),
      rows: [{ kind: 'text', text: '{number}', when: 'priority' }, ...without('{number}').rows],
    }
    expect(found(shy)).toEqual(['  no-number'])
  })
  test('in words that say how to mend it, in both languages', () => {
    const parsed = ticketTemplateSchema.safeParse(withRow({ kind: 'text', text: '{nmae}' }, 2))
    expect(parsed.error?.issues[0]?.message).toMatch(
      /^row 3 \(text\): tickets have no field \{nmae\}; use one of centreName/,
    )
    for (const code of templateFaultCodes) {
      const fault = { row: 2, field: 'text', code, given: '5' }
      expect(faultSentence(fault, 'zh')).toMatch(/^第 2 行：.{4,}/)
      expect(faultSentence(fault, 'en')).toMatch(/^row 2 \(text\): .{4,}/)
    }
  })
  test('whatever is given, nothing is thrown', () => {
    fc.assert(fc.property(fc.anything(), (given) => templateFaults(given).length > 0))
    fc.assert(fc.property(fc.anything(), (row) => Array.isArray(templateFaults({ ...wide, rows: [row] }))))
  })
})

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((given) => !/[{}]/.test(given))
const condition = fc.option(fc.constantFrom(...ticketConditions), { nil: undefined })
const row: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    kind: fc.constant('text'),
    text,
    size: fc.integer({ min: 1, max: 8 }),
    align: fc.constantFrom('left', 'center', 'right'),
    fit: fc.boolean(),
    when: condition,
  }),
  fc.record({ kind: fc.constant('columns'), left: text, right: text, unless: condition }),
  fc.record({ kind: fc.constant('rule'), style: fc.constantFrom('line', 'dashes'), when: condition }),
  fc.record({ kind: fc.constant('feed'), dots: fc.integer({ min: 1, max: 800 }) }),
)

test('what the schema lets through can be set and drawn for every ticket, on the paper', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom(...Object.values(samplePapers)),
      fc.constantFrom<80 | 58>(80, 58),
      (rows, paper, width) => {
        const usual: TicketTemplate = usualTemplates[width]
        const template = ticketTemplateSchema.parse({ ...usual, rows: [...rows, ...usual.rows] })
        const set = composeTicket(template, paper)
        expect(set.some((each) => each.kind === 'line' && each.text === paper.number)).toBe(true)
        expect(renderTicketSvg(template, paper)).toMatch(/^<svg .*<\/svg>$/s)
      },
    ),
  )
})
