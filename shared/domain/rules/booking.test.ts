import { expect, test } from 'vitest'
import { present } from '#basics'
import type { Command } from '../commands.ts'
import {
  granted,
  guide,
  type Hall,
  kiosk,
  minute,
  openHall,
  refusalOf,
  site,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import { findTicket } from '../state.ts'
import { bookableDays, bookingSlots } from '../views/booking_slots.ts'

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

const stateOf = (hall: Hall, bookingId: string) => hall.state.bookings.get(bookingId)?.state

test('at the end of the day the bookings of the day are missed, tomorrow’s stay', () => {
  const hall = openHall()
  const [today, tomorrow] = [booked(hall, 15), booked(hall, 24 * 60)]
  hall.now += 26 * minute
  granted(hall.run({ type: 'close-day' }, system))
  expect([stateOf(hall, today), stateOf(hall, tomorrow)]).toEqual(['BOOKING_MISSED', 'BOOKED'])
})

test('a time that the centre did not keep is missed by nobody', () => {
  const hall = openHall(['c1'], { noShowLimit: 1 })
  const consult = present(hall.state.services.get('consult'), 'consult')
  const later = booked(hall, 60, 'p1')
  const closed = granted(hall.run({ type: 'close-day' }, system))
  expect(closed).toContainEqual({
    type: 'BookingCancelled',
    data: { bookingId: later, reason: 'day-closed' },
  })
  hall.now += 24 * 60 * minute
  granted(hall.run({ type: 'tick' }, system))
  const suspended = booked(hall, 15, 'p1')
  granted(hall.run({ type: 'save-service', service: { ...consult, enabled: false } }, system))
  hall.now += 60 * minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([
    { type: 'BookingCancelled', data: { bookingId: suspended, reason: 'service-suspended' } },
  ])
  granted(hall.run({ type: 'save-service', service: consult }, system))
  const onHoliday = booked(hall, 15, 'p1')
  const policy = { ...hall.state.policy, hours: 'service', closedDates: ['2026-01-06'] } as const
  granted(hall.run({ type: 'configure', site, policy }, system))
  hall.now += 60 * minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([
    { type: 'BookingCancelled', data: { bookingId: onHoliday, reason: 'service-closed' } },
  ])
  expect(hall.state.bars.size).toBe(0)
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

test('a booking moves to a slot with room and keeps its code; its old place is free at once', () => {
  const hall = openHall([])
  const id = booked(hall, 15, 'p1')
  const { code, slotAt = 0 } = hall.state.bookings.get(id) ?? {}
  booked(hall, 15)
  booked(hall, 30)
  booked(hall, 30)
  const move = (inMinutes: number): Command => ({
    type: 'move-booking',
    bookingId: id,
    slotAt: slotAt + (inMinutes - 15) * minute,
  })
  expect(granted(hall.run(move(15), guide))).toEqual([])
  expect(refusalOf(hall.run(move(30), guide))).toBe('slot-full')
  expect(refusalOf(hall.run(move(37), guide))).toBe('not-bookable')
  expect(refusalOf(hall.run(move(45), kiosk))).toBe('forbidden')
  granted(hall.run(move(45), guide))
  expect(hall.state.bookings.get(id)).toMatchObject({ code, slotAt: slotAt + 30 * minute, state: 'BOOKED' })
  booked(hall, 15)
  granted(hall.run({ type: 'cancel-booking', bookingId: id, reason: '' }, guide))
  expect(refusalOf(hall.run(move(60), guide))).toBe('booking-state')
})

test('on a day whose quota is used up a booking can still move within it', () => {
  const hall = openHall([])
  const consult = hall.state.services.get('consult')
  if (consult === undefined) throw new Error('no consult')
  granted(hall.run({ type: 'save-service', service: { ...consult, dailyQuota: 1 } }, system))
  const id = booked(hall, 15)
  const slotAt = hall.now + 45 * minute
  expect(refusalOf(hall.run(booking(hall, 30), guide))).toBe('slot-full')
  granted(hall.run({ type: 'move-booking', bookingId: id, slotAt }, guide))
})

test('who moves a booking after its number was void comes at the new time', () => {
  const hall = openHall([])
  const id = booked(hall, 15)
  printedAs(hall, id, 'failed')
  granted(hall.run({ type: 'move-booking', bookingId: id, slotAt: hall.now + 60 * minute }, guide))
  expect(hall.state.bookings.get(id)?.cameAt).toBeUndefined()
  expect(refusalOf(hall.run(checkingIn(id), guide))).toBe('booking-early')
})

test('the slots of a day with their places: here, online, over', () => {
  const hall = openHall([])
  const consult = hall.state.services.get('consult')
  if (consult === undefined) throw new Error('no consult')
  const hours = [{ days: [1, 2], from: '09:00', to: '10:00', quota: null }]
  const service = { ...consult, hours, booking: { slotMinutes: 15, capacity: 2, online: 1 } }
  granted(hall.run({ type: 'save-service', service }, system))
  granted(hall.run({ type: 'tick' }, system))
  const [today = 0, tomorrow = 0, ...more] = bookableDays(hall.state, 'consult', hall.now, 9)
  expect(more.length).toBeGreaterThan(2)
  expect(bookingSlots(hall.state, 'consult', tomorrow, hall.now)).toMatchObject(
    [0, 1, 2, 3].map(() => ({ places: 1, taken: 0, online: 1, onlineTaken: 0, state: 'free' })),
  )
  const slots = () =>
    bookingSlots(hall.state, 'consult', today, hall.now).filter(({ slotAt }) => slotAt > hall.now)
  const [first] = slots()
  if (first === undefined) throw new Error('no slot')
  for (let n = 0; n < first.places; n++) booked(hall, (first.slotAt - hall.now) / minute)
  expect(slots()[0]).toMatchObject({ taken: first.places, state: 'full' })
  hall.now = first.slotAt
  expect(bookingSlots(hall.state, 'consult', today, hall.now)).toContainEqual(
    expect.objectContaining({ slotAt: first.slotAt, state: 'over' }),
  )
})

test('a booking made at the city moves into a place of the centre, and its own can be sold again', () => {
  const hall = openHall([])
  const consult = hall.state.services.get('consult')
  if (consult === undefined) throw new Error('no consult')
  const hours = [{ days: [1, 2], from: '09:00', to: '12:00', quota: null }]
  const service = { ...consult, hours, booking: { slotMinutes: 15, capacity: 2, online: 1 } }
  granted(hall.run({ type: 'save-service', service }, system))
  granted(hall.run({ type: 'tick' }, system))
  const [, tomorrow = 0] = bookableDays(hall.state, 'consult', hall.now, 2)
  const [first, second] = bookingSlots(hall.state, 'consult', tomorrow, hall.now)
  if (first === undefined || second === undefined) throw new Error('no slots')
  const reservation = { id: 'r1', code: '12345678' }
  const given = { type: 'book', serviceId: 'consult', personRef: null, agentRef: null } as const
  granted(hall.run({ ...given, slotAt: first.slotAt, reservation }, system))
  const move = { type: 'move-booking', bookingId: 'r1', slotAt: second.slotAt } as const
  granted(hall.run(move, guide))
  const [from, to] = bookingSlots(hall.state, 'consult', tomorrow, hall.now)
  expect(from).toMatchObject({ taken: 0, onlineTaken: 0 })
  expect(to).toMatchObject({ taken: 1, onlineTaken: 0 })
  // Told again by the city it stays where it is; another is admitted to the place it gave up, and one to the new time.
  expect(granted(hall.run({ ...given, slotAt: first.slotAt, reservation }, system))).toEqual([])
  for (const [id, { slotAt }] of [['r2', first] as const, ['r3', second] as const])
    granted(hall.run({ ...given, slotAt, reservation: { id, code: '12345679' } }, system))
  expect(refusalOf(hall.run({ ...given, slotAt: second.slotAt }, guide))).toBe('slot-full')
})

test('who came for the service without the booking has not missed it', () => {
  const hall = openHall([], { noShowLimit: 1 })
  const [came, absent] = [booked(hall, 15, 'p1'), booked(hall, 15, 'p2')]
  take(hall, { personRef: 'p1' })
  hall.now += 50 * minute
  granted(hall.run({ type: 'tick' }, system))
  expect(hall.state.bookings.get(came)?.state).toBe('CANCELLED')
  expect(hall.state.bookings.get(absent)?.state).toBe('BOOKING_MISSED')
  expect([...hall.state.bars.keys()]).toEqual(['p2'])
})

test('checked in once more, a booking tells the number that lives', () => {
  const hall = openHall()
  const id = booked(hall, 15, 'p1')
  const ticket = checkedIn(hall, id)
  const again = hall.run(checkingIn(id), guide)
  const { id: ticketId, number } = ticket ?? {}
  expect(again).toMatchObject({ error: { code: 'booking-state', detail: { ticketId, number, ahead: 0 } } })
  granted(hall.run({ type: 'cancel', ticketId: ticketId ?? '', reason: '' }, guide))
  expect(hall.run(checkingIn(id), guide)).toEqual({
    ok: false,
    error: { code: 'booking-state', detail: { state: 'CHECKED_IN' } },
  })
})
