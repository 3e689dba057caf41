import { expect, test } from 'vitest'
import { refusalCodes, refuse } from './refusal.ts'
import { refusalText, refusalTexts } from './refusal_texts.ts'

test.each(refusalCodes)('%s says in both languages what is the matter and what to do', (code) => {
  const { title, detail } = refusalTexts[code]
  for (const words of [title.zh, detail.zh]) expect(words).toMatch(/\p{Script=Han}{2}/u)
  for (const words of [title.en, detail.en]) expect(words).toMatch(/^[A-Z][\x20-\x7e]{5,}$/)
})

test('particulars are filled in, and none is left as a brace', () => {
  const { error } = refuse('recall-too-soon', { seconds: 7 })
  expect(refusalText(error, 'zh').detail).toBe('请7秒后再重呼。')
  expect(refusalText(refuse('invalid').error, 'en').detail).not.toContain('{')
})

test('what is not known is not said, nor half of a sentence about it', () => {
  const said = (detail: Record<string, string | number>, language: 'zh' | 'en') =>
    refusalText(refuse('service-closed', detail).error, language).detail
  const next = { date: '2026-01-12', from: '09:00' }
  expect(said(next, 'zh')).toBe('下次取号时间：2026-01-12 09:00。也可咨询导服台。')
  expect(said({}, 'zh')).toBe('也可咨询导服台。')
  expect(said({}, 'en')).toBe('Ask at the information desk.')
  const full = refusalText(refuse('interval-quota-used', { quota: 4 }).error, 'zh').detail
  expect(full).toBe('本时段共4个号，也可咨询导服台。')
})
