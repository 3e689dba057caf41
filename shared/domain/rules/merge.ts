import { assertNever, ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { isLeased, leaseOf } from '../leases.ts'
import type { ConflictFacts, ConflictKind, MergeCommand, OfflineStep } from '../offline.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { numberText } from '../series.ts'
import { type CentreState, findTicket, liveCounter } from '../state.ts'
import { isLive, type Ticket } from '../ticket.ts'
import type { CounterCommandAt } from './counter.ts'
import { openTicketOf, printResult } from './issue.ts'
import { voided } from './void.ts'

type Decision = Result<DomainEvent[], Refusal>
type Did<T extends OfflineStep['did']> = Extract<OfflineStep, { did: T }>
/** How the rules decide a command at a counter. */
export type DecideAtCounter = (state: CentreState, command: CounterCommandAt, context: Context) => Decision

/** A number of today, whoever has it. */
function ticketNumbered(state: CentreState, number: string): Ticket | null {
  for (const tickets of [state.live, state.closed])
    for (const ticket of tickets.values()) if (ticket.number === number) return ticket
  return null
}

const seriesOf = (number: string) => ({ series: number.slice(0, 1), sequence: Number(number.slice(1)) })

/** Notes that a step does not fit; one conflict for all steps about one number at one machine. */
function noted(
  state: CentreState,
  context: Context,
  facts: Omit<ConflictFacts, 'deviceId' | 'aboutTicketId' | 'code'> & {
    readonly code?: ConflictFacts['code']
  },
): DomainEvent {
  const deviceId = context.actor.kind === 'device' ? context.actor.deviceId : ''
  const known = [...state.conflicts.values()].find(
    (conflict) => conflict.deviceId === deviceId && conflict.number === facts.number,
  )
  const aboutTicketId = ticketNumbered(state, facts.number)?.id ?? null
  const conflictId = known?.id ?? context.freshId
  return event('ConflictNoted', { conflictId, code: null, ...facts, deviceId, aboutTicketId })
}

/** The ticket the hub made for the same press is given up for the one on paper; one already called is not. */
function givenUp(state: CentreState, ticketId: string | null): DomainEvent[] {
  const ticket = ticketId === null ? undefined : state.live.get(ticketId)
  const reason = 'issued-offline'
  if (ticket?.state === 'ISSUING') return voided(state, ticket, reason)
  return ticket?.state === 'WAITING' ? [event('TicketCancelled', { ticketId: ticket.id, reason })] : []
}

function mergeIssue(
  state: CentreState,
  command: MergeCommand,
  step: Did<'issue'>,
  context: Context,
): Decision {
  const { did: _, series, sequence, ticketId, serviceId, personRef, ...given } = step
  const number = numberText(series, sequence)
  if (findTicket(state, ticketId) !== null) return ok([])
  const note = (kind: ConflictKind) =>
    noted(state, context, { kind, counterId: null, number, serviceId, did: 'issue' })
  if (!state.dayOpen || command.businessDay !== state.businessDay) return ok([note('day-over')])
  const service = state.services.get(serviceId)
  if (service === undefined) return ok([note('not-possible')])
  const isTaken = ticketNumbered(state, number) !== null || state.carriedNumbers.includes(number)
  if (isTaken) return ok([note('number-taken')])
  const deviceId = context.actor.kind === 'device' ? context.actor.deviceId : ''
  const isFromLease = isLeased(state, series, sequence, deviceId)
  const online = command.online?.ticketId ?? null
  const dropped = givenUp(state, online)
  const other = openTicketOf(state, personRef, serviceId)
  const isSecond = other !== null && !(other.id === online && dropped.length > 0)
  const wasCalled = online !== null && dropped.length === 0 && state.live.has(online)
  return ok([
    ...dropped,
    event('TicketIssued', {
      ...given,
      ticketId,
      number,
      series,
      sequence,
      serviceId,
      personRef,
      channel: 'kiosk',
      offline: true,
    }),
    ...(isFromLease ? [] : [note('number-not-leased')]),
    ...(isSecond || wasCalled ? [note('second-ticket')] : []),
  ])
}

/** Why a step about a ticket does not fit. */
function kindOf(ticket: Ticket | null, counterId: string): ConflictKind {
  if (ticket === null) return 'number-unknown'
  const isAtOther = ticket.leg.counterId !== null && ticket.leg.counterId !== counterId
  if (isAtOther && ['CALLED', 'SERVING', 'DONE'].includes(ticket.state)) return 'called-twice'
  return isLive(ticket.state) || ticket.state === 'DONE' ? 'not-possible' : 'ticket-ended'
}

/** Whether a number may still come from a kiosk that has not been merged: then the call waits for it. */
const mayStillCome = (state: CentreState, number: string, ticket: Ticket | null) => {
  const { series, sequence } = seriesOf(number)
  if (!isLeased(state, series, sequence)) return false
  return ticket === null || (ticket.state === 'ISSUING' && ticket.printed === 'pending')
}

function mergeCounter(
  state: CentreState,
  merge: MergeCommand,
  step: Did<'counter'>,
  context: Context,
  decideAtCounter: DecideAtCounter,
): Decision {
  const { counterId, number, command } = step
  if (merge.online !== null) return ok([])
  const ticket = ticketNumbered(state, number)
  const note = (kind: ConflictKind, code: ConflictFacts['code'] = null) =>
    ok([
      noted(state, context, {
        kind,
        counterId,
        number,
        serviceId: ticket?.leg.serviceId ?? null,
        did: command.type,
        code,
      }),
    ])
  if (!state.dayOpen || merge.businessDay !== state.businessDay) return note('day-over')
  const isCall = command.type === 'call-number'
  if (isCall && !merge.insist && mayStillCome(state, number, ticket))
    return refuse('not-merged-yet', { number })
  const isHere = ticket !== null && liveCounter(state, counterId).currentTicketId === ticket.id
  if (ticket === null || (!isCall && !isHere)) return note(kindOf(ticket, counterId))
  const decision = decideAtCounter(state, { counterId, ...command }, context)
  return decision.ok ? decision : note(kindOf(ticket, counterId), decision.error.code)
}

/** A rating given while the hub was away counts, also where the hub has meanwhile taken it for not given. */
function mergeRating(state: CentreState, merge: MergeCommand, step: Did<'rate'>, context: Context): Decision {
  const { did: _, counterId, number, leg: index, ...given } = step
  if (merge.online !== null) return ok([])
  const ticket = ticketNumbered(state, number)
  const leg =
    ticket === null ? undefined : [...ticket.pastLegs, ticket.leg].find((each) => each.index === index)
  const isWanted = leg?.counterId === counterId && (leg.rating === 'open' || leg.rating === 'unrated')
  const serviceId = leg?.serviceId ?? null
  if (ticket === null || leg === undefined || leg.staffId === null || !isWanted) {
    const kind: ConflictKind = ticket === null ? 'number-unknown' : 'not-possible'
    return ok([noted(state, context, { kind, counterId, number, serviceId, did: 'rate' })])
  }
  const where = { ticketId: ticket.id, leg: index, counterId, staffId: leg.staffId }
  return ok([event('RatingRecorded', { ...where, serviceId: leg.serviceId, ...given, channel: 'pad' })])
}

/** When it happened: never after now, and never before the lease or the counter's opening made it possible. */
function trueTime(state: CentreState, { occurredAt, step }: MergeCommand, { actor, now }: Context): number {
  const deviceId = actor.kind === 'device' ? actor.deviceId : null
  const from =
    step.did === 'issue'
      ? leaseOf(state, step.series, step.sequence, deviceId)?.at
      : step.did === 'print-result'
        ? findTicket(state, step.ticketId)?.issuedAt
        : liveCounter(state, step.counterId).openedAt
  return Math.min(now, Math.max(occurredAt, from ?? 0))
}

/** A kiosk brings its numbers, a counter's machine what was done at its own counter. */
function isOwn(step: OfflineStep, { actor }: Context): boolean {
  if (actor.kind !== 'device') return false
  if (step.did === 'issue' || step.did === 'print-result') return actor.role === 'kiosk'
  return actor.role === 'counter' && actor.counterId === step.counterId
}

function mergeStep(
  state: CentreState,
  command: MergeCommand,
  context: Context,
  decideAtCounter: DecideAtCounter,
): Decision {
  const { step } = command
  switch (step.did) {
    case 'issue':
      return mergeIssue(state, command, step, context)
    case 'print-result': {
      const decision = printResult(state, { type: 'print-result', ...step })
      // Its ticket is in a conflict, or a person has settled it meanwhile: that stands.
      return decision.ok ? decision : ok([])
    }
    case 'counter':
      return mergeCounter(state, command, step, context, decideAtCounter)
    case 'rate':
      return mergeRating(state, command, step, context)
    default:
      return assertNever(step)
  }
}

/**
 * Takes up what a machine did while the hub was away, by the ordinary rules at the time it happened. Nothing is
 * dropped: what does not fit is noted for a person. The events carry their true time.
 */
export function merge(
  state: CentreState,
  command: MergeCommand,
  context: Context,
  decideAtCounter: DecideAtCounter,
): Decision {
  if (!isOwn(command.step, context)) return refuse('forbidden')
  const occurredAt = trueTime(state, command, context)
  const decision = mergeStep(state, command, { ...context, now: occurredAt }, decideAtCounter)
  if (!decision.ok) return decision
  return ok(decision.value.map((each) => ({ ...each, data: { ...each.data, occurredAt } }) as DomainEvent))
}

/** A person has looked at a conflict and done what was to be done. */
export function settle(
  state: CentreState,
  { conflictId }: { readonly conflictId: string },
  { actor }: Context,
): Decision {
  if (!state.conflicts.has(conflictId)) return refuse('conflict-unknown')
  return ok([
    event('ConflictSettled', { conflictId, staffId: actor.kind === 'staff' ? actor.staffId : null }),
  ])
}
