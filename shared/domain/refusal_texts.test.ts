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
