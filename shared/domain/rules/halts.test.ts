import { expect, test } from 'vitest'
import { present } from '#basics'
import {
  at,
  calledAt,
  granted,
  guide,
  type Hall,
  minute,
  next,
  openHall,
  pad,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'

const raise = (hall: Hall) =>
  granted(hall.run({ type: 'raise-emergency', kind: 'plan', counterId: null }, guide))
const end = (hall: Hall) => granted(hall.run({ type: 'end-emergency' }, guide))
const tick = (hall: Hall) => granted(hall.run({ type: 'tick' }, system)).map(({ type }) => type)

/** The emergency plan stands for so many minutes, in which the hub looks again and again what is due. */
function plan(hall: Hall, minutes: number) {
  raise(hall)
  for (let n = 0; n < minutes; n++) {
    hall.now += minute
    expect(tick(hall)).toEqual([])
  }
  end(hall)
}

function missed() {
  const { hall, id } = calledAt('c1')
  hall.now += minute
  granted(at(hall, 'c1', { type: 'absent' }))
  return { hall, id }
}

test('a missed number keeps the time to come back that an emergency took from it', () => {
  const { hall, id } = missed()
  hall.now += 20 * minute
  plan(hall, 60)
  hall.now += 9 * minute
  expect(tick(hall)).toEqual([])
  expect(fromSnapshot(toSnapshot(hall.state)).halts).toHaveLength(1)
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  expect(ticketNow(hall, id).state).toBe('WAITING')
})

test('when its own time is over it is one that did not show, as without an emergency', () => {
  const { hall, id } = missed()
  plan(hall, 60)
  hall.now += 31 * minute
  expect(refusalOf(hall.run({ type: 'reactivate', ticketId: id }, guide))).toBe('reactivate-too-late')
  expect(tick(hall)).toEqual(['TicketNoShow'])
})

test('a call for help stops no clock', () => {
  const { hall } = missed()
  granted(hall.run({ type: 'raise-emergency', kind: 'help', counterId: 'c1' }, terminal('c1')))
  hall.now += 31 * minute
  expect(tick(hall)).toEqual(['TicketNoShow'])
})

test('whoever was called when the hall was left has the fair time again to come to the counter', () => {
  const { hall } = calledAt('c1')
  hall.now += 20_000
  plan(hall, 10)
  expect(refusalOf(at(hall, 'c1', { type: 'absent' }))).toBe('absent-too-soon')
  hall.now += 26_000
  granted(at(hall, 'c1', { type: 'absent' }))
})

test('a pad waits for whoever had to leave it', () => {
  const { hall } = calledAt('c1')
  granted(at(hall, 'c1', { type: 'arrive' }))
  granted(at(hall, 'c1', { type: 'finish', outcome: 'done' }))
  raise(hall)
  expect(refusalOf(hall.run({ type: 'lapse-rating', counterId: 'c1' }, pad('c1')))).toBe('emergency')
  end(hall)
  plan(hall, 10)
  hall.now += minute
  expect(tick(hall)).toEqual([])
  hall.now += minute
  expect(tick(hall)).toEqual(['RatingLapsed'])
})

function booked() {
  const hall = openHall(['c1'], { noShowLimit: 1 })
  const slotAt = hall.now + 30 * minute
  const booking = { serviceId: 'consult', slotAt, personRef: 'p1', agentRef: null }
  const made = present(granted(hall.run({ type: 'book', ...booking }, guide))[0], 'event')
  if (made.type !== 'BookingMade') throw new Error(made.type)
  const { bookingId } = made.data
  const checkIn = () => hall.run({ type: 'check-in', bookingId, channel: 'guide', delivery: 'spoken' }, guide)
  return { hall, bookingId, checkIn }
}

test('a booking shut out by an emergency is neither late nor missed once the doors are open again', () => {
  const { hall, checkIn } = booked()
  hall.now += 20 * minute
  plan(hall, 90)
  // The time booked came while the doors were shut: ten minutes with them open still keep it.
  hall.now += 10 * minute
  expect(tick(hall)).toEqual([])
  const [issued] = granted(checkIn())
  expect(issued).toMatchObject({ type: 'TicketIssued', data: { slotAt: expect.any(Number) } })
})

test('with the doors shut until the end of the day it is taken back, and bars nobody', () => {
  const { hall, bookingId } = booked()
  hall.now += 20 * minute
  raise(hall)
  const closed = granted(hall.run({ type: 'close-day' }, system))
  expect(closed).toContainEqual({ type: 'BookingCancelled', data: { bookingId, reason: 'emergency' } })
  expect(closed.map(({ type }) => type)).not.toContain('PersonBarred')
})

test('who did not come although nothing stood in the way has missed it', () => {
  const { hall } = booked()
  raise(hall)
  end(hall)
  hall.now += 45 * minute
  const types = granted(hall.run({ type: 'close-day' }, system)).map(({ type }) => type)
  expect(types).toContain('BookingMissed')
  expect(types).toContain('PersonBarred')
})

test('who was called or missed when the hall was left expires with the day, and is no no-show', () => {
  const { hall, id } = missed()
  const called = take(hall)
  granted(at(hall, 'c1', next))
  raise(hall)
  granted(hall.run({ type: 'close-day' }, system))
  expect([id, called.id].map((each) => ticketNow(hall, each).state)).toEqual(['EXPIRED', 'EXPIRED'])
})

test('a talk broken off by an emergency teaches nothing about how long talks are', () => {
  const { hall } = calledAt('c1')
  granted(at(hall, 'c1', { type: 'arrive' }))
  hall.now += 4 * minute
  plan(hall, 60)
  hall.now += minute
  granted(at(hall, 'c1', { type: 'finish', outcome: 'done' }))
  expect(hall.state.occupancies.get('consult')).toMatchObject([{ minutes: 5 }])
})
