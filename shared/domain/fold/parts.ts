import { present } from '#basics'
import type { EventData, EventType } from '../events.ts'
import { type CentreState, type CounterLive, type CounterUndo, findTicket, liveCounter } from '../state.ts'
import { isLive, type Leg, type Ticket } from '../ticket.ts'

/** What an event of the log does to a state, in place. */
export type Apply<T extends EventType> = (
  state: CentreState,
  data: EventData[T],
  at: number,
  revision: number,
) => void

/** Appliers for some of the events. */
export type Appliers<T extends EventType> = { readonly [K in T]: Apply<K> }

const callsKept = 60

const waits = (ticket: Ticket) => ticket.state === 'WAITING' || ticket.state === 'ISSUING'

/** Changes a count of a service by some. */
export function add(counts: Map<string, number>, serviceId: string, by: 1 | -1): void {
  counts.set(serviceId, Math.max(0, (counts.get(serviceId) ?? 0) + by))
}

/** Keeps the index of who holds a live ticket. */
function indexHolder(state: CentreState, { id, personRef, state: now }: Ticket): void {
  if (personRef === null) return
  const held = state.holders.get(personRef) ?? []
  if (held.includes(id) === isLive(now)) return
  const holds = isLive(now) ? [...held, id] : held.filter((each) => each !== id)
  if (holds.length === 0) state.holders.delete(personRef)
  else state.holders.set(personRef, holds)
}

/** Puts a ticket where its state belongs and keeps the count of those who wait. */
export function put(state: CentreState, ticket: Ticket): void {
  indexHolder(state, ticket)
  const before = findTicket(state, ticket.id)
  if (before !== null && waits(before)) add(state.waiting, before.leg.serviceId, -1)
  if (waits(ticket)) add(state.waiting, ticket.leg.serviceId, 1)
  state.live.delete(ticket.id)
  state.closed.delete(ticket.id)
  const target = isLive(ticket.state) ? state.live : state.closed
  target.set(ticket.id, ticket)
}

/** A ticket the log has named before. */
export const ticketOf = (state: CentreState, id: string): Ticket =>
  present(findTicket(state, id), `ticket ${id}`)

/** Replaces some members of a ticket and of its leg. */
export function change(state: CentreState, id: string, patch: Partial<Ticket>, leg: Partial<Leg> = {}): void {
  const ticket = ticketOf(state, id)
  put(state, { ...ticket, ...patch, leg: { ...ticket.leg, ...leg } })
}

/** A ticket whose booked time counts no more: missed when called, or sent to another service or place. */
export function withoutSlot(ticket: Ticket): Ticket {
  const { slotAt: _, ...rest } = ticket
  return rest
}

/** Replaces some members of a counter. */
export function setCounter(state: CentreState, id: string, patch: Partial<CounterLive>): void {
  state.counterLive.set(id, { ...liveCounter(state, id), ...patch })
}

/** The counter a ticket is at. */
export function counterOf(state: CentreState, ticketId: string): string | null {
  for (const [counterId, live] of state.counterLive) {
    if (live.currentTicketId === ticketId) return counterId
  }
  return null
}

/** The way back from a counter's transition, to be asked for before it is applied. */
export function wayBack(
  state: CentreState,
  counterId: string,
  did: EventType,
  ticketId: string,
  at: number,
  revision: number,
): CounterUndo {
  const { currentTicketId, lastCall, priorityRun } = liveCounter(state, counterId)
  return { revision, at, did, ticket: ticketOf(state, ticketId), currentTicketId, lastCall, priorityRun }
}

/** Puts a call on the boards. */
export function addCall(
  state: CentreState,
  call: Omit<CentreState['calls'][number], 'number'>,
  number: string,
): void {
  state.calls = [{ ...call, number }, ...state.calls].slice(0, callsKept)
}

/** A leg nobody has called yet. */
export const newLeg = (index: number, serviceId: string, enqueuedAt: number): Leg => ({
  index,
  serviceId,
  enqueuedAt,
  firstCalledAt: null,
  lastCalledAt: null,
  arrivedAt: null,
  endedAt: null,
  counterId: null,
  staffId: null,
  outcome: null,
  rating: 'none',
})
