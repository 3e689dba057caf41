import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { hasPassed } from '../elapsed.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, type CounterUndo, findTicket } from '../state.ts'
import type { Leg, Ticket } from '../ticket.ts'
import type { OpenCounter } from './counter.ts'

const legsOf = ({ pastLegs, leg }: Ticket): readonly Leg[] => [...pastLegs, leg]

/** A ticket as it was, but with the ratings of today: what was asked of a visitor stays asked, and given, given. */
function withRatingsOf(now: Ticket, before: Ticket): Ticket {
  const ratings = new Map(legsOf(now).map(({ index, rating }) => [index, rating]))
  const rated = (leg: Leg): Leg => ({ ...leg, rating: ratings.get(leg.index) ?? leg.rating })
  return { ...before, leg: rated(before.leg), pastLegs: before.pastLegs.map(rated) }
}

const endsLeg: ReadonlySet<string> = new Set(['TicketFinished', 'TicketTransferred', 'TicketNextLeg'])

/** Whether the visitor is rating, or has rated, the leg that a step ended. */
function isBeingRated({ live }: OpenCounter, step: CounterUndo, now: Ticket): boolean {
  if (!endsLeg.has(step.did)) return false
  const { index, rating: before } = step.ticket.leg
  if (before !== 'rated' && legsOf(now).some((leg) => leg.index === index && leg.rating === 'rated'))
    return true
  const { rating } = live
  return rating?.ticketId === now.id && rating.leg === index && rating.begun === true
}

/**
 * Takes back the counter's last step within a minute. The fold forgets the way back as soon as anything later
 * happens to the ticket (queue rules, undo). A rating that the step asked for stays open, and once the visitor has
 * begun it the step stands: nobody at the counter can delay or suppress a rating (ADR 11).
 */
export function undo(
  state: CentreState,
  counter: OpenCounter,
  context: Context,
): Result<DomainEvent[], Refusal> {
  const step = counter.live.undo
  if (step === null) return refuse('nothing-to-undo')
  const { undoSeconds } = state.policy
  if (hasPassed(step.at, context.now, undoSeconds * 1_000 + 1))
    return refuse('undo-too-late', { seconds: undoSeconds })
  if (counter.live.paused !== null) return refuse('counter-paused')
  const now = findTicket(state, step.ticket.id) ?? step.ticket
  if (isBeingRated(counter, step, now)) return refuse('counter-rating', { number: now.number })
  const { revision, currentTicketId, lastCall, priorityRun } = step
  return ok([
    event('TransitionUndone', {
      ticketId: step.ticket.id,
      counterId: counter.config.id,
      undid: step.did,
      ticket: withRatingsOf(now, step.ticket),
      undo: { revision, currentTicketId, lastCall, priorityRun },
    }),
  ])
}
