import { expect, test } from 'vitest'
import { driverOf, registry } from './registry.ts'

test('every kind in the table is found', () => {
  for (const [family, kinds] of Object.entries(registry))
    for (const [kind, open] of Object.entries(kinds))
      expect(driverOf(family as never, kind as never)).toBe(open)
})

test('what nobody wrote is refused with what there is', () => {
  expect(() => driverOf('id-card', 'telepathy' as never)).toThrow('there are sam, sam-hid, helper')
  expect(() => driverOf('toaster' as never, 'line' as never)).toThrow(
    'no family of devices is called toaster',
  )
})
