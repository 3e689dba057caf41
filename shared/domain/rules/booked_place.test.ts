import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  at as ask,
  granted,
  guide,
  type Hall,
  minute,
  next,
  openHall,
  take,
  ticketNow,
} from '../hall.fixture.ts'

const at = (hall: Hall, counterId: string, command: CounterCommand) => granted(ask(hall, counterId, command))
const nowhere = { toCounterId: null, staffId: null, noteRef: null, returnToMe: false } as const

/** Somebody booked, checked in and called when the time had come, before those who wait. */
function calledAsBooked() {
  const hall = openHall(['c1', 'c2'])
  const slotAt = hall.now + 15 * minute
  const asked = { serviceId: 'consult', slotAt, personRef: null, agentRef: null }
  const [made] = granted(hall.run({ type: 'book', ...asked }, guide))
  const bookingId = made?.type === 'BookingMade' ? made.data.bookingId : ''
  const given = { bookingId, channel: 'guide', delivery: 'spoken' } as const
  const [issued] = granted(hall.run({ type: 'check-in', ...given }, guide))
  const id = issued?.type === 'TicketIssued' ? issued.data.ticketId : ''
  const others = [6, 5, 4, 3].map((before) => {
    hall.now = slotAt - before * minute
    return take(hall)
  })
  at(hall, 'c1', next)
  expect(ticketNow(hall, id)).toMatchObject({ state: 'CALLED', slotAt })
  return { hall, id, others, slotAt }
}

/** Who is called next at a counter. */
function calledNext(hall: Hall, counterId: string): string {
  const called = at(hall, counterId, next).find((event) => event.type === 'TicketCalled')
  return called?.type === 'TicketCalled' ? called.data.ticketId : ''
}

test('who missed the booked call comes back behind three, not before all', () => {
  const { hall, id, others } = calledAsBooked()
  hall.now += minute
  at(hall, 'c1', { type: 'absent' })
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  hall.now += 5 * minute
  expect(calledNext(hall, 'c1')).toBe(others[0]?.id)
})

test('sent to the end, a booking waits at the end; as it was, it is still due', () => {
  const { hall, id, others, slotAt } = calledAsBooked()
  at(hall, 'c1', { type: 'transfer', ...nowhere, serviceId: 'consult', position: 'taken' })
  expect(ticketNow(hall, id).slotAt).toBe(slotAt)
  expect(calledNext(hall, 'c2')).toBe(id)
  hall.now += minute
  at(hall, 'c2', { type: 'transfer', ...nowhere, serviceId: 'consult', position: 'end' })
  expect(calledNext(hall, 'c2')).toBe(others[0]?.id)
})

test('a time booked for one service is none for the next; undo gives it back', () => {
  const { hall, id, slotAt } = calledAsBooked()
  const waiting = take(hall, { serviceId: 'mediate' })
  at(hall, 'c1', { type: 'arrive' })
  at(hall, 'c1', { type: 'next-service', serviceId: 'mediate', stays: false, outcome: 'done' })
  expect(ticketNow(hall, id).slotAt).toBeUndefined()
  expect(waiting.slotAt).toBeUndefined()
  at(hall, 'c1', { type: 'undo' })
  expect(ticketNow(hall, id).slotAt).toBe(slotAt)
})
