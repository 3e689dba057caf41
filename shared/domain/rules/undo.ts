import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { hasPassed } from '../elapsed.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { OpenCounter } from './counter.ts'

/**
 * Takes back the counter's last step within a minute. The fold forgets the way back as soon as anything later
 * happens to the ticket (queue rules, undo).
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
  const { revision, currentTicketId, lastCall, priorityRun } = step
  return ok([
    event('TransitionUndone', {
      ticketId: step.ticket.id,
      counterId: counter.config.id,
      undid: step.did,
      ticket: step.ticket,
      undo: { revision, currentTicketId, lastCall, priorityRun },
    }),
  ])
}
