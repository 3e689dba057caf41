import { expect, test } from 'vitest'
import { numberEms } from './number_ems.ts'

/** The room beside the counter over the full size of the figures, both in the board's units. */
const room = 684 / 300

test('a wide letter or a fourth figure needs more room than the full size leaves', () => {
  expect(numberEms('M001')).toBeGreaterThan(room)
  expect(numberEms('A1000')).toBeGreaterThan(numberEms('M001'))
})

test('every number is at least as wide as its signs: the narrowest fits only just', () => {
  expect(numberEms('J001')).toBeGreaterThan(2)
  expect(numberEms('W001')).toBeGreaterThan(numberEms('M001'))
  expect(numberEms('')).toBe(0)
})
