import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanOf } from './answer.ts'

test.each([
  [undefined, null],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-500', { from: 0, to: 99 }],
  ['bytes=-0', 'none'],
  ['bytes=100-', 'none'],
  ['bytes=5-4', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=0-1', null],
  ['bytes=x-1', null],
])('%s of a hundred bytes', (range, span) => {
  expect(spanOf(range, 100)).toEqual(span)
})

test('whatever is asked, no byte outside the file is given', () => {
  const number = fc.option(fc.nat(2_000), { nil: '' })
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 1_000 }), (from, to, bytes) => {
      const span = spanOf(`bytes=${from}-${to}`, bytes)
      if (span === null || span === 'none') return
      expect(span.from).toBeGreaterThanOrEqual(0)
      expect(span.from).toBeLessThanOrEqual(span.to)
      expect(span.to).toBeLessThan(bytes)
    }),
  )
})
