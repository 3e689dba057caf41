import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, printableText } from '../codec/charset.ts'
import { narrow, samplePaper, wide } from '../test_bench.ts'
import type { TicketPaper } from '../types.ts'
import { composeTicket } from './compose.ts'
import { ticketMm } from './measure.ts'
import { renderTicketSvg } from './preview.ts'
import { parseTicketTemplate } from './template.ts'
import { wrapText } from './wrap.ts'

const words = (template: typeof wide, paper: TicketPaper) =>
  composeTicket(template, paper).flatMap((row) => (row.kind === 'line' ? [row.text] : []))

describe('wrapText', () => {
  it('keeps words whole and closing marks off a line’s start', () => {
    expect(wrapText('请带 passport 原件', 10)).toEqual(['请带', 'passport', '原件'])
    expect(wrapText('请留意叫号，谢谢', 10)).toEqual(['请留意叫', '号，谢谢'])
    expect(wrapText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  })
  it('loses nothing but spaces and never goes over the width', () => {
    const char = fc.oneof(fc.constantFrom(...'律师a b，（）。1 '), fc.constant('𠮷'))
    fc.assert(
      fc.property(
        fc.string({ unit: char, maxLength: 80 }),
        fc.integer({ min: 2, max: 24 }),
        (text, columns) => {
          const lines = wrapText(text, columns)
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        },
      ),
    )
  })
})

describe('composeTicket', () => {
  it('sets every field of a ticket', () => {
    const set = words(wide, samplePaper)
    for (const text of [
      samplePaper.centreName,
      '一楼 综合服务厅',
      '法律咨询',
      'A012',
      '【优先 · 预约】',
      '前面 3 人',
      '约 15–25 分钟',
      '请到 1、2、3 号窗口',
      ...samplePaper.notes,
      '咨询监督电话 12348',
      '请在休息区等候',
    ]) {
      expect(set).toContain(text)
    }
    expect(set.some((line) => /^2031-03-04 09:26 +尾号 002X$/.test(line))).toBe(true)
  })
  it('prints the number four times as large', () => {
    const number = composeTicket(wide, samplePaper).find((row) => row.kind === 'line' && row.text === 'A012')
    expect(number).toMatchObject({ style: { w: 4, h: 4, align: 'center', bold: true } })
  })
  it('makes a number smaller until it needs one line', () => {
    const number = composeTicket(narrow, { ...samplePaper, number: 'LEGAL-0012' })
    expect(number).toContainEqual(
      expect.objectContaining({ text: 'LEGAL-0012', style: expect.objectContaining({ w: 3, h: 3 }) }),
    )
  })
  it('drops the rows of empty fields and a rule after a rule', () => {
    const bare = { ...samplePaper, area: null, marks: [], idTail: null, notes: [], qr: '' }
    const rows = composeTicket(wide, bare)
    expect(rows.some((row) => row.kind === 'qr')).toBe(false)
    const set = words(wide, bare)
    expect(set.join()).not.toContain('【')
    expect(set.join()).not.toContain('尾号')
    expect(set).toContain('2031-03-04 09:26')
  })
  it('puts two columns on two lines where they do not fit on one', () => {
    const set = words(narrow, { ...samplePaper, takenAtLine: '取号时间 2031-03-04 09:26' })
    expect(set).toContain('取号时间 2031-03-04 09:26')
    expect(set).toContain('尾号 002X')
  })
  it('never sets a line wider than the paper', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, text, fc.constantFrom(wide, narrow), (name, note, template) => {
        for (const row of composeTicket(template, {
          ...samplePaper,
          centreName: name,
          number: name,
          notes: [note],
        })) {
          if (row.kind === 'line') {
            expect(columnsOf(row.text) * 12 * row.style.w).toBeLessThanOrEqual(template.dots)
          }
        }
      }),
    )
  })
  it('takes about twelve centimetres', () => {
    expect(ticketMm(composeTicket(wide, samplePaper))).toBeGreaterThan(80)
    expect(ticketMm(composeTicket(wide, samplePaper))).toBeLessThan(150)
  })
})

describe('parseTicketTemplate', () => {
  it('says in words what is wrong', () => {
    const rows = [{ kind: 'text', text: '{secret}' }]
    const parsed = parseTicketTemplate({ name: 'x', paperMm: 80, dots: 576, rows })
    expect(parsed.ok ? '' : parsed.error).toContain('secret')
    expect(parseTicketTemplate({ name: 'x', paperMm: 70, dots: 576, rows: [] }).ok).toBe(false)
  })
})

describe('renderTicketSvg', () => {
  it('draws every line of the ticket with its words, and escapes them', () => {
    const svg = renderTicketSvg(wide, { ...samplePaper, footer: '<b>&"' })
    for (const text of words(wide, samplePaper).filter((line) => line !== samplePaper.footer)) {
      for (const part of text.split(/ {2,}/)) expect(svg).toContain(`>${printableText(part)}</text>`)
    }
    expect(svg).toContain('&lt;b&gt;&amp;&quot;')
    expect(svg).not.toContain('<b>')
  })
})
