import type { CounterConfig } from './catalogue.ts'
import { hasPassed } from './elapsed.ts'
import { queuedMinutes, targetOf } from './queue_order.ts'
import { type CentreState, liveCounter } from './state.ts'
import type { Affinity, Ticket } from './ticket.ts'

/** A missed number is not called again for this long … (queue rules, absent) */
export const putOffMs = 5 * 60_000
/** … or until so many later calls of its queue. */
export const putOffCalls = 3

/** Where and by whom a ticket would be called. */
export interface Desk {
  readonly counterId: string
  readonly staffId: string
}

/** Whether a ticket is kept for this counter or person, or for nobody in particular. */
export function isFor(affinity: Affinity | null, desk: Desk, now: number): boolean {
  if (affinity === null || (affinity.until !== null && affinity.until <= now)) return true
  const counterFits = affinity.counterId === null || affinity.counterId === desk.counterId
  return counterFits && (affinity.staffId === null || affinity.staffId === desk.staffId)
}

/** Whether whoever a ticket is kept for works at an open counter now. */
export function isKeeperAtWork(state: CentreState, affinity: Affinity): boolean {
  for (const [counterId, { staffId }] of state.counterLive) {
    if (staffId !== null && isFor({ ...affinity, until: null }, { counterId, staffId }, 0)) return true
  }
  return false
}

/** Whether a ticket was sent to this very counter or person: it may then be outside the counter's profile. */
const isSentTo = (ticket: Ticket, desk: Desk) =>
  ticket.affinity?.counterId === desk.counterId || ticket.affinity?.staffId === desk.staffId

/** Kept for somebody who has gone home, a ticket is free for others once its target time is over. */
function isLetGo(state: CentreState, ticket: Ticket, now: number): boolean {
  const isOverdue = queuedMinutes(ticket, now) >= targetOf(state, ticket)
  return isOverdue && ticket.affinity !== null && !isKeeperAtWork(state, ticket.affinity)
}

function isPutOff(state: CentreState, ticket: Ticket, now: number): boolean {
  if (ticket.putOffUntilCall === null) return false
  if ((state.called.get(ticket.leg.serviceId) ?? 0) >= ticket.putOffUntilCall) return false
  return !hasPassed(ticket.eligibleAt - putOffMs, now, putOffMs)
}

/** Overflow: the service has waited for its target time, or no other open counter has it in its profile. */
function overflows(state: CentreState, ticket: Ticket, counterId: string, now: number): boolean {
  if (queuedMinutes(ticket, now) >= targetOf(state, ticket)) return true
  return ![...state.counters.values()].some(
    (other) =>
      other.id !== counterId &&
      other.serviceIds.includes(ticket.leg.serviceId) &&
      liveCounter(state, other.id).staffId !== null,
  )
}

/** Whether dispatch may give a ticket to somebody at a counter now (queue rules, which ticket next, 1). */
export function isEligible(
  state: CentreState,
  ticket: Ticket,
  counter: CounterConfig,
  staffId: string,
  now: number,
): boolean {
  if (ticket.state !== 'WAITING' || ticket.excludedStaffIds.includes(staffId)) return false
  const { serviceId } = ticket.leg
  const desk = { counterId: counter.id, staffId }
  const isInProfile =
    counter.serviceIds.includes(serviceId) ||
    isSentTo(ticket, desk) ||
    (counter.overflowServiceIds?.includes(serviceId) === true && overflows(state, ticket, counter.id, now))
  const isFree = isFor(ticket.affinity, desk, now) || isLetGo(state, ticket, now)
  return isInProfile && isFree && !isPutOff(state, ticket, now)
}
