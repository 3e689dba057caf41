import { attendanceOf } from '../attendance.ts'
import { compareArrival } from '../queue_order.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { isCallable } from './left_behind.ts'

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
        !isCallable(state, ticket, now),
    )
    .sort(compareArrival)
