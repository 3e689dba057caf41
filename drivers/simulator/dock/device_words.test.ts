import { expect, test } from 'vitest'
import { cardTerms, faultTerms, namedBy, switchTerms } from './device_words.ts'

test('every word has both languages, and an unknown name stays readable', () => {
  for (const terms of [cardTerms, faultTerms, switchTerms])
    for (const { zh, en } of Object.values(terms)) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
  expect(namedBy(switchTerms, 'paper-end').zh).toBe('缺纸')
  expect(namedBy(switchTerms, 'left-hand-thread').en).toBe('left-hand-thread')
})
