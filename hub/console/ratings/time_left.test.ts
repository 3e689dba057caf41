import { expect, test } from 'vitest'
import { timeLeft } from './time_left.ts'

const minute = 60_000
const hour = 60 * minute

test.each([
  ['a whole day', 24 * hour, { isLate: false, unit: 'hour', count: 24 }],
  ['five days', 5 * 24 * hour, { isLate: false, unit: 'day', count: 5 }],
  ['59 minutes', 59 * minute, { isLate: false, unit: 'minute', count: 59 }],
  ['the last second', 1_000, { isLate: false, unit: 'minute', count: 1 }],
  ['this very moment', 0, { isLate: false, unit: 'minute', count: 1 }],
  ['a moment ago', -1, { isLate: true, unit: 'minute', count: 1 }],
  ['yesterday', -30 * hour, { isLate: true, unit: 'hour', count: 30 }],
] as const)('%s', (_, left, told) => expect(timeLeft(1_000_000_000 + left, 1_000_000_000)).toEqual(told))
