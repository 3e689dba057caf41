import { ok, type Result } from '#basics'
import type { CounterConfig } from '../catalogue.ts'
import type { Context, CounterCommand } from '../commands.ts'
import { dispatch } from '../dispatch.ts'
import { hasPassed } from '../elapsed.ts'
import { isFor, isKeeperAtWork, mustAvoid } from '../eligible.ts'
import { type DomainEvent, type Explanation, event } from '../events.ts'
import { nextStretch, openHours } from '../hours.ts'
import { queuedMinutes, targetOf } from '../queue_order.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, type CounterLive, liveCounter, ticketNumbered } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { finished } from './finished.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends CounterCommand['type']> = Extract<CounterCommand, { type: T }>

/** A counter that is open, with who works there. */
export interface OpenCounter {
  readonly config: CounterConfig
  readonly live: CounterLive
  readonly staffId: string
}

/** The counter of a command, if the actor may work it: its own staff, its own device, or a manager. */
export function openCounter(
  state: CentreState,
  counterId: string,
  context: Context,
): Result<OpenCounter, Refusal> {
  const config = state.counters.get(counterId)
  if (config === undefined) return refuse('counter-unknown')
  const { actor } = context
  if (actor.kind === 'device' && actor.counterId !== counterId) return refuse('forbidden')
  const live = liveCounter(state, counterId)
  if (live.staffId === null) return refuse('counter-closed')
  const isOwn = actor.kind !== 'staff' || actor.staffId === live.staffId || actor.roles.includes('manager')
  if (!isOwn) return refuse('counter-taken', { staffId: live.staffId })
  return ok({ config, live, staffId: live.staffId })
}

/** Opens a counter: one member of staff at one counter at a time. */
export function open(state: CentreState, counterId: string, command: Of<'open'>, context: Context): Decision {
  const config = state.counters.get(counterId)
  if (config === undefined) return refuse('counter-unknown')
  if (!config.enabled) return refuse('counter-disabled')
  if (!state.dayOpen) return refuse('day-closed')
  const { actor } = context
  if (actor.kind === 'device' && actor.counterId !== counterId) return refuse('forbidden')
  const named = actor.kind === 'staff' ? actor.staffId : (command.staffId ?? config.rosteredStaffId)
  if (named === null) return refuse('staff-required')
  if (state.staff.get(named)?.enabled !== true) return refuse('staff-unknown')
  const live = liveCounter(state, counterId)
  if (live.staffId === named) return ok([])
  if (live.staffId !== null) return refuse('counter-taken', { staffId: live.staffId })
  for (const [otherId, other] of state.counterLive) {
    if (other.staffId === named) return refuse('staff-elsewhere', { counterId: otherId })
  }
  return ok([event('CounterOpened', { counterId, staffId: named })])
}

/** Closes a counter that serves nobody; a rating the pad still shows stays open. */
export function close({ config, live }: OpenCounter): Decision {
  if (live.currentTicketId !== null) return refuse('counter-busy')
  return ok([event('CounterClosed', { counterId: config.id })])
}

/** Says that the hours of a ticket's service are over for today: it is served all the same (延时服务). */
function afterHours(state: CentreState, ticket: Ticket, now: number): { readonly afterHours?: true } {
  const service = state.services.get(ticket.leg.serviceId)
  if (service === undefined || openHours(service, state.policy, now) !== null) return {}
  return nextStretch(service, state.policy, now) === null ? { afterHours: true } : {}
}

/** Calls the next ticket by dispatch; the same answer within a few seconds is the same call. */
export function callNext(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'call-next'>,
  context: Context,
): Decision {
  const { config, live, staffId } = counter
  // The board shows the way out: nobody is called into a hall that is being left.
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  if (state.staff.get(staffId)?.enabled !== true) return refuse('staff-unknown')
  if (live.paused !== null) return refuse('counter-paused')
  const current = state.live.get(live.currentTicketId ?? '')
  const closing: DomainEvent[] = []
  if (current !== undefined) {
    const justCalled =
      current.state === 'CALLED' &&
      live.lastCall !== null &&
      !hasPassed(live.lastCall.at, context.now, state.policy.sameCallSeconds * 1_000)
    if (justCalled) return ok([])
    if (current.state !== 'SERVING' || command.finishCurrent === null)
      return refuse('counter-busy', { number: current.number, state: current.state })
    closing.push(...finished(state, current, counter, command.finishCurrent))
  }
  const next = dispatch(state, { counter: config, staffId, priorityRun: live.priorityRun }, context.now)
  if (next === null) return refuse('queue-empty')
  return ok([
    ...closing,
    event('TicketCalled', {
      ticketId: next.ticket.id,
      counterId: config.id,
      staffId,
      why: next.why,
      ...afterHours(state, next.ticket, context.now),
    }),
  ])
}

