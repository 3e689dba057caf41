import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, printableText } from './cells.ts'
import { composeTicket } from './compose.ts'
import { ticketMm } from './measure.ts'
import type { TicketPaper } from './paper.ts'
import { renderTicketSvg } from './preview.ts'
import { samplePapers } from './sample_papers.ts'
import type { TicketTemplate } from './template.ts'
import { usualTemplates } from './usual_templates.ts'
import { wrapText } from './wrap.ts'

const wide: TicketTemplate = usualTemplates[80]
const narrow: TicketTemplate = usualTemplates[58]
const samplePaper: TicketPaper = {
  ...samplePapers.priority,
  countersLine: '请到 1、2、3 号窗口',
  takenAtLine: '2031-03-04 09:26',
  notes: ['请带身份证原件', '过号请到导服台', '当日有效，请留意叫号'],
  phoneLine: '咨询监督电话 12348',
  footer: '请在休息区等候',
}

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
      '【优先 · 预约 10:30】',
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
  it('prints a row when its condition holds, and only then', () => {
    const row = { kind: 'text', size: { w: 1, h: 1 }, bold: false, align: 'left', fit: false } as const
    const template: TicketTemplate = {
      ...wide,
      rows: [
        { ...row, text: '优先通道', when: 'priority' },
        { ...row, text: '请留意叫号', unless: 'priority' },
        { ...row, text: '已核验身份', when: 'idTail' },
        { ...row, text: '匿名', unless: 'idTail' },
        ...wide.rows,
      ],
    }
    const first = (paper: TicketPaper) => words(template, paper).slice(0, 2)
    expect(first(samplePapers.priority)).toEqual(['优先通道', '已核验身份'])
    expect(first(samplePapers.normal)).toEqual(['请留意叫号', '匿名'])
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
