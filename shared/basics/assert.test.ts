import { expect, test } from 'vitest'
import { assert, assertNever, present } from './assert.ts'
import { err, ok } from './result.ts'

test('what cannot be is an error that says what', () => {
  expect(() => assert(false, 'a ticket has a number')).toThrow('a ticket has a number')
  expect(() => assert(1, 'never shown')).not.toThrow()
  expect(() => present(null, 'ticket t1')).toThrow('ticket t1 is missing')
  expect(() => present(undefined, 'counter')).toThrow('counter is missing')
  expect([present(0, 'zero'), present('', 'text'), present(false, 'flag')]).toEqual([0, '', false])
  expect(() => assertNever('burst' as never)).toThrow('"burst"')
})

test('a result is granted or refused', () => {
  expect([ok(1), err('full')]).toEqual([
    { ok: true, value: 1 },
    { ok: false, error: 'full' },
  ])
})
