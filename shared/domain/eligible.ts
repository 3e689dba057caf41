import type { CounterConfig } from './catalogue.ts'
import { hasPassed } from './elapsed.ts'
import { rulesOf } from './policy.ts'
import { overflowAfter, queuedMinutes, targetOf } from './queue_order.ts'
import { type CentreState, liveCounter } from './state.ts'
import type { Affinity, Ticket } from './ticket.ts'

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

/** Whether whoever a ticket is kept for works at an open counter now, and may serve it. */
export function isKeeperAtWork(state: CentreState, affinity: Affinity, ticket: Ticket): boolean {
  for (const [counterId, { staffId }] of state.counterLive) {
    if (staffId === null || mustAvoid(state, ticket, staffId)) continue
    if (isFor({ ...affinity, until: null }, { counterId, staffId }, 0)) return true
  }
  return false
}

/** Whether a ticket was sent to this very counter or person: it may then be outside the counter's profile. */
const isSentTo = (ticket: Ticket, desk: Desk) =>
  ticket.affinity?.counterId === desk.counterId || ticket.affinity?.staffId === desk.staffId

/** Kept for somebody who has gone home or must keep away, a ticket is free for others once its target time is over. */
const isLetGo = (state: CentreState, ticket: Ticket, isOverdue: boolean): boolean =>
  isOverdue && ticket.affinity !== null && !isKeeperAtWork(state, ticket.affinity, ticket)

/** Whether no other open counter has a service in its profile: then the overflow of this one takes it. */
const isAloneWith = (state: CentreState, serviceId: string, counterId: string): boolean =>
  ![...state.counters.values()].some(
    (other) =>
      other.id !== counterId &&
      other.serviceIds.includes(serviceId) &&
      liveCounter(state, other.id).staffId !== null,
  )

/** How a counter takes part in a service: always, only to help, or not at all. */
export type Part = 'profile' | 'alone' | 'overflow' | 'none'

/** How a counter takes part in a service now. */
export function partIn(state: CentreState, counter: CounterConfig, serviceId: string): Part {
  if (counter.serviceIds.includes(serviceId)) return 'profile'
  if (counter.overflowServiceIds?.includes(serviceId) !== true) return 'none'
  return isAloneWith(state, serviceId, counter.id) ? 'alone' : 'overflow'
}

function isPutOff(state: CentreState, ticket: Ticket, now: number): boolean {
  if (ticket.putOffUntilCall === null) return false
  if ((state.called.get(ticket.leg.serviceId) ?? 0) >= ticket.putOffUntilCall) return false
  const service = state.services.get(ticket.leg.serviceId)
  const putOffMs = rulesOf(state.policy, service).putOffMinutes * 60_000
  return !hasPassed(ticket.eligibleAt - putOffMs, now, putOffMs)
}

/** Whether a member of staff must keep away: recused, or has served the other side of the same matter (回避). */
export function mustAvoid(state: CentreState, { excludedStaffIds, party }: Ticket, staffId: string): boolean {
  if (excludedStaffIds.includes(staffId)) return true
  if (party === undefined) return false
  const contacts = state.matters.get(party.matterRef) ?? []
  return contacts.some((contact) => contact.staffId === staffId && contact.side !== party.side)
}

/** Whether a counter may call somebody: its part in the service, who the ticket is kept for, overdue or not. */
export function fits(
  state: CentreState,
  ticket: Ticket,
  desk: Desk,
  part: Part,
  isOverdue: boolean,
  now: number,
): boolean {
  const isInProfile = part === 'profile' || part === 'alone' || (part === 'overflow' && isOverdue)
  if (!isInProfile && (ticket.affinity === null || !isSentTo(ticket, desk))) return false
  if (mustAvoid(state, ticket, desk.staffId)) return false
  return ticket.affinity === null || isFor(ticket.affinity, desk, now) || isLetGo(state, ticket, isOverdue)
}

/** Whether the oldest of a service has waited so long that those who help join in. */
function hasOverflowed(state: CentreState, serviceId: string, now: number): boolean {
  const after = overflowAfter(state, serviceId)
  for (const ticket of state.live.values()) {
    const isOfIt = ticket.state === 'WAITING' && ticket.leg.serviceId === serviceId
    if (isOfIt && queuedMinutes(ticket, now) >= after) return true
  }
  return false
}

/** How a counter takes part in a service at a moment: a service whose wait has passed its limit is helped with. */
function partNow(state: CentreState, counter: CounterConfig, serviceId: string, now: number): Part {
  const part = partIn(state, counter, serviceId)
  if (part !== 'overflow') return part
  return hasOverflowed(state, serviceId, now) ? 'alone' : 'none'
}

/**
 * Those who wait and whom dispatch may give to somebody at a counter now (queue rules, which ticket next, 1);
 * `avoid` is shown those whom only 回避 keeps from it.
 */
export function forEachEligible(
  state: CentreState,
  counter: CounterConfig,
  staffId: string,
  now: number,
  visit: (ticket: Ticket, targetMinutes: number) => void,
  avoid?: (ticket: Ticket) => void,
): void {
  const desk = { counterId: counter.id, staffId }
  const services = new Map<string, { readonly part: Part; readonly target: number }>()
  for (const ticket of state.live.values()) {
    if (ticket.state !== 'WAITING') continue
    const { serviceId } = ticket.leg
    let service = services.get(serviceId)
    if (service === undefined) {
      service = { part: partNow(state, counter, serviceId, now), target: targetOf(state, ticket) }
      services.set(serviceId, service)
    }
    const isOverdue = queuedMinutes(ticket, now) >= service.target
    if (fits(state, ticket, desk, service.part, isOverdue, now) && !isPutOff(state, ticket, now))
      visit(ticket, service.target)
    else if (avoid !== undefined && service.part !== 'none' && mustAvoid(state, ticket, staffId))
      avoid(ticket)
  }
}
