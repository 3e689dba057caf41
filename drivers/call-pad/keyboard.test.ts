import { expect, test } from 'vitest'
import { keyboardPad, numberPadKeys } from './keyboard.ts'

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
