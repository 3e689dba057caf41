import { expect, test } from 'vitest'
import type { Command } from '../commands.ts'
import {
  granted,
  guide,
  type Hall,
  kiosk,
  minute,
  openHall,
  refusalOf,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import { findTicket } from '../state.ts'

const booking = (hall: Hall, inMinutes: number, personRef: string | null = null): Command => ({
  type: 'book',
  serviceId: 'consult',
  slotAt: hall.now + inMinutes * minute,
  personRef,
  agentRef: null,
})

const checkingIn = (bookingId: string): Command => ({
  type: 'check-in',
  bookingId,
  channel: 'guide',
  delivery: 'spoken',
})

function booked(hall: Hall, inMinutes: number, personRef: string | null = null): string {
  const [event] = granted(hall.run(booking(hall, inMinutes, personRef), guide))
  return event?.type === 'BookingMade' ? event.data.bookingId : ''
}

function checkedIn(hall: Hall, bookingId: string) {
  const [event] = granted(hall.run(checkingIn(bookingId), guide))
  return event?.type === 'TicketIssued' ? findTicket(hall.state, event.data.ticketId) : null
}

test('a slot of the hours with room left can be booked, once by a person', () => {
  const hall = openHall()
  const refused = (command: Command) => refusalOf(hall.run(command, guide))
  expect(refused(booking(hall, 7))).toBe('not-bookable')
  expect(refused(booking(hall, -15))).toBe('not-bookable')
  expect(
    refused({
      type: 'book',
      serviceId: 'aid',
      slotAt: hall.now + 15 * minute,
      personRef: null,
      agentRef: null,
    }),
  ).toBe('not-bookable')
  booked(hall, 15, 'p1')
  expect(refused(booking(hall, 30, 'p1'))).toBe('already-booked')
  booked(hall, 15)
  expect(refused(booking(hall, 15))).toBe('slot-full')
  booked(hall, 30)
})

test('checked in in time, a booking is called before those who came earlier, when its slot is due', () => {
  const hall = openHall()
  const early = take(hall)
  const id = booked(hall, 15)
  hall.now += 5 * minute
  expect(checkedIn(hall, id)).toMatchObject({ slotAt: hall.now + 10 * minute, bookingId: id })
  hall.now += 6 * minute
  const [called] = granted(
    hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')),
  )
  expect(called).toMatchObject({ data: { why: { band: 'C', runnerUp: { number: early.number } } } })
  expect(refusalOf(hall.run(checkingIn(id), guide))).toBe('booking-state')
})

test('too early waits, late is an ordinary arrival, after the window it is missed', () => {
  const hall = openHall()
  const [soon, late, missed] = [booked(hall, 45), booked(hall, 15), booked(hall, 15)]
  expect(refusalOf(hall.run(checkingIn(soon), guide))).toBe('booking-early')
  hall.now += 26 * minute
  const ticket = checkedIn(hall, late)
  expect(ticket?.slotAt).toBeUndefined()
  expect(ticket?.orderAt).toBe(hall.now)
  hall.now += 20 * minute
  expect(refusalOf(hall.run(checkingIn(missed), guide))).toBe('booking-late')
  granted(hall.run({ type: 'tick' }, system))
  expect(hall.state.bookings.get(missed)?.state).toBe('BOOKING_MISSED')
  granted(hall.run({ type: 'cancel-booking', bookingId: soon, reason: '' }, guide))
  expect(hall.state.bookings.get(soon)?.state).toBe('CANCELLED')
})

test('at the end of the day the bookings of the day are missed, tomorrow’s stay', () => {
  const hall = openHall()
  const [today, tomorrow] = [booked(hall, 60), booked(hall, 24 * 60)]
  granted(hall.run({ type: 'close-day' }, system))
  expect(hall.state.bookings.get(today)?.state).toBe('BOOKING_MISSED')
  expect(hall.state.bookings.get(tomorrow)?.state).toBe('BOOKED')
})

/** Checks in at a kiosk and says what its printer did. */
function printedAs(hall: Hall, bookingId: string, result: 'failed' | 'confirmed') {
  const [event] = granted(hall.run({ ...checkingIn(bookingId), delivery: 'print' } as Command, kiosk))
  if (event?.type !== 'TicketIssued') throw new Error('no ticket')
  const { ticketId } = event.data
  granted(hall.run({ type: 'print-result', ticketId, result, reason: 'paper' }, kiosk))
  return ticketId
}

test('a booking whose number never reached anybody is open again, and its visitor is neither late nor missing', () => {
  const hall = openHall([], { noShowLimit: 1 })
  const id = booked(hall, 15, 'p1')
  hall.now += 20 * minute
  printedAs(hall, id, 'failed')
  const cameAt = hall.now
  expect(hall.state.bookings.get(id)).toMatchObject({ state: 'BOOKED', ticketId: null, cameAt })
  hall.now += 40 * minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([])
  const ticketId = printedAs(hall, id, 'confirmed')
  expect(findTicket(hall.state, ticketId)?.slotAt).toBe(hall.state.bookings.get(id)?.slotAt)
  expect(hall.state.bookings.get(id)).toMatchObject({ state: 'CHECKED_IN', ticketId })
})

test('the first coming counts, however often the paper fails, and a number taken back by the guide desk too', () => {
  const hall = openHall([])
  const id = booked(hall, 15)
  const cameAt = hall.now
  printedAs(hall, id, 'failed')
  hall.now += 5 * minute
  const [event] = granted(hall.run({ ...checkingIn(id), delivery: 'print' } as Command, kiosk))
  const ticketId = event?.type === 'TicketIssued' ? event.data.ticketId : ''
  granted(hall.run({ type: 'cancel', ticketId, reason: 'no paper' }, guide))
  expect(hall.state.bookings.get(id)).toMatchObject({ state: 'BOOKED', cameAt })
})

test('at the end of the day such a booking is taken back, not missed: a failed printer bars nobody', () => {
  const hall = openHall([], { noShowLimit: 1 })
  const [before, underWay] = [booked(hall, 15, 'p1'), booked(hall, 15, 'p2')]
  printedAs(hall, before, 'failed')
  granted(hall.run({ ...checkingIn(underWay), delivery: 'print' } as Command, kiosk))
  granted(hall.run({ type: 'close-day' }, system))
  for (const id of [before, underWay]) expect(hall.state.bookings.get(id)?.state).toBe('CANCELLED')
  expect(hall.state.bars.size).toBe(0)
})

test('a number that was handed out and then taken back leaves its booking used', () => {
  const hall = openHall([])
  const id = booked(hall, 15)
  const ticket = checkedIn(hall, id)
  granted(hall.run({ type: 'cancel', ticketId: ticket?.id ?? '', reason: 'went home' }, guide))
  expect(hall.state.bookings.get(id)).toMatchObject({ state: 'CHECKED_IN', ticketId: ticket?.id })
})