/** Calls a given number out of order, with a reason for the log (特呼). */
export function callNumber(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'call-number'>,
  context: Context,
): Decision {
  const { config, live, staffId } = counter
  // The board shows the way out: nobody is called into a hall that is being left.
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  if (state.staff.get(staffId)?.enabled !== true) return refuse('staff-unknown')
  if (live.paused !== null) return refuse('counter-paused')
  if (live.currentTicketId !== null) return refuse('counter-busy')
  if (command.reason.trim() === '') return refuse('reason-required')
  const number = command.number.trim().toUpperCase()
  const ticket = [...state.live.values()].find((each) => each.number === number)
  if (ticket === undefined) return notLive(state, number)
  if (ticket.state === 'CALLED' || ticket.state === 'SERVING')
    return refuse('ticket-not-yours', { number, state: ticket.state })
  if (ticket.state === 'HELD' && !mayTakeUp(state, ticket, counter, context))
    return refuse('ticket-not-yours', { number })
  if (mustAvoid(state, ticket, staffId)) return refuse('recused', { number })
  if (ticket.state === 'ISSUING' && ticket.printed === 'pending')
    return refuse('ticket-state', { state: ticket.state })
  // Whoever stands there with a number of which nobody knew whether it was printed, has it.
  const inHand =
    ticket.state === 'ISSUING' ? [event('TicketPrinted', { ticketId: ticket.id, how: 'by-hand' })] : []
  const why: Explanation = {
    rule: 'by-number',
    band: 'A',
    score: 0,
    waitedMinutes: Math.round(queuedMinutes(ticket, context.now)),
    targetMinutes: targetOf(state, ticket),
    priority: ticket.priority,
    candidates: 1,
    runnerUp: null,
    reason: command.reason,
    policyVersion: state.policy.version,
  }
  const call = { ticketId: ticket.id, counterId: config.id, staffId, why }
  return ok([...inHand, event('TicketCalled', { ...call, ...afterHours(state, ticket, context.now) })])
}

/** Why what was typed is nobody's who waits: it is over, or the code of a booking whose visitor is not in the hall yet. */
function notLive(state: CentreState, typed: string) {
  const over = ticketNumbered(state, typed)
  if (over !== null) return refuse('ticket-state', { state: over.state, number: typed })
  for (const booking of state.bookings.values())
    if (typed !== '' && booking.code === typed && booking.state === 'BOOKED')
      return refuse('booking-not-checked-in', { code: typed })
  return refuse('ticket-unknown', { number: typed })
}

/** Whether a held ticket may be taken up here: kept for this desk, for nobody at work, or a manager says so. */
function mayTakeUp(
  state: CentreState,
  ticket: Ticket,
  counter: OpenCounter,
  { actor, now }: Context,
): boolean {
  const { affinity } = ticket
  const desk = { counterId: counter.config.id, staffId: counter.staffId }
  const isManager = actor.kind === 'staff' && actor.roles.includes('manager')
  return (
    affinity === null || isFor(affinity, desk, now) || isManager || !isKeeperAtWork(state, affinity, ticket)
  )
}

/** A held ticket that may be taken up here, or why not. */
export function takenUp(
  state: CentreState,
  counter: OpenCounter,
  ticket: Ticket,
  context: Context,
): Result<Ticket, Refusal> {
  if (ticket.state !== 'HELD') return refuse('ticket-state', { state: ticket.state })
  return mayTakeUp(state, ticket, counter, context)
    ? ok(ticket)
    : refuse('ticket-not-yours', { number: ticket.number })
}

/** Stops calling for a while; the reason stands on sign, board and pad. */
export function pause({ config, live }: OpenCounter, command: Of<'pause'>): Decision {
  if (live.currentTicketId !== null) return refuse('counter-busy')
  if (live.paused?.reason === command.reason) return ok([])
  return ok([event('CounterPaused', { counterId: config.id, reason: command.reason })])
}

/** Goes on after a pause. */
export function unpause({ config, live }: OpenCounter): Decision {
  if (live.paused === null) return refuse('counter-not-paused')
  return ok([event('CounterUnpaused', { counterId: config.id })])
}
