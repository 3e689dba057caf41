import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { type CentreState, type Estimate, emptyCentre } from '#domain'
import { estimateCache, type Reckoning } from './estimates.ts'

const state = emptyCentre()

/** A reckoning that counts how often it is asked, and takes a while. */
function counted(tookMs = 0) {
  const clock = simulatedClock(Date.parse('2026-03-02T01:00:00Z'))
  const asked: string[] = []
  const reckoned = (what: string, now: number): Estimate => {
    asked.push(what)
    if (tookMs > 0) clock.advance(tookMs)
    return { p50Minutes: asked.length, p80Minutes: now % 1_000 }
  }
  const reckon: Reckoning = {
    all: (_: CentreState, now, priority = 'normal') => new Map([['LC', reckoned(priority, now)]]),
    one: (_: CentreState, _serviceId, _priority, now, booked) =>
      reckoned(`${booked?.bookingId} ${booked?.slotAt}`, now),
  }
  return { clock, asked, reckon, cache: estimateCache(clock, reckon) }
}

test('however many numbers are taken, waits are reckoned at most once a second', () => {
  const { clock, asked, cache } = counted()
  for (let taken = 0; taken < 1_000; taken++) {
    cache.of(state, 'LC', 'normal')
    clock.advance(5)
  }
  expect(asked).toHaveLength(5)
})

test('each class has its own, refreshed by its own second', () => {
  const { clock, asked, cache } = counted()
  cache.of(state, 'LC', 'normal')
  clock.advance(600)
  expect(cache.of(state, 'LC', 'elderly').p50Minutes).toBe(2)
  clock.advance(600)
  cache.of(state, 'LC', 'elderly')
  cache.of(state, 'LC', 'normal')
  expect(asked).toEqual(['normal', 'elderly', 'normal'])
})

test('what takes long is asked for seldom: never more than a fiftieth of the time', () => {
  const { clock, asked, cache } = counted(100)
  const from = clock.now()
  while (clock.now() - from < 60_000) {
    cache.of(state, 'LC', 'normal')
    clock.advance(50)
  }
  expect(asked.length * 100).toBeLessThanOrEqual(60_000 / 50 + 100)
})

test('neither a replaced state nor a clock set back leaves an old estimate', () => {
  const { clock, asked, reckon } = counted()
  let setBackMs = 0
  const cache = estimateCache({ ...clock, now: () => clock.now() - setBackMs }, reckon)
  cache.of(state, 'LC', 'normal')
  cache.clear()
  cache.of(state, 'LC', 'normal')
  setBackMs = 60_000
  cache.of(state, 'LC', 'normal')
  expect(asked).toHaveLength(3)
})

test('those who check in to one slot are reckoned together, other slots on their own', () => {
  const { clock, asked, cache } = counted()
  const first = cache.ofBooked(state, 'LC', { bookingId: 'b1', slotAt: 1 })
  expect(cache.ofBooked(state, 'LC', { bookingId: 'b2', slotAt: 1 })).toEqual(first)
  cache.ofBooked(state, 'LC', { bookingId: 'b3', slotAt: 2 })
  expect(asked).toEqual(['b1 1', 'b3 2'])
  clock.advance(1_000)
  expect(cache.ofBooked(state, 'LC', { bookingId: 'b2', slotAt: 1 }).p50Minutes).toBe(3)
  cache.clear()
  expect(cache.ofBooked(state, 'LC', { bookingId: 'b2', slotAt: 1 }).p50Minutes).toBe(4)
})
