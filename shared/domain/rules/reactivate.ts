import { ok, type Result } from '#basics'
import type { Actor, Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { missedMs } from '../halts.ts'
import { type Policy, rulesOf } from '../policy.ts'
import { placeBehind, queuedMinutes, targetOf, waitingFor } from '../queue_order.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { liveTicket } from './live_ticket.ts'

type Reactivate = Extract<Command, { type: 'reactivate' }>
type Decision = Result<DomainEvent[], Refusal>

const isAtGuideDesk = (actor: Actor): boolean =>
  actor.kind === 'device'
    ? actor.role === 'guide'
    : actor.kind === 'staff' && actor.roles.some((role) => role === 'guide' || role === 'manager')

/** Who granted a return beyond the limit and why; nothing for one within it; or why it is not granted. */
function exception(
  { reactivations }: Ticket,
  { reactivateLimit: limit }: Policy,
  command: Reactivate,
  { actor }: Context,
): Result<{ readonly reason?: string; readonly staffId?: string }, Refusal> {
  if (reactivations < limit) return ok({})
  if (!isAtGuideDesk(actor)) return refuse('reactivate-limit', { limit })
  const reason = command.reason?.trim() ?? ''
  if (reason === '') return refuse('reason-required')
  return ok({ reason, ...(actor.kind === 'staff' ? { staffId: actor.staffId } : {}) })
}

/**
 * Puts a missed number back behind a few waiting ones: so many times anywhere, after that only at the guide desk and
 * with a reason (queue rules, reactivate).
 */
export function reactivate(state: CentreState, command: Reactivate, context: Context): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  if (ticket.state !== 'MISSED') return refuse('ticket-state', { state: ticket.state })
  const policy = rulesOf(state.policy, state.services.get(ticket.leg.serviceId))
  const granted = exception(ticket, policy, command, context)
  if (!granted.ok) return granted
  const missedFor = missedMs(state, ticket, context.now)
  if (missedFor > policy.reactivateWithinMinutes * 60_000)
    return refuse('reactivate-too-late', { minutes: policy.reactivateWithinMinutes })
  const waiting = waitingFor(state, ticket.leg.serviceId)
  const isOverdue = (each: Ticket) => queuedMinutes(each, context.now) >= targetOf(state, each)
  const before = Math.max(policy.reactivateAfter, waiting.findLastIndex(isOverdue) + 1)
  const place = placeBehind(state, ticket.leg.serviceId, before, context.now)
  const orderAt = Math.max(place, ticket.orderAt)
  return ok([event('TicketReactivated', { ticketId: ticket.id, orderAt, ...granted.value })])
}
