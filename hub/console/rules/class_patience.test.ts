import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain'
import { passesAfter } from './class_patience.ts'

test('an ordinary number passes a fresh one of a class after a time that its rate makes', () => {
  const { classes } = defaultPolicy
  expect([passesAfter(classes, 'military'), passesAfter(classes, 'returned')]).toEqual([40, 20])
  expect(passesAfter({ ...classes, normal: { base: 10, rate: 4 } }, 'elderly')).toBe(5)
  expect(passesAfter({ ...classes, elderly: { base: 0, rate: 1 } }, 'elderly')).toBeNull()
})
