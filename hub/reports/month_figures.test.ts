import { expect, test } from 'vitest'
import type { RecordedEvent } from '#domain'
import type { TicketRow } from '../store/event_store.ts'
import { monthFigures, namedFigures } from './month_figures.ts'

const nine = Date.parse('2026-03-02T01:00:00Z')
const minute = 60_000

const row = (id: string, given: Partial<TicketRow> = {}): TicketRow => ({
  id,
  day: '2026-03-02',
  series: 'A',
  sequence: 1,
  number: 'A001',
  state: 'DONE',
  serviceId: 'LC',
  counterId: '1',
  issuedAt: nine,
  firstCalledAt: nine + 10 * minute,
  arrivedAt: nine + 11 * minute,
  endedAt: nine + 31 * minute,
  firstRevision: 1,
  lastRevision: 9,
  ...given,
})
const never = { firstCalledAt: null, arrivedAt: null, endedAt: null }
const given = (ticketId: string, overall: number, serviceId = 'LC') =>
  ({
    type: 'RatingRecorded',
    data: { ticketId, leg: 0, serviceId, marks: { overall } },
  }) as unknown as RecordedEvent
const lapsed = (ticketId: string) =>
  ({ type: 'RatingLapsed', data: { ticketId, leg: 0 } }) as unknown as RecordedEvent

test('tickets are counted by how they ended, whole and by service', () => {
  const tickets = [
    row('a'),
    row('b', { serviceId: 'NT', arrivedAt: null }),
    row('c', { state: 'NO_SHOW', endedAt: null, arrivedAt: null }),
    row('d', { state: 'EXPIRED', ...never }),
    row('e', { state: 'VOID', ...never }),
  ]
  const { all, services } = monthFigures(tickets, [])
  expect(all).toMatchObject({ issued: 4, served: 2, missed: 1, left: 1, waited: 3, waitMinutes: 30 })
  expect(all).toMatchObject({ timed: 1, serviceMinutes: 20 })
  expect(services.map(({ serviceId, issued }) => [serviceId, issued])).toEqual([
    ['LC', 3],
    ['NT', 1],
  ])
})

test('a rating is counted once, at the service it is about, and only of a ticket of the month', () => {
  const ratings = [lapsed('a'), given('a', 5, 'NT'), given('b', 1), lapsed('c'), given('of another month', 1)]
  const { all, services } = monthFigures([row('a'), row('b'), row('c')], ratings)
  expect(all).toMatchObject({ marks: [1, 0, 0, 0, 1], unrated: 1 })
  expect(services).toMatchObject([
    { serviceId: 'LC', marks: [1, 0, 0, 0, 0], unrated: 1 },
    { serviceId: 'NT', marks: [0, 0, 0, 0, 1], unrated: 0, issued: 0 },
  ])
})

test('a clock that was set back makes no negative minutes', () => {
  const { all } = monthFigures([row('a', { firstCalledAt: nine - minute, endedAt: nine })], [])
  expect(all).toMatchObject({ waitMinutes: 0, serviceMinutes: 0 })
})

test('every figure has a name, and those of the services add up to those of all', () => {
  const figures = monthFigures(
    [row('a'), row('b', { serviceId: 'NT' }), row('c', { state: 'NO_SHOW' })],
    [given('a', 4), lapsed('b')],
  )
  const named = namedFigures(figures)
  for (const name of ['issued', 'served', 'missed', 'left', 'waited', 'timed', 'mark4', 'unrated'])
    expect(named[name]).toBe((named[`LC.${name}`] ?? 0) + (named[`NT.${name}`] ?? 0))
  expect(named).toMatchObject({ issued: 3, mark4: 1, 'LC.mark4': 1, 'NT.unrated': 1 })
})
