import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn, idCheckCharacter, parseIdNumber } from './id_number.ts'

test('reads the number of the standard itself', () => {
  // GB 11643-1999, annex: 11010519491231002X.
  expect(parseIdNumber('11010519491231002x')).toEqual({
    ok: true,
    value: { text: '11010519491231002X', areaCode: '110105', birthDate: '1949-12-31' },
  })
})

test.each([
  ['', 'form'],
  ['1101051949123100', 'form'],
  ['01010519491231002X', 'form'],
  ['110105194912310021', 'check-digit'],
  ['110105194902300021', 'birth-date'],
  ['110105180001010021', 'birth-date'],
])('%j is refused: %s', (text, fault) => {
  expect(parseIdNumber(text)).toEqual({ ok: false, error: fault })
})

test('any one changed digit is found', () => {
  const digits = fc.tuple(
    fc.integer({ min: 0, max: 999 }),
    fc.integer({ min: 0, max: 16 }),
    fc.integer({ min: 1, max: 9 }),
  )
  fc.assert(
    fc.property(digits, ([order, place, shift]) => {
      const body = `31011719600229${String(order).padStart(3, '0')}`
      const whole = body + idCheckCharacter(body)
      const changed = [...whole]
      changed[place] = String((Number(whole[place]) + shift) % 10)
      expect(parseIdNumber(whole).ok).toBe(true)
      expect(parseIdNumber(changed.join('')).ok).toBe(false)
    }),
    { seed: 11_643, verbose: 1 },
  )
})

test('age turns on the birthday', () => {
  expect(ageOn('1956-03-02', '2026-03-01')).toBe(69)
  expect(ageOn('1956-03-02', '2026-03-02')).toBe(70)
  expect(ageOn('1960-02-29', '2026-02-28')).toBe(65)
})

test.each([
  ['440524188001010014', '1880-01-01'],
  ['  11010519491231002x ', '1949-12-31'],
  ['990101199003070018', '1990-03-07'],
])('%j is read, whatever its first six figures', (text, birthDate) => {
  const body = text.trim().slice(0, 17)
  const whole = text.startsWith('99') ? body + idCheckCharacter(body) : text
  expect(parseIdNumber(whole)).toMatchObject({ ok: true, value: { birthDate } })
})

test.each([
  ['81000019900101001', '9'],
  ['83000019900101001', '2'],
  ['91184019850615001', '1'],
  ['11010519491231002', 'X'],
  ['44052418800101001', '4'],
  ['11010119900307001', '1'],
])('the check character of %s is %s', (digits, check) => {
  expect(idCheckCharacter(digits)).toBe(check)
})
