import { describe, expect, test } from 'vitest'
import { isQuiet, usualPolicy, volumeAt } from './policy.ts'

/** A moment in Shanghai. */
const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`)

describe('the usual policy', () => {
  test.each([
    ['06:59', true],
    ['07:00', false],
    ['12:00', false],
    ['19:59', false],
    ['20:00', true],
    ['00:00', true],
  ])('at %s quiet is %s', (time, quiet) => {
    expect(isQuiet(usualPolicy, at(time))).toBe(quiet)
  })
  test.each([
    ['11:59', 0.9],
    ['12:00', 0.6],
    ['13:00', 0.9],
  ])('at %s the volume is %d', (time, volume) => {
    expect(volumeAt(usualPolicy, at(time), false)).toBe(volume)
    expect(volumeAt(usualPolicy, at(time), true)).toBe(1)
  })
  test('follows the offset of the centre, also across midnight', () => {
    expect(isQuiet({ ...usualPolicy, utcOffsetMinutes: -300 }, Date.parse('2026-11-23T01:30:00Z'))).toBe(true)
    expect(isQuiet({ ...usualPolicy, utcOffsetMinutes: 0 }, Date.parse('1969-12-31T12:00:00Z'))).toBe(false)
  })
})
