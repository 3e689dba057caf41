import { expect, test } from 'vitest'
import { swapped } from './condition_order.ts'

test('one step up or down, never over the edge', () => {
  expect(swapped(['a', 'b', 'c'], 1, 0)).toEqual(['b', 'a', 'c'])
  expect(swapped(['a', 'b', 'c'], 1, 2)).toEqual(['a', 'c', 'b'])
  expect(swapped(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  expect(swapped(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})
