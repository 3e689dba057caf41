import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idCheckCharacter } from './id_number.ts'
import { holdsPersonalNumber } from './personal_words.ts'

test.each([
  ['a mobile number', '已致电13812345678，对方表示理解'],
  ['in groups', '138 1234 5678'],
  ['with hyphens', '138-1234-5678'],
  ['with its country', '+86 138 1234 5678'],
  ['in full-width figures', '电话１３８１２３４５６７８'],
  ['an old identity number', '证号310101500101001'],
])('%s is found', (_, words) => expect(holdsPersonalNumber(words)).toBe(true))

test.each([
  ['a date and a time', '2026-03-02 09:00 已答复'],
  ['the number of a ticket', 'A012 号，3 号窗口'],
  ['a telephone of the house', '监督电话 021-12348000'],
  ['an amount', '涉及金额 13,812 元'],
  ['the number of a file', '案号（2026）沪0117民初1234号'],
])('%s is no number of a person', (_, words) => expect(holdsPersonalNumber(words)).toBe(false))

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))

test('an identity number is found wherever it stands and however it is grouped', () => {
  const around = fc.constantFrom('', '请核对', '（', '身份证：', 'ID ')
  const parts = fc.constantFrom('', ' ', '-', '·')
  fc.assert(
    fc.property(digits(16), around, around, parts, (rest, before, behind, gap) => {
      const seventeen = `3${rest}`
      const number = seventeen + idCheckCharacter(seventeen)
      const grouped = [number.slice(0, 6), number.slice(6, 14), number.slice(14)].join(gap)
      expect(holdsPersonalNumber(`${before}${grouped}${behind}`)).toBe(true)
    }),
  )
})
