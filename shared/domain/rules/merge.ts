import { assertNever, ok, type Result } from '#basics'
import type { Context, CounterCommand } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { isLeased, leaseOf } from '../leases.ts'
import type {
  ConflictFacts,
  ConflictKind,
  MergeCommand,
  OfflineCounterCommand,
  OfflineDeskCommand,
  OfflineStep,
} from '../offline.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { numberText } from '../series.ts'
import { type CentreState, findTicket, liveCounter, ticketNumbered } from '../state.ts'
import { isLive, type Ticket } from '../ticket.ts'
import { decideAtCounter } from './at_counter.ts'
import { printResult, reprint } from './issue.ts'
import { mergeIssue } from './merge_issue.ts'
import { type Did, noted, otherDay } from './merge_parts.ts'
import { mergeRating } from './merge_rating.ts'

type Decision = Result<DomainEvent[], Refusal>

const seriesOf = (number: string) => ({ series: number.slice(0, 1), sequence: Number(number.slice(1)) })

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

/** Whether a ticket is where the step found it: at its counter, just left by it, or anywhere where it was looked for. */
function isAsItWas(state: CentreState, { counterId, command }: Did<'counter'>, ticket: Ticket): boolean {
  const { currentTicketId, undo } = liveCounter(state, counterId)
  if (command.type === 'call-number' || command.type === 'resume') return true
  // Taken back is the very step that was meant, and no other the counter has done before or since.
  if (command.type === 'undo') return undo?.ticket.id === ticket.id && undo.did === command.undid
  return currentTicketId === ticket.id
}

/** A step as the hub's own rules take it. */
function atHub(command: OfflineCounterCommand, ticket: Ticket): CounterCommand {
  if (command.type === 'resume') return { type: 'resume', ticketId: ticket.id }
  return command.type === 'undo' ? { type: 'undo' } : command
}

function mergeCounter(
  state: CentreState,
  merge: MergeCommand,
  step: Did<'counter'>,
  context: Context,
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
        ...otherDay(state, merge),
      }),
    ])
  if (!state.dayOpen || merge.businessDay !== state.businessDay) return note('day-over')
  const isCall = command.type === 'call-number'
  if (isCall && !merge.insist && mayStillCome(state, number, ticket))
    return refuse('not-merged-yet', { number })
  if (ticket === null || !isAsItWas(state, step, ticket)) return note(kindOf(ticket, counterId))
  const decision = decideAtCounter(state, { counterId, ...atHub(command, ticket) }, context)
  return decision.ok ? decision : note(kindOf(ticket, counterId), decision.error.code)
}

/** What a counter did with itself, by the ordinary rules; of a day that is over, or against the hub's own, for a person. */
function mergeDesk(
  state: CentreState,
  merge: MergeCommand,
  { counterId, command }: Did<'desk'>,
  context: Context,
): Decision {
  if (merge.online !== null) return ok([])
  const note = (kind: ConflictKind, code: ConflictFacts['code']) =>
    ok([
      noted(state, context, {
        ...{ kind, counterId, number: '', serviceId: null, did: command.type, code },
        ...otherDay(state, merge),
      }),
    ])
  if (!state.dayOpen || merge.businessDay !== state.businessDay) return note('day-over', null)
  const decision = decideAtCounter(state, { counterId, ...command }, context)
  if (decision.ok || isSo(state, counterId, command)) return decision.ok ? decision : ok([])
  return note('not-possible', decision.error.code)
}

/** Whether a counter is already as a step wants it. */
function isSo(state: CentreState, counterId: string, command: OfflineDeskCommand): boolean {
  const { staffId, paused } = liveCounter(state, counterId)
  if (command.type === 'close') return staffId === null
  return command.type === 'unpause' && staffId !== null && paused === null
}

/**
 * When it happened: never after now, and never before the lease or the counter's opening made it possible. Of a day
 * that is over the hub remembers neither.
 */
function trueTime(state: CentreState, merge: MergeCommand, { actor, now }: Context): number {
  const { occurredAt, step, businessDay } = merge
  if (businessDay !== state.businessDay) return Math.min(now, occurredAt)
  const deviceId = actor.kind === 'device' ? actor.deviceId : null
  const from =
    step.did === 'issue'
      ? leaseOf(state, step.series, step.sequence, deviceId)?.at
      : step.did === 'print-result' || step.did === 'reprint'
        ? findTicket(state, step.ticketId)?.issuedAt
        : liveCounter(state, step.counterId).openedAt
  return Math.min(now, Math.max(occurredAt, from ?? 0))
}

/** A kiosk brings its numbers, a counter's machine what was done at its own counter. */
function isOwn(step: OfflineStep, { actor }: Context): boolean {
  if (actor.kind !== 'device') return false
  if (step.did === 'issue' || step.did === 'print-result' || step.did === 'reprint')
    return actor.role === 'kiosk'
  return actor.role === 'counter' && actor.counterId === step.counterId
}

function mergeStep(state: CentreState, command: MergeCommand, context: Context): Decision {
  const { step } = command
  switch (step.did) {
    case 'issue':
      return mergeIssue(state, command, step, context)
    case 'print-result': {
      const decision = printResult(state, { type: 'print-result', ...step })
      // Its ticket is in a conflict, or a person has settled it meanwhile: that stands.
      return decision.ok ? decision : ok([])
    }
    case 'reprint': {
      // One paper more of a ticket that is over by now says nothing that was not said.
      const decision = reprint(state, { type: 'reprint', ticketId: step.ticketId })
      return decision.ok ? decision : ok([])
    }
    case 'desk':
      return mergeDesk(state, command, step, context)
    case 'counter':
      return mergeCounter(state, command, step, context)
    case 'rate':
      return mergeRating(state, command, step, context)
    default:
      return assertNever(step)
  }
}

/** The number a step is about; '' where it names a ticket or none. */
const numberIn = (step: OfflineStep) =>
  step.did === 'issue' ? numberText(step.series, step.sequence) : 'number' in step ? step.number : ''

/**
 * Takes up what a machine did while the hub was away, by the ordinary rules at the time it happened. Nothing is
 * dropped: what does not fit is noted for a person. The events carry their true time.
 */
export function merge(state: CentreState, command: MergeCommand, context: Context): Decision {
  if (!isOwn(command.step, context)) return refuse('forbidden')
  // The machine has begun the next day a moment before the hub: its steps wait for that.
  if (command.businessDay > (state.businessDay ?? '') && !command.insist)
    return refuse('not-merged-yet', { number: numberIn(command.step) })
  const occurredAt = trueTime(state, command, context)
  const decision = mergeStep(state, command, { ...context, now: occurredAt })
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
