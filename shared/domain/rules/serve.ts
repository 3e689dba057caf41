import { ok, type Result } from '#basics'
import type { Context, CounterCommand } from '../commands.ts'
import { hasPassed } from '../elapsed.ts'
import { type DomainEvent, event } from '../events.ts'
import { runningNow } from '../halts.ts'
import { rulesOf } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { Affinity, Ticket, TicketState } from '../ticket.ts'
import { type OpenCounter, takenUp } from './counter.ts'
import { finished } from './finished.ts'
import { liveTicket } from './live_ticket.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends CounterCommand['type']> = Extract<CounterCommand, { type: T }>

/** The ticket at a counter, if it is in one of the states the command is for. */
export function current(
  state: CentreState,
  counter: OpenCounter,
  states: readonly TicketState[],
): Result<Ticket, Refusal> {
  const ticket = state.live.get(counter.live.currentTicketId ?? '')
  if (ticket === undefined) return refuse('nothing-called')
  if (!states.includes(ticket.state))
    return refuse('ticket-state', { state: ticket.state, number: ticket.number })
  return ok(ticket)
}

const secondsLeft = (then: number, now: number, seconds: number) =>
  Math.ceil(seconds - Math.abs(now - then) / 1_000)

/** Calls the same number again, a limited number of times and not at once. */
export function recall(state: CentreState, counter: OpenCounter, context: Context): Decision {
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  const found = current(state, counter, ['CALLED'])
  if (!found.ok) return found
  const ticket = found.value
  const { recallLimit, recallGapSeconds } = rulesOf(state.policy, state.services.get(ticket.leg.serviceId))
  if (ticket.callCount > recallLimit) return refuse('recall-limit', { limit: recallLimit })
  const lastCalledAt = ticket.leg.lastCalledAt ?? 0
  if (!hasPassed(lastCalledAt, context.now, recallGapSeconds * 1_000))
    return refuse('recall-too-soon', { seconds: secondsLeft(lastCalledAt, context.now, recallGapSeconds) })
  const data = { ticketId: ticket.id, counterId: counter.config.id, callCount: ticket.callCount + 1 }
  return ok([event('TicketRecalled', data)])
}

/** The visitor stands at the counter. */
export function arrive(state: CentreState, counter: OpenCounter): Decision {
  const found = current(state, counter, ['CALLED'])
  if (!found.ok) return found
  return ok([event('TicketArrived', { ticketId: found.value.id, counterId: counter.config.id })])
}

/** The visitor did not come: after a fair time or the last recall. */
export function absent(state: CentreState, counter: OpenCounter, context: Context): Decision {
  // Whoever has been told to leave the hall has not missed the call.
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  const found = current(state, counter, ['CALLED'])
  if (!found.ok) return found
  const ticket = found.value
  const { recallLimit, absentAfterSeconds } = rulesOf(state.policy, state.services.get(ticket.leg.serviceId))
  // The call at this counter, not the leg's first: that may be long ago for a number that has come back.
  const calledAt = counter.live.lastCall?.at ?? 0
  const now = runningNow(state, calledAt, context.now)
  if (ticket.callCount <= recallLimit && !hasPassed(calledAt, now, absentAfterSeconds * 1_000))
    return refuse('absent-too-soon', { seconds: secondsLeft(calledAt, now, absentAfterSeconds) })
  return ok([event('TicketMissed', { ticketId: ticket.id, counterId: counter.config.id })])
}

/** The matter is dealt with for now; the pad asks for a rating. */
export function finish(state: CentreState, counter: OpenCounter, command: Of<'finish'>): Decision {
  const found = current(state, counter, ['SERVING'])
  if (!found.ok) return found
  return ok(finished(state, found.value, counter, command.outcome))
}

/** Sets a ticket aside for me, this counter or any, until resumed or a time. */
export function hold(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'hold'>,
  context: Context,
): Decision {
  const found = current(state, counter, ['CALLED', 'SERVING'])
  if (!found.ok) return found
  if (command.until !== null && command.until <= context.now) return refuse('invalid', { field: 'until' })
  const scopes: Record<typeof command.scope, Affinity | null> = {
    me: { counterId: null, staffId: counter.staffId, until: null },
    counter: { counterId: counter.config.id, staffId: null, until: null },
    any: null,
  }
  const { until, reason } = command
  const data = { ticketId: found.value.id, counterId: counter.config.id, until, reason }
  const awaits = command.awaits === undefined ? {} : { awaits: command.awaits }
  return ok([event('TicketHeld', { ...data, affinity: scopes[command.scope], ...awaits })])
}

/** Brings a held ticket back into the queue, one class up. */
export function resume(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'resume'>,
  context: Context,
): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  const held = takenUp(state, counter, ticket, context)
  return held.ok ? ok([event('TicketResumed', { ticketId: ticket.id, by: 'hand' })]) : held
}

/** Declares a conflict of interest: the ticket goes back to its place, this person excluded (回避). */
export function recuse(state: CentreState, counter: OpenCounter, command: Of<'recuse'>): Decision {
  const found = current(state, counter, ['CALLED', 'SERVING'])
  if (!found.ok) return found
  if (command.reason.trim() === '') return refuse('reason-required')
  const data = { ticketId: found.value.id, staffId: counter.staffId, reason: command.reason }
  return ok([event('TicketRecused', data)])
}

/** The visitor went away while being served. */
export function left(state: CentreState, counter: OpenCounter): Decision {
  const found = current(state, counter, ['CALLED', 'SERVING'])
  if (!found.ok) return found
  return ok([event('TicketLeft', { ticketId: found.value.id, state: 'ABANDONED' })])
}

/** Brings back a ticket that was held until a document was ready. */
export function documentReady(state: CentreState, command: { readonly ticketId: string }): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  if (ticket.state !== 'HELD' || ticket.awaits !== 'document')
    return refuse('ticket-state', { state: ticket.state })
  return ok([event('TicketResumed', { ticketId: ticket.id, by: 'document' })])
}

/** The visitor went away before being called. */
export function walkOut(state: CentreState, command: { readonly ticketId: string }): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  if (ticket.state !== 'WAITING') return refuse('ticket-state', { state: ticket.state })
  return ok([event('TicketLeft', { ticketId: ticket.id, state: 'WALKED_OUT' })])
}
