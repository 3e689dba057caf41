import { expect, test } from 'vitest'
import { present } from '#basics'
import { estimate, estimateNew } from '../estimate.ts'
import {
  at,
  granted,
  guide,
  type Hall,
  minute,
  next,
  openHall,
  service,
  system,
  take,
  ticketNow,
} from '../hall.fixture.ts'
import { linesOf } from './lines.ts'

/** Books a time so many minutes from now. */
function book(hall: Hall, minutes: number): string {
  const slotAt = hall.now + minutes * minute
  const booking = { serviceId: 'consult', slotAt, personRef: null, agentRef: null }
  const made = present(granted(hall.run({ type: 'book', ...booking }, guide))[0], 'event')
  if (made.type !== 'BookingMade') throw new Error(made.type)
  return made.data.bookingId
}

function checkIn(hall: Hall, bookingId: string) {
  const command = { type: 'check-in', bookingId, channel: 'guide', delivery: 'spoken' } as const
  const issued = present(granted(hall.run(command, guide))[0], 'event')
  if (issued.type !== 'TicketIssued') throw new Error(issued.type)
  return ticketNow(hall, issued.data.ticketId)
}

/** A hall with one counter at work on a talk and eight people waiting, none of whom is overdue for two hours. */
function busyHall(): Hall {
  const hall = openHall(['c1'])
  const booking = { slotMinutes: 15, capacity: 2 }
  const patient = service('consult', 'A', { targetMinutes: 120, booking })
  granted(hall.run({ type: 'save-service', service: patient }, system))
  for (let n = 0; n < 9; n++) take(hall)
  granted(at(hall, 'c1', next))
  return hall
}

test('whose time is due is told the wait of the next, not of the last of the queue', () => {
  const hall = busyHall()
  const bookingId = book(hall, 15)
  hall.now += 12 * minute
  const ordinary = estimateNew(hall.state, 'consult', 'normal', hall.now)
  const ticket = checkIn(hall, bookingId)
  expect(ordinary.p50Minutes).toBeGreaterThan(40)
  expect(ticket.estimateAtIssue.p80Minutes).toBeLessThan(20)
  // The phone, the query machine and a reprint ask for the number itself: they say the same.
  expect(estimate(hall.state, 'consult', hall.now, ticket)).toEqual(ticket.estimateAtIssue)
})

test('who comes early is told to wait until the time booked while others wait', () => {
  const hall = busyHall()
  const ticket = checkIn(hall, book(hall, 30))
  const { p50Minutes, p80Minutes } = ticket.estimateAtIssue
  // Due five minutes before the time booked, called by the next counter that is free then.
  expect(p50Minutes).toBeGreaterThanOrEqual(24)
  expect(p80Minutes).toBeLessThan(50)
  expect(estimate(hall.state, 'consult', hall.now, ticket)).toEqual(ticket.estimateAtIssue)
})

test('with nobody else there the time booked keeps nobody waiting', () => {
  const hall = openHall(['c1'])
  expect(checkIn(hall, book(hall, 30)).estimateAtIssue).toEqual({ p50Minutes: 0, p80Minutes: 0 })
})

test('those who are overdue go before a booking, and the wait it is told says so', () => {
  const hall = openHall(['c1'])
  for (let n = 0; n < 9; n++) take(hall)
  granted(at(hall, 'c1', next))
  const bookingId = book(hall, 30)
  hall.now += 29 * minute
  expect(checkIn(hall, bookingId).estimateAtIssue.p50Minutes).toBeGreaterThan(40)
})

test('who has come is not waited for once more', () => {
  const hall = openHall(['c1'])
  const bookingId = book(hall, 15)
  const slotAt = hall.now + 15 * minute
  const expected = (id: string) =>
    linesOf(hall.state, [], hall.now, { bookingId: id, slotAt }).all.flatMap(({ waiting }) => waiting).length
  expect([expected('another'), expected(bookingId)]).toEqual([1, 0])
})

test('too late for the time booked the wait is that of any newcomer', () => {
  const hall = busyHall()
  const bookingId = book(hall, 15)
  hall.now += 26 * minute
  const ordinary = estimateNew(hall.state, 'consult', 'normal', hall.now)
  expect(checkIn(hall, bookingId).estimateAtIssue).toEqual(ordinary)
})
