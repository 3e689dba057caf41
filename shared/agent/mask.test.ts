import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn, idTail, maskName } from './mask.ts'

test.each([
  ['张三', '张*'],
  ['张小三', '张*三'],
  ['欧阳惊蛰', '欧**蛰'],
  ['龚䶮', '龚*'],
  ['甲', '*'],
  ['', '*'],
  ['EXAMPLE, ANNA MARIA', 'E***A'],
])('%s becomes %s', (name, masked) => expect(maskName(name)).toBe(masked))

test('a masked name never holds more than its first and last character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect([...maskName(name)].filter((char) => char !== '*').length).toBeLessThanOrEqual(2)
      expect([...maskName(name)].length).toBeLessThanOrEqual(5)
    }),
  )
})

test('only the last four of an ID number remain', () => {
  expect(idTail('11010119900307001X')).toBe('001X')
})

test.each([
  ['1950-11-23', '2026-11-23', 76],
  ['1950-11-24', '2026-11-23', 75],
  ['2000-02-29', '2026-02-28', 25],
  ['', '2026-11-23', null],
  ['2030-01-01', '2026-11-23', null],
])('born %s, on %s: %s', (birth, today, age) => expect(ageOn(birth, today)).toBe(age))
