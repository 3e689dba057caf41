import { expect, test } from 'vitest'
import { keyboardPad, numberPadKeys } from './keyboard.ts'
import { pressGuard } from './press_guard.ts'
import { padDelays } from './types.ts'

test('a keyboard is a pad: keys with a meaning, once', () => {
  let now = 0
  const press = keyboardPad(numberPadKeys, () => now)
  const key = (name: string, repeat = false) => press({ key: name, repeat })
  expect(key('Enter')).toBe('next')
  now += 100
  expect([key('Enter'), key('Enter', true)]).toEqual([null, null])
  now += 10_000
  expect([key('Enter', true), key('q'), key('constructor')]).toEqual([null, null, null])
  expect(key('Enter')).toBe('next')
  expect(key('+')).toBe('recall')
  now -= 60_000
  expect(key('+')).toBe('recall')
})

test.each([30, 100, 399])(
  'a key that tells itself again every %d ms is one press until it was let go',
  (gap) => {
    let now = 0
    const isFresh = pressGuard(() => now)
    const through = Array.from({ length: 100 }, () => {
      now += gap
      return isFresh('finish')
    })
    expect(through.filter(Boolean)).toHaveLength(1)
    now += padDelays.samePress
    expect([isFresh('finish'), isFresh('next'), isFresh('finish')]).toEqual([true, true, true])
  },
)
