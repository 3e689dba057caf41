import { expect, test } from 'vitest'
import { type TemplateRow, type TicketTemplate, usualTemplates } from '#ticket'
import { textOf } from '#ui'
import type { RowVoice } from './row_summary.ts'
import { templateChanges } from './template_changes.ts'
import { ticketWords } from './ticket_words.ts'

const voice: RowVoice = { text: textOf(ticketWords, 'zh-CN'), say: (given) => given.zh }
const usual: TicketTemplate = usualTemplates[80]
const wish: TemplateRow = {
  kind: 'text',
  text: '祝您顺利 {number}',
  size: { w: 2, h: 1 },
  bold: true,
  align: 'center',
  fit: false,
  when: 'priority',
}

test('the same design differs in nothing', () => {
  expect(templateChanges(usual, structuredClone(usual), voice)).toEqual([])
})

test('a row put in is one change', () => {
  const after = { ...usual, rows: usual.rows.toSpliced(2, 0, wish) }
  const line = '文字 · 祝您顺利 「号码」 · 2×1 · 居中 · 加粗 · 仅当：优先号'
  expect(templateChanges(usual, after, voice)).toEqual([
    { label: '第 3 行', before: '（没有）', after: line },
  ])
  expect(templateChanges(after, usual, voice)).toEqual([
    { label: '第 3 行', before: line, after: '（没有）' },
  ])
})

test('a row changed shows both', () => {
  const after = { ...usual, rows: usual.rows.with(2, { kind: 'rule', style: 'dashes' }) }
  expect(templateChanges(usual, after, voice)).toEqual([
    { label: '第 3 行', before: '分隔线 · 实线', after: '分隔线 · 虚线' },
  ])
})
