import { ok, type Result } from '#basics'
import type { Context, CounterCommand, TransferPosition } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { Affinity, Ticket, TicketState } from '../ticket.ts'
import { finished, type OpenCounter } from './counter.ts'

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

/** Calls the same number again, a limited number of times and not at once. */
export function recall(state: CentreState, counter: OpenCounter, context: Context): Decision {
  const found = current(state, counter, ['CALLED'])
  if (!found.ok) return found
  const ticket = found.value
  const { recallLimit, recallGapSeconds } = state.policy
  if (ticket.callCount > recallLimit) return refuse('recall-limit', { limit: recallLimit })
  const since = context.now - (ticket.leg.lastCalledAt ?? 0)
  const wait = Math.ceil(recallGapSeconds - since / 1_000)
  if (wait > 0) return refuse('recall-too-soon', { seconds: wait })
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
  const found = current(state, counter, ['CALLED'])
  if (!found.ok) return found
  const ticket = found.value
  const { recallLimit, absentAfterSeconds } = state.policy
  const since = (context.now - (ticket.leg.firstCalledAt ?? context.now)) / 1_000
  if (ticket.callCount <= recallLimit && since < absentAfterSeconds)
    return refuse('absent-too-soon', { seconds: Math.ceil(absentAfterSeconds - since) })
  return ok([event('TicketMissed', { ticketId: ticket.id, counterId: counter.config.id })])
}

/** The matter is dealt with for now; the pad asks for a rating. */
export function finish(state: CentreState, counter: OpenCounter, command: Of<'finish'>): Decision {
  const found = current(state, counter, ['SERVING'])
  if (!found.ok) return found
  return ok(finished(found.value, counter, command.outcome))
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
  return ok([event('TicketHeld', { ...data, affinity: scopes[command.scope] })])
}

/** Brings a held ticket back into the queue, one class up. */
export function resume(state: CentreState, counter: OpenCounter, command: Of<'resume'>): Decision {
  const ticket = state.live.get(command.ticketId)
  if (ticket === undefined) return refuse('ticket-unknown')
  if (ticket.state !== 'HELD') return refuse('ticket-state', { state: ticket.state })
  const { affinity } = ticket
  const isOthers =
    (affinity?.counterId ?? counter.config.id) !== counter.config.id ||
    (affinity?.staffId ?? counter.staffId) !== counter.staffId
  if (isOthers) return refuse('ticket-not-yours', { number: ticket.number })
  return ok([event('TicketResumed', { ticketId: ticket.id, by: 'hand' })])
}

function orderFor(
  state: CentreState,
  ticket: Ticket,
  serviceId: string,
  position: TransferPosition,
  now: number,
): number {
  if (position === 'taken' || position === 'front') return ticket.issuedAt
  if (position === 'end') return now
  const waiting = [...state.live.values()]
    .filter((each) => each.state === 'WAITING' && each.leg.serviceId === serviceId)
    .sort((a, b) => a.orderAt - b.orderAt)
  const before = waiting[Math.min(position.after, waiting.length) - 1]
  return before === undefined ? (waiting[0]?.orderAt ?? now) - 1 : before.orderAt + 1
}

/** Sends a ticket on with its number to a service, counter, room or person (一票到底). */
export function transfer(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'transfer'>,
  context: Context,
): Decision {
  const found = current(state, counter, ['CALLED', 'SERVING'])
  if (!found.ok) return found
  const ticket = found.value
  const { serviceId, toCounterId, staffId } = command
  const target = serviceId ?? ticket.leg.serviceId
  const known =
    state.services.has(target) &&
    (toCounterId === null || state.counters.has(toCounterId)) &&
    (staffId === null || state.staff.has(staffId)) &&
    (serviceId !== null || toCounterId !== null || staffId !== null)
  if (!known) return refuse('target-unknown')
  const affinity =
    toCounterId === null && staffId === null ? null : { counterId: toCounterId, staffId, until: null }
  return ok([
    event('TicketTransferred', {
      ticketId: ticket.id,
      fromCounterId: counter.config.id,
      serviceId: target,
      affinity,
      orderAt: orderFor(state, ticket, target, command.position, context.now),
      forcedFront: command.position === 'front',
      noteRef: command.noteRef,
      returnTo: command.returnToMe ? { counterId: null, staffId: counter.staffId, until: null } : null,
    }),
  ])
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

/** Takes back the counter's last step within a minute, if nothing later happened to the ticket. */
export function undo(state: CentreState, counter: OpenCounter, context: Context): Decision {
  const step = counter.live.undo
  if (step === null) return refuse('nothing-to-undo')
  if (context.now - step.at > state.policy.undoSeconds * 1_000)
    return refuse('undo-too-late', { seconds: state.policy.undoSeconds })
  const now = state.live.get(step.ticket.id) ?? state.closed.get(step.ticket.id)
  if (now === undefined || !isUnchangedSince(now, counter.config.id, step.did))
    return refuse('nothing-to-undo')
  if (counter.live.currentTicketId !== null && counter.live.currentTicketId !== step.ticket.id)
    return refuse('counter-busy')
  return ok([
    event('TransitionUndone', {
      ticketId: step.ticket.id,
      counterId: counter.config.id,
      undid: step.did,
      ticket: step.ticket,
      undo: { currentTicketId: step.currentTicketId, priorityRun: step.priorityRun },
    }),
  ])
}

/** What state each step leaves its ticket in: anything else means that something later happened. */
const leavesIn: Readonly<Record<string, TicketState>> = {
  TicketCalled: 'CALLED',
  TicketArrived: 'SERVING',
  TicketMissed: 'MISSED',
  TicketHeld: 'HELD',
  TicketTransferred: 'WAITING',
  TicketFinished: 'DONE',
}

function isUnchangedSince(ticket: Ticket, counterId: string, did: string): boolean {
  if (ticket.state !== leavesIn[did]) return false
  if (ticket.leg.rating === 'rated') return false
  return did === 'TicketTransferred' ? ticket.leg.firstCalledAt === null : ticket.leg.counterId === counterId
}
