import fc from 'fast-check'
import { expect, test } from 'vitest'
import { err, ok } from '#basics'
import { nationName } from './gb3304.ts'
import { checkCharacter, dateOf, parseIdNumber } from './gb11643.ts'

test.each([
  ['11010519491231002', 'X'],
  ['44052418800101001', '4'],
  ['11010119900307001', '1'],
  ['81000019900101001', '9'],
  ['83000019900101001', '2'],
  ['91184019850615001', '1'],
])('the check character of %s is %s', (digits, check) => {
  expect(checkCharacter(digits)).toBe(check)
  expect(parseIdNumber(digits + check).ok).toBe(true)
})

/** The check character by the recursion of ISO 7064 (pure system, modulus 11, radix 2), without any weights. */
function byRecursion(digits: string): string {
  const rest = [...digits].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0)
  return '0123456789X'.charAt((12 - rest) % 11)
}

test('property: the weights of GB 11643 and the recursion of ISO 7064 agree', () => {
  expect(byRecursion('81000019900101001')).toBe('9')
  const first17 = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 17 })
  fc.assert(fc.property(first17, (digits) => byRecursion(digits) === checkCharacter(digits)))
})

test('reads birth date and sex', () => {
  expect(parseIdNumber('11010519491231002X')).toEqual(ok({ birthDate: '1949-12-31', sex: 'female' }))
  expect(parseIdNumber('440524188001010014')).toEqual(ok({ birthDate: '1880-01-01', sex: 'male' }))
})

test('takes first digits that no list has', () => {
  const digits = '00000019900307001'
  expect(parseIdNumber(digits + checkCharacter(digits)).ok).toBe(true)
})

test('refuses with the reason', () => {
  expect(parseIdNumber('11010519491231002')).toEqual(err('wrong-length'))
  expect(parseIdNumber('11010519491231002x')).toEqual(err('bad-characters'))
  expect(parseIdNumber('110105194912310021')).toEqual(err('bad-check-character'))
  const digits = '11010519490231002'
  expect(parseIdNumber(digits + checkCharacter(digits))).toEqual(err('bad-birth-date'))
  expect(checkCharacter('1101051949123100')).toBeNull()
})

test('property: one wrong digit, or two neighbours swapped, never passes', () => {
  const first17 = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(first17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
      const check = checkCharacter(digits)
      const other = (Number(digits[at]) + shift) % 10
      expect(checkCharacter(digits.slice(0, at) + other + digits.slice(at + 1))).not.toBe(check)
      const pair = digits.slice(at, at + 2)
      if (pair.length < 2 || pair[0] === pair[1]) return
      const swapped = digits.slice(0, at) + pair[1] + pair[0] + digits.slice(at + 2)
      expect(checkCharacter(swapped)).not.toBe(check)
    }),
  )
})

test('days that are not in the calendar are no dates', () => {
  expect(['20240229', '20000229', '19000228', '20231231'].map(dateOf)).toEqual([
    '2024-02-29',
    '2000-02-29',
    '1900-02-28',
    '2023-12-31',
  ])
  for (const wrong of [
    '20230229',
    '19000229',
    '20231301',
    '20230431',
    '20230100',
    '00000101',
    '2023011',
    '',
  ]) {
    expect(dateOf(wrong)).toBeNull()
  }
})

test('nations by code; unknown codes are 其他', () => {
  expect(['01', '03', '41', '56', '97', '98'].map(nationName)).toEqual([
    '汉',
    '回',
    '塔吉克',
    '基诺',
    '其他',
    '外国血统中国籍人士',
  ])
  expect(['00', '57', '99', '', 'constructor', '__proto__'].map(nationName)).toEqual(Array(6).fill('其他'))
})
