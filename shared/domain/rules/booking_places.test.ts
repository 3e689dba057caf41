import { expect, test } from 'vitest'
import type { Command } from '../commands.ts'
import {
  granted,
  guide,
  type Hall,
  issuing,
  minute,
  openHall,
  refusalOf,
  service,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'

const slot = (hall: Hall, inMinutes: number, personRef: string | null = null): Command => ({
  type: 'book',
  serviceId: 'consult',
  slotAt: hall.now + inMinutes * minute,
  personRef,
  agentRef: null,
})

/** A hall whose consultations have two places in the stretch of hours that is open, booked in quarters of an hour. */
function narrowHall(given: { dailyQuota?: number; quota?: number }) {
  const hall = openHall(['c1'], { hours: 'service' })
  const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00', quota: given.quota ?? null }]
  const booking = { slotMinutes: 15, capacity: 9 }
  const narrow = service('consult', 'A', { hours, booking, dailyQuota: given.dailyQuota ?? null })
  granted(hall.run({ type: 'save-service', service: narrow }, system))
  return hall
}

function booked(hall: Hall, command: Command) {
  const [made] = granted(hall.run(command, guide))
  if (made?.type !== 'BookingMade') throw new Error('no booking')
  return made.data
}

const checkIn = (bookingId: string): Command => ({
  type: 'check-in',
  bookingId,
  channel: 'guide',
  delivery: 'spoken',
})

test.each([
  [{ quota: 2 }, 'interval-quota-used'],
  [{ dailyQuota: 2 }, 'quota-used'],
])('a booking holds its place among %o until it is settled', (given, code) => {
  const hall = narrowHall(given)
  const { bookingId } = booked(hall, slot(hall, 30))
  take(hall)
  expect(refusalOf(hall.run(issuing(), guide))).toBe(code)
  expect(refusalOf(hall.run(slot(hall, 45), guide))).toBe('slot-full')
  hall.now += 20 * minute
  granted(hall.run(checkIn(bookingId), guide))
  expect(refusalOf(hall.run(issuing(), guide))).toBe(code)
})

test('a booking cancelled or missed gives its place back; tomorrow’s takes none of today’s', () => {
  const hall = narrowHall({ quota: 1, dailyQuota: 1 })
  const tomorrow = 24 * 60
  booked(hall, slot(hall, tomorrow))
  expect(refusalOf(hall.run(slot(hall, tomorrow + 15), guide))).toBe('slot-full')
  const { bookingId } = booked(hall, slot(hall, 15))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('quota-used')
  granted(hall.run({ type: 'cancel-booking', bookingId, reason: '' }, guide))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('granted')
})

test('every booking has a code of eight figures of its own; it cannot be called before it is checked in', () => {
  const hall = openHall()
  const codes = [booked(hall, slot(hall, 15)), booked(hall, slot(hall, 15))].map(({ code = '' }) => code)
  for (const code of codes) expect(code).toMatch(/^\d{8}$/)
  expect(new Set(codes).size).toBe(2)
  const call = (number: string) =>
    hall.run({ type: 'call-number', counterId: 'c1', number, reason: 'stands here' }, terminal('c1'))
  expect(refusalOf(call(codes[0] ?? ''))).toBe('booking-not-checked-in')
  expect(refusalOf(call('00000000'))).toBe('ticket-unknown')
  expect(
    refusalOf(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1'))),
  ).toBe('queue-empty')
})

test('a limit, where there is one: too many bookings missed bar new ones, not numbers', () => {
  const hall = openHall(['c1'], { noShowLimit: 2, noShowWithinDays: 10, noShowBarDays: 5 })
  const miss = () => {
    booked(hall, slot(hall, 15, 'p1'))
    hall.now += 60 * minute
    return granted(hall.run({ type: 'tick' }, system)).map(({ type }) => type)
  }
  expect(miss()).toEqual(['BookingMissed'])
  expect(miss()).toEqual(['BookingMissed', 'PersonBarred'])
  expect(refusalOf(hall.run(slot(hall, 15, 'p1'), guide))).toBe('booking-barred')
  expect(refusalOf(hall.run(issuing({ personRef: 'p1' }), guide))).toBe('granted')
  granted(hall.run({ type: 'lift-bar', personRef: 'p1', reason: 'was in hospital' }, guide))
  expect(refusalOf(hall.run(slot(hall, 15, 'p1'), guide))).toBe('granted')
})

test('without a limit nobody is barred, and who is barred whole cannot book or check in', () => {
  const hall = openHall()
  const { bookingId } = booked(hall, slot(hall, 15, 'p1'))
  const { id } = take(hall, { personRef: 'p1', serviceId: 'aid' })
  const until = hall.now + 60 * minute
  granted(hall.run({ type: 'bar', ticketId: id, until, reason: 'numbers traded' }, guide))
  expect(refusalOf(hall.run(slot(hall, 30, 'p1'), guide))).toBe('barred')
  expect(refusalOf(hall.run(checkIn(bookingId), guide))).toBe('barred')
  expect(refusalOf(hall.run({ type: 'lift-bar', personRef: 'p1', reason: ' ' }, guide))).toBe(
    'reason-required',
  )
  hall.now += 50 * minute
  expect(granted(hall.run({ type: 'tick' }, system)).map(({ type }) => type)).toEqual(['BookingMissed'])
})
