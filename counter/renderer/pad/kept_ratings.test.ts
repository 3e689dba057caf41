import { expect, test } from 'vitest'
import type { RatingBody } from '#protocol'
import { keptRatings } from './kept_ratings.ts'

function memory() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
  }
}
const rating = (commandId: string, given: Partial<RatingBody> = {}): RatingBody => ({
  ticketId: `ticket-${commandId}`,
  leg: 0,
  marks: { overall: 1, attitude: 1, efficiency: 1, competence: 1 },
  reasons: [],
  givenAt: '2026-03-02T01:00:00.000Z',
  commandId: commandId.padEnd(26, '0'),
  ...given,
})

test('a rating waits over a reload under the id of its press; the words are kept on no disk', () => {
  const storage = memory()
  const first = keptRatings(storage)
  const one = rating('01J1', { comment: '态度不好，我叫张示三' })
  first.keep(one)
  first.keep(one)
  first.keep(rating('01J2', { reasons: ['unclear'] }))
  expect(first.all()).toHaveLength(2)
  expect(first.all()[0]).toEqual(one)
  expect([...storage.items.values()].join()).not.toMatch(/张示三|态度/)
  const again = keptRatings(storage)
  expect(again.all().map(({ commandId, reasons }) => ({ commandId, reasons }))).toEqual([
    // Without its words it still says that there was a reason.
    { commandId: one.commandId, reasons: ['other'] },
    { commandId: rating('01J2').commandId, reasons: ['unclear'] },
  ])
  expect(again.has({ ticketId: one.ticketId, leg: 0 })).toBe(true)
  expect(again.has({ ticketId: one.ticketId, leg: 1 })).toBe(false)
  again.settle(one.commandId)
  expect(keptRatings(storage).all()).toHaveLength(1)
})

test('what cannot be read is nothing, and is written over', () => {
  const storage = memory()
  storage.items.set('civic-hall:pad-ratings', '{"ticketId":')
  const ratings = keptRatings(storage)
  expect(ratings.all()).toEqual([])
  ratings.keep(rating('01J3'))
  expect(keptRatings(storage).all()).toHaveLength(1)
})
