import { rulesOf } from './policy.ts'
import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

/** What the order of arrival is made of. */
export type Arrival = Pick<Ticket, 'id' | 'orderAt' | 'series' | 'sequence'>

/** Order of arrival; numbers decide between tickets of one moment, so that the order is the same everywhere. */
export function compareArrival(a: Arrival, b: Arrival): number {
  if (a.orderAt !== b.orderAt) return a.orderAt - b.orderAt
  if (a.series !== b.series) return a.series < b.series ? -1 : 1
  if (a.sequence !== b.sequence) return a.sequence - b.sequence
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The place of one who joins now, at the end: never before anybody who waits, even when the clock was set back. */
export function arrivalAt(state: CentreState, now: number): number {
  if (state.live.size === 0 || now >= state.lastArrival) return now
  return state.lastArrival + 1
}

/** Those who wait for a service, in order of arrival. */
export const waitingFor = (state: CentreState, serviceId: string): Ticket[] =>
  [...state.live.values()]
    .filter((ticket) => ticket.state === 'WAITING' && ticket.leg.serviceId === serviceId)
    .sort(compareArrival)

/** Minutes a ticket has stood in the queue; 0 while the clock is behind its arrival. */
export const queuedMinutes = (ticket: Ticket, now: number): number =>
  Math.max(0, (now - ticket.orderAt) / 60_000)

/** The promised longest wait for a ticket, minutes. */
export const targetOf = (state: CentreState, ticket: Ticket): number =>
  Math.max(1, state.services.get(ticket.leg.serviceId)?.targetMinutes ?? 30)

/** After how long a wait of its oldest a service is helped with, minutes: its own figure, or its target. */
export function overflowAfter(state: CentreState, serviceId: string): number {
  const service = state.services.get(serviceId)
  return rulesOf(state.policy, service).overflowMinutes ?? Math.max(1, service?.targetMinutes ?? 30)
}

/** The place behind the first `count` of those who wait for a service; at the end when they are fewer. */
export function placeBehind(state: CentreState, serviceId: string, count: number, now: number): number {
  const waiting = waitingFor(state, serviceId)
  const after = waiting[count]
  if (after === undefined) return Math.max(arrivalAt(state, now), (waiting.at(-1)?.orderAt ?? 0) + 1)
  const before = waiting[count - 1]
  return before === undefined ? after.orderAt - 1 : (before.orderAt + after.orderAt) / 2
}
