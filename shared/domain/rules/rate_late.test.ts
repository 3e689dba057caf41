import { expect, test } from 'vitest'
import { granted, minute, monday, openHall, pad, refusalOf, system, take, terminal } from '../hall.fixture.ts'
import type { OfflineStep } from '../offline.ts'

const dayMs = 24 * 60 * minute
const marks = { overall: 4, attitude: 5, efficiency: 4, competence: 4 }

/** A visit served at c1 whose rating nobody gave, and `days` later; `pressedAt` lies within the time the pad asked. */
function unrated(days: number) {
  const hall = openHall(['c1', 'c2'])
  const { id, number } = take(hall)
  for (const command of [
    { type: 'call-next', finishCurrent: null },
    { type: 'arrive' },
    { type: 'finish', outcome: 'done' },
  ] as const)
    granted(hall.run({ counterId: 'c1', ...command }, terminal('c1')))
  const pressedAt = hall.now + 20_000
  const businessDay = hall.state.businessDay ?? ''
  hall.now += 10 * minute
  granted(hall.run({ type: 'tick' }, system))
  for (let passed = 0; passed < days; passed += 1) {
    hall.now += dayMs
    granted(hall.run({ type: 'tick' }, system))
  }
  const given = { ticketId: id, leg: 0, marks, reasons: [], commentRef: null, channel: 'pad' } as const
  return { hall, id, number, pressedAt, businessDay, given }
}

test('a rating pressed in time and heard on a later day belongs to its visit, once, with its true time', () => {
  const { hall, id, pressedAt, businessDay, given } = unrated(1)
  // Another visitor has the number today.
  take(hall)
  const [event] = granted(hall.run({ type: 'rate', ...given, givenAt: pressedAt }, pad('c1')))
  expect(event).toMatchObject({
    type: 'RatingRecorded',
    data: { ticketId: id, counterId: 'c1', staffId: 's1', marks, businessDay, occurredAt: pressedAt },
  })
  // The figures of today are of today's visits.
  expect(hall.state.ratings).toEqual([])
  expect(refusalOf(hall.run({ type: 'rate', ...given, givenAt: pressedAt }, pad('c1')))).toBe(
    'rating-not-open',
  )
})

test('a pad whose clock is wrong has not been pressed before the visit', () => {
  const { hall, given } = unrated(1)
  const [event] = granted(hall.run({ type: 'rate', ...given, givenAt: 1 }, pad('c1')))
  const { occurredAt = 0 } = event?.type === 'RatingRecorded' ? event.data : {}
  expect(occurredAt).toBeGreaterThanOrEqual(monday)
})

test.each([
  ['pressed after its time was over', 1, 11 * minute, 'c1', 'rating-not-open'],
  ['heard after seven days', 8, 0, 'c1', 'ticket-unknown'],
  ['from the pad of another counter', 1, 0, 'c2', 'forbidden'],
] as const)('a rating %s does not count', (_, days, late, counterId, code) => {
  const { hall, pressedAt, given } = unrated(days)
  const command = { type: 'rate', ...given, givenAt: pressedAt + late } as const
  expect(refusalOf(hall.run(command, pad(counterId)))).toBe(code)
})

test('heard after seven days it counts nowhere, and a manager is told what was pressed, for which visit and when', () => {
  const { hall, number, pressedAt, businessDay, given } = unrated(8)
  const past = { number, businessDay, serviceId: 'LC', counterId: 'c1' }
  const late = { type: 'rate', ...given, givenAt: pressedAt, past } as const
  granted(hall.run(late, pad('c1')))
  expect(hall.state.ratings).toEqual([])
  const [conflict] = hall.state.conflicts.values()
  const step = { did: 'rate', at: pressedAt, rating: { marks, reasons: [], commentRef: null } }
  expect(conflict).toMatchObject({ kind: 'rating-late', ...past, aboutTicketId: null, steps: [step] })
})

test('a conflict with a great many steps shows the first of them and says how many there were', () => {
  const { hall, pressedAt, businessDay, given } = unrated(8)
  const past = { number: 'A001', businessDay, serviceId: 'LC', counterId: 'c1' }
  for (let n = 0; n < 40; n += 1)
    granted(hall.run({ type: 'rate', ...given, givenAt: pressedAt + n, past }, pad('c1')))
  const [conflict] = hall.state.conflicts.values()
  expect(conflict).toMatchObject({ count: 40, steps: { length: 30, 0: { at: pressedAt } } })
})

test('a rating a counter kept over the night is for its own visit, not for who has the number today', () => {
  const { hall, id, number, pressedAt, businessDay, given } = unrated(1)
  const today = take(hall)
  expect(today.number).toBe(number)
  const atOne = terminal('c1')
  granted(hall.run({ type: 'open', counterId: 'c1', staffId: 's1' }, atOne))
  for (const command of [
    { type: 'call-next', finishCurrent: null },
    { type: 'arrive' },
    { type: 'finish', outcome: 'done' },
  ] as const)
    granted(hall.run({ counterId: 'c1', ...command }, atOne))
  const { ticketId: _, channel: __, ...pressed } = given
  const step: OfflineStep = { did: 'rate', counterId: 'c1', number, ...pressed }
  const merge = {
    type: 'merge-offline',
    occurredAt: pressedAt,
    businessDay,
    step,
    online: null,
    insist: false,
  } as const
  const [event] = granted(hall.run(merge, atOne))
  expect(event).toMatchObject({ data: { ticketId: id, businessDay, occurredAt: pressedAt } })
  expect(hall.state.closed.get(today.id)?.leg.rating).toBe('open')
  granted(hall.run(merge, atOne))
  expect([...hall.state.conflicts.values()]).toMatchObject([
    { kind: 'rating-late', number, businessDay, steps: [{ did: 'rate', at: pressedAt, rating: { marks } }] },
  ])
})
