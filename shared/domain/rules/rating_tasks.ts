import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import type { RatingPlace } from '../documents.ts'
import { type DomainEvent, event } from '../events.ts'
import { holdsPersonalNumber } from '../personal_words.ts'
import { ratingTaskKey } from '../rating_task.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

const taskAt = (state: CentreState, about: RatingPlace) => state.ratingTasks.get(ratingTaskKey(about))

/**
 * The city asks for a bad rating to be followed up. It joins the task the centre has itself; one that was answered
 * already is answered again under the city's new name for it, so that every task of the city has its answer.
 */
export function askRatingTask(state: CentreState, command: Of<'ask-rating-task'>): Decision {
  const { taskId, about, dueAt } = command
  const task = taskAt(state, about)
  if (task?.taskIds.includes(taskId) === true) return ok([])
  const asked = event('RatingTaskAsked', { taskId, about, dueAt })
  if (task === undefined || task.answer === null) return ok([asked])
  const { answer } = task
  return ok([asked, event('RatingTaskAnswered', { ...answer, taskId, version: answer.version + 1 })])
}

const staffOf = ({ actor }: Context) => (actor.kind === 'staff' ? actor.staffId : '')

/** Somebody has taken it up: the visitor is being called, the matter looked into. */
export function beginRatingTask(
  state: CentreState,
  { about }: Of<'begin-rating-task'>,
  context: Context,
): Decision {
  const task = taskAt(state, about)
  if (task === undefined) return refuse('rating-task-unknown')
  if (task.begun !== null || task.answer !== null) return ok([])
  return ok([event('RatingTaskBegun', { about, staffId: staffOf(context) })])
}

/** What became of it; another answer corrects the one before, under a higher version. */
export function answerRatingTask(
  state: CentreState,
  command: Of<'answer-rating-task'>,
  context: Context,
): Decision {
  const { about, outcome, words } = command
  const task = taskAt(state, about)
  if (task === undefined) return refuse('rating-task-unknown')
  if (holdsPersonalNumber(words)) return refuse('words-personal')
  const { answer } = task
  if (answer !== null && answer.outcome === outcome && answer.words === words) return ok([])
  const id = answer?.id ?? context.freshId
  const given = { outcome, words, about, repliedBy: staffOf(context) }
  const repliedAt = new Date(context.now).toISOString()
  const version = (answer?.version ?? 0) + 1
  return ok([
    event('RatingTaskAnswered', { id, version, taskId: task.taskIds.at(-1) ?? id, repliedAt, ...given }),
  ])
}
