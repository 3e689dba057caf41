import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, findTicket } from '../state.ts'
import { isLive, type Ticket } from '../ticket.ts'

/** A ticket that may still be served, or why not: of one that is over it is said how, not that it is unknown. */
export function liveTicket(state: CentreState, ticketId: string): Result<Ticket, Refusal> {
  const ticket = findTicket(state, ticketId)
  if (ticket === null) return refuse('ticket-unknown')
  const { state: at, number } = ticket
  return isLive(at) ? ok(ticket) : refuse('ticket-state', { state: at, number })
}
