import { fits } from '../eligible.ts'
import { compareArrival, overflowAfter, queuedMinutes, targetOf } from '../queue_order.ts'
import type { Waiting } from '../standing.ts'
import type { CentreState } from '../state.ts'
import type { BookedTime, PriorityClass, Ticket } from '../ticket.ts'
import type { Server } from './servers.ts'

/** Whether a server may call from a line: never, always, only who has waited until it is helped with. */
export type Admission = 0 | 1 | 2

/**
 * Those who wait and between whom dispatch never changes the order: one service, one class, nothing special. Only
 * the first of each line can be next. A ticket with something special is a line of its own.
 */
export interface Line {
  readonly serviceId: string
  readonly priority: PriorityClass
  readonly targetMinutes: number
  /** Those who only help with the service may call from it after so long a wait. */
  readonly overflowMinutes: number
  /** In order of arrival. */
  readonly waiting: Waiting[]
  /** Nobody in it may be called before (ms since the epoch). */
  readonly from: number
  /** By server. */
  readonly admission: readonly Admission[]
}

/** The lines of a forecast, by service and class. */
export interface Lines {
  readonly all: Line[]
  ordinary(serviceId: string, priority: PriorityClass): Line
}

/** Bookings further ahead do not touch those who wait now. */
const bookingsAheadMs = 3 * 60 * 60_000

const isPlain = (ticket: Ticket) =>
  ticket.affinity === null &&
  ticket.excludedStaffIds.length === 0 &&
  ticket.putOffUntilCall === null &&
  !ticket.forcedFront &&
  (ticket.slotAt ?? null) === null

/** Somebody who takes a number now, behind everybody of the class. */
export const newcomer = (id: string, priority: PriorityClass, orderAt: number): Waiting => ({
  id,
  series: '~',
  sequence: 0,
  priority,
  orderAt,
  forcedFront: false,
})

function admissionOf(state: CentreState, ticket: Ticket, server: Server, now: number): Admission {
  const desk = { counterId: server.counter.id, staffId: server.staffId }
  const part = server.part(ticket.leg.serviceId)
  const isOverdue = queuedMinutes(ticket, now) >= targetOf(state, ticket)
  if (fits(state, ticket, desk, part, isOverdue, now)) return 1
  return fits(state, ticket, desk, part, true, now) ? 2 : 0
}

/** When somebody set aside comes back by a timer, somebody booked checks in, or a missed number may be called. */
function availableFrom(ticket: Ticket, now: number): number | null {
  if (ticket.state === 'WAITING' || ticket.state === 'ISSUING')
    return ticket.putOffUntilCall === null ? now : Math.max(now, ticket.eligibleAt)
  if (ticket.state === 'HELD') return ticket.heldUntil === null ? null : Math.max(now, ticket.heldUntil)
  return null
}

/** Puts those who wait now into lines, and bookings to come, but for one that has `arrived`. */
export function linesOf(
  state: CentreState,
  servers: readonly Server[],
  now: number,
  arrived?: BookedTime,
): Lines {
  const all: Line[] = []
  const byService = new Map<string, Map<PriorityClass, Line>>()
  const ordinary = (serviceId: string, priority: PriorityClass): Line => {
    const known = byService.get(serviceId)?.get(priority)
    if (known !== undefined) return known
    const line: Line = {
      serviceId,
      priority,
      targetMinutes: Math.max(1, state.services.get(serviceId)?.targetMinutes ?? 30),
      overflowMinutes: overflowAfter(state, serviceId),
      waiting: [],
      from: now,
      admission: servers.map((server) => {
        const part = server.part(serviceId)
        return part === 'none' ? 0 : part === 'overflow' ? 2 : 1
      }),
    }
    byService.set(serviceId, (byService.get(serviceId) ?? new Map<PriorityClass, Line>()).set(priority, line))
    all.push(line)
    return line
  }
  for (const ticket of state.live.values()) {
    const from = availableFrom(ticket, now)
    if (from === null) continue
    if (from === now && isPlain(ticket)) ordinary(ticket.leg.serviceId, ticket.priority).waiting.push(ticket)
    else {
      const isReturned = ticket.state === 'HELD' && ticket.priority === 'normal'
      const priority = isReturned ? 'returned' : ticket.priority
      all.push({
        serviceId: ticket.leg.serviceId,
        priority,
        targetMinutes: targetOf(state, ticket),
        overflowMinutes: overflowAfter(state, ticket.leg.serviceId),
        waiting: [{ ...ticket, priority }],
        from,
        admission: servers.map((server) => admissionOf(state, ticket, server, now)),
      })
    }
  }
  for (const { id, serviceId, slotAt, state: at } of state.bookings.values()) {
    if (at !== 'BOOKED' || id === arrived?.bookingId || slotAt < now || slotAt > now + bookingsAheadMs)
      continue
    const due = slotAt - state.policy.bookingLeadMinutes * 60_000
    const { admission, targetMinutes, overflowMinutes } = ordinary(serviceId, 'normal')
    const booked = { ...newcomer(id, 'normal', Math.max(now, due)), slotAt }
    const from = Math.max(now, due)
    const limits = { targetMinutes, overflowMinutes }
    all.push({ serviceId, priority: 'normal', ...limits, waiting: [booked], from, admission })
  }
  for (const line of all) line.waiting.sort(compareArrival)
  return { all, ordinary }
}
