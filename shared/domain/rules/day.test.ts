import { expect, test } from 'vitest'
import {
  at,
  granted,
  guide,
  type Hall,
  manager,
  minute,
  next,
  openHall,
  refusalOf,
  system,
  take,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import { dayFigures } from '../views/day_figures.ts'

const tomorrow = (hall: Hall) => {
  hall.now += 15 * 60 * minute
  granted(hall.run({ type: 'tick' }, system))
}

test('the day rolls over when its date has come, never back', () => {
  const hall = openHall([])
  tomorrow(hall)
  expect(hall.state.businessDay).toBe('2026-01-06')
  hall.now -= 24 * 60 * minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([])
  expect(refusalOf(hall.run({ type: 'open-day', businessDay: '2026-01-05' }, manager))).toBe('invalid')
  granted(hall.run({ type: 'close-day' }, manager))
  expect(refusalOf(hall.run({ type: 'close-day' }, manager))).toBe('day-closed')
  expect(refusalOf(hall.run({ type: 'open-day', businessDay: '2026-01-06' }, manager))).toBe('invalid')
  granted(hall.run({ type: 'open-day', businessDay: '2026-01-07' }, manager))
  expect(granted(hall.run({ type: 'open-day', businessDay: '2026-01-07' }, manager))).toEqual([])
})

test('what the end of the day does to each ticket', () => {
  const hall = openHall(['c1', 'c2', 'r1'])
  const serving = take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'arrive' }))
  const called = take(hall)
  granted(at(hall, 'c2', next))
  const missed = take(hall, { serviceId: 'mediate' })
  granted(at(hall, 'r1', next))
  hall.now += minute
  granted(at(hall, 'r1', { type: 'absent' }))
  const [waiting, unborn, carried] = [
    take(hall),
    take(hall, { serviceId: 'aid', delivery: 'print' }),
    take(hall, { serviceId: 'aid' }),
  ]
  granted(hall.run({ type: 'close-day' }, manager))
  const states = [serving, called, missed, waiting, unborn, carried].map(
    ({ id }) => ticketNow(hall, id).state,
  )
  expect(states).toEqual(['DONE', 'NO_SHOW', 'NO_SHOW', 'EXPIRED', 'VOID', 'WAITING'])
  expect(ticketNow(hall, serving.id).leg).toMatchObject({ outcome: 'incomplete', rating: 'unrated' })
  expect(['c1', 'c2', 'r1'].map((id) => liveCounter(hall.state, id).staffId)).toEqual([null, null, null])
  expect(dayFigures(hall.state, null)).toMatchObject({ served: 1, missed: 2, unrated: 1, waiting: 1 })
})

test('a carried number is not given again, and its counter stays open over midnight', () => {
  const hall = openHall(['c1'])
  const served = take(hall, { serviceId: 'aid' })
  const waiting = take(hall, { serviceId: 'aid' })
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'arrive' }))
  tomorrow(hall)
  expect(ticketNow(hall, served.id).state).toBe('SERVING')
  expect(liveCounter(hall.state, 'c1')).toMatchObject({ staffId: 's1', currentTicketId: served.id })
  expect([take(hall, { serviceId: 'aid' }), take(hall)].map(({ number }) => number)).toEqual(['B003', 'A001'])
  granted(at(hall, 'c1', { type: 'call-next', finishCurrent: 'done' }))
  expect(liveCounter(hall.state, 'c1').currentTicketId).toBe(waiting.id)
})

test('who was carried over stands before whoever comes in the same moment, though numbers begin again', () => {
  const hall = openHall(['c1'])
  take(hall, { serviceId: 'aid' })
  granted(hall.run({ type: 'cancel', ticketId: take(hall, { serviceId: 'aid' }).id, reason: '' }, guide))
  hall.now += 15 * 60 * minute
  const carried = take(hall, { serviceId: 'aid' })
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'arrive' }))
  granted(hall.run({ type: 'tick' }, system))
  const newcomer = take(hall, { serviceId: 'aid' })
  expect([carried.number, newcomer.number]).toEqual(['B003', 'B002'])
  granted(at(hall, 'c1', { type: 'finish', outcome: 'done' }))
  granted(at(hall, 'c1', next))
  expect(liveCounter(hall.state, 'c1').currentTicketId).toBe(carried.id)
})
