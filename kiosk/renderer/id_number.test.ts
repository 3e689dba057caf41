import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, checkIdNumber } from './id_number.ts'

const today = '2026-06-03'

describe('ID number (GB 11643)', () => {
  test('the example of the standard is good', () => {
    expect(checkIdNumber('11010519491231002X', today)).toEqual({ state: 'good', age: 76 })
  })

  test('age counts full years', () => {
    const withCheck = (digits: string) => digits + checkCharacter(digits)
    expect(checkIdNumber(withCheck('31011719560603001'), today)).toEqual({ state: 'good', age: 70 })
    expect(checkIdNumber(withCheck('31011719560604001'), today)).toEqual({ state: 'good', age: 69 })
  })

  test('says what is missing, and which part cannot be', () => {
    expect(checkIdNumber('', today)).toEqual({ state: 'short', missing: 18 })
    expect(checkIdNumber('1101051949123', today)).toEqual({ state: 'short', missing: 5 })
    expect(checkIdNumber('11010519491331', today)).toEqual({ state: 'wrong-date' })
    expect(checkIdNumber('11010520230229', today)).toEqual({ state: 'wrong-date' })
    expect(checkIdNumber('11010520270101', today)).toEqual({ state: 'wrong-date' })
    expect(checkIdNumber('110105194912310021', today)).toEqual({ state: 'wrong-check' })
  })

  test('any one wrong digit is noticed', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), digit, (place, wrong) => {
        const right = '11010519491231002X'
        fc.pre(right[place] !== String(wrong))
        const typed = right.slice(0, place) + wrong + right.slice(place + 1)
        expect(checkIdNumber(typed, today).state).not.toBe('good')
      }),
    )
  })
})
