import { expect, test } from 'vitest'
import { pressGuard, samePress } from './press_guard.ts'

test.each([30, 100, 399])(
  'a key that tells itself again every %d ms is one press until it was let go',
  (gap) => {
    let now = 0
    const isFresh = pressGuard<string>(() => now)
    const through = Array.from({ length: 100 }, () => {
      now += gap
      return isFresh('finish')
    })
    expect(through.filter(Boolean)).toHaveLength(1)
    now += samePress
    expect([isFresh('finish'), isFresh('next'), isFresh('finish')]).toEqual([true, true, true])
  },
)
