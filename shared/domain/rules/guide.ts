import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, findTicket } from '../state.ts'
import { liveTicket } from './live_ticket.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Decision = Result<DomainEvent[], Refusal>

/** Gives a waiting ticket the class whose certificate was seen at the guide desk, or takes it away; with a reason. */
export function grantPriority(state: CentreState, command: Of<'grant-priority'>, context: Context): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  if (ticket.state !== 'WAITING' && ticket.state !== 'ISSUING')
    return refuse('ticket-state', { state: ticket.state })
  if (command.reason.trim() === '') return refuse('reason-required')
  const { priority, reason } = command
  if (ticket.priority === priority) return ok([])
  const staffId = context.actor.kind === 'staff' ? context.actor.staffId : null
  return ok([event('TicketReclassified', { ticketId: ticket.id, priority, staffId, reason })])
}

/** Bars the person of a ticket from taking numbers until a time, or lifts it; with a reason. */
export function bar(state: CentreState, command: Of<'bar'>, { now }: Context): Decision {
  const ticket = findTicket(state, command.ticketId)
  if (ticket === null) return refuse('ticket-unknown')
  const { personRef } = ticket
  if (personRef === null) return refuse('person-unknown')
  if (command.reason.trim() === '') return refuse('reason-required')
  const { until, reason } = command
  if (until !== null && until <= now) return refuse('invalid', { field: 'until' })
  const standing = state.bars.get(personRef)
  const isSame =
    until === null ? standing === undefined : standing?.scope === 'all' && standing.until === until
  return ok(isSame ? [] : [event('PersonBarred', { personRef, until, reason })])
}

/** Lifts a bar of any kind, also when its ticket is of an earlier day; with a reason. */
export function liftBar(state: CentreState, command: Of<'lift-bar'>): Decision {
  const { personRef, reason } = command
  if (reason.trim() === '') return refuse('reason-required')
  if (!state.bars.has(personRef)) return ok([])
  return ok([event('PersonBarred', { personRef, until: null, reason })])
}
