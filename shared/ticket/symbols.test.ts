import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { code128Runs } from './code128.ts'
import { code128Bars } from './code128_bars.ts'
import { composeTicket } from './compose.ts'
import { qrSide, ticketMm } from './measure.ts'
import { samplePapers } from './sample_papers.ts'
import type { TemplateRow, TicketTemplate } from './template.ts'
import { usualTemplates } from './usual_templates.ts'

const symbols = (text: string) => (code128Bars(text).length - 13) / 11

describe('a CODE128 symbol', () => {
  test.each([
    ['A001', ['B A001']],
    ['No.123456', ['B No.', 'C 123456']],
    ['12', ['C 12']],
    ['123', ['B 123']],
    ['1234', ['C 1234']],
    ['12345A', ['C 1234', 'B 5A']],
    ['A12345', ['B A1', 'C 2345']],
    ['A1234B', ['B A1234B']],
    ['A1234567B', ['B A1', 'C 234567', 'B B']],
  ])('%s is %j (ISO/IEC 15417, annex E)', (text, runs) => {
    expect(code128Runs(text).map((run) => `${run.set} ${run.text}`)).toEqual(runs)
  })
  test('property: no text needs more symbols than in set B alone, and none of it is lost', () => {
    const mixed = fc.stringMatching(/^([\x20-\x7e]|[0-9]{1,9}){1,12}$/)
    fc.assert(
      fc.property(mixed, (text) => {
        const runs = code128Runs(text)
        expect(runs.map((run) => run.text).join('')).toBe(text)
        for (const run of runs) if (run.set === 'C') expect(run.text).toMatch(/^(\d\d)+$/)
        // Start, the characters and the check.
        expect(symbols(text)).toBeLessThanOrEqual(text.length + 2)
      }),
    )
  })
})

const ticket = (row: TemplateRow, dots = 576): TicketTemplate => ({
  ...usualTemplates[80],
  dots,
  rows: [row, ...usualTemplates[80].rows],
})
const firstOf = (row: TemplateRow, change: object = {}) =>
  composeTicket(ticket(row), { ...samplePapers.normal, ...change })[0]

describe('a code that turns out larger than its template was checked with', () => {
  const qr = { kind: 'qr', text: '{qr}', module: 6, level: 'M' } as const
  const barcode = { kind: 'barcode', text: '{number}', height: 64, module: 6 } as const
  test('is set in smaller modules that the paper has room for', () => {
    const long = `https://hall.example/t/${'x'.repeat(700)}`
    expect(firstOf(qr, { qr: long })).toMatchObject({ kind: 'qr', text: long, module: 5 })
    expect(firstOf(barcode, { number: 'A0012345678901234567' })).toMatchObject({ kind: 'barcode', module: 3 })
  })
  test('is left out where no reader could read it, or no code holds it; the ticket is printed', () => {
    for (const [row, change] of [
      [qr, { qr: 'x'.repeat(2_400) }],
      [barcode, { number: 'x'.repeat(60) }],
    ] as const) {
      const rows = composeTicket(ticket(row), { ...samplePapers.normal, ...change })
      expect(rows[0]).toMatchObject({ kind: 'line' })
      expect(ticketMm(rows)).toBeGreaterThan(50)
    }
  })
})

test.each([
  // ISO/IEC 18004: version 40 holds this many bytes.
  ['L', 2_953],
  ['M', 2_331],
  ['Q', 1_663],
  ['H', 1_273],
] as const)('a QR code of level %s holds %d bytes and no more', (level, bytes) => {
  expect(qrSide('x'.repeat(bytes), level)).toBe(177)
  expect(qrSide('x'.repeat(bytes + 1), level)).toBeNull()
})
