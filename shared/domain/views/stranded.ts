import { attendanceOf } from '../attendance.ts'
import { fits, partIn } from '../eligible.ts'
import { compareArrival } from '../queue_order.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'

function canBeCalled(state: CentreState, ticket: Ticket, now: number): boolean {
  return [...state.counterLive].some(([counterId, { staffId }]) => {
    const counter = state.counters.get(counterId)
    if (counter === undefined || staffId === null) return false
    const part = partIn(state, counter, ticket.leg.serviceId)
    // As if overdue: who helps only then, helps in the end.
    return fits(state, ticket, { counterId, staffId }, part, true, now)
  })
}

/**
 * Those who wait for a service that is attended and whom nobody at work may serve: all who could must keep away (回避).
 * Somebody has to be found for them; oldest first.
 */
export const stranded = (state: CentreState, now: number): Ticket[] =>
  [...state.live.values()]
    .filter(
      (ticket) =>
        ticket.state === 'WAITING' &&
        attendanceOf(state, ticket.leg.serviceId) === 'now' &&
        !canBeCalled(state, ticket, now),
    )
    .sort(compareArrival)
