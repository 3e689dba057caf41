import type { RatingPlace, RatingTask } from '../documents.ts'
import type { EventType } from '../events.ts'
import { ratingTaskKey, ratingTaskMs } from '../rating_task.ts'
import type { CentreState } from '../state.ts'
import type { Appliers } from './parts.ts'

const dayMs = 86_400_000

/** The two worst levels are bad ratings (差评). */
const worstTwo = 2
/** Every terminal's mirror has these: the log keeps all, the state what a manager still works with. */
const kept = { taskDays: 90, tasks: 500, activityDays: 731, activities: 2_000, reports: 36 } as const

function forget<Value>(all: Map<string, Value>, most: number, isOld: (value: Value) => boolean): void {
  for (const [key, value] of all) if (isOld(value)) all.delete(key)
  for (const key of [...all.keys()].slice(0, Math.max(0, all.size - most))) all.delete(key)
}

/** Forgets documents that have had their time, when a day begins. */
export function forgetOldDocuments(state: CentreState, at: number): void {
  forget(state.ratingTasks, kept.tasks, ({ dueAt }) => dueAt < at - kept.taskDays * dayMs)
  const oldest = new Date(at - kept.activityDays * dayMs).toISOString().slice(0, 10)
  forget(state.activities, kept.activities, ({ day }) => day < oldest)
  forget(state.reports, kept.reports, () => false)
}

const openTask = (state: CentreState, about: RatingPlace, at: number, dueAt: number): RatingTask => {
  const known = state.ratingTasks.get(ratingTaskKey(about))
  const fresh = {
    about,
    since: at,
    respondBy: at + ratingTaskMs.respond,
    taskIds: [],
    begun: null,
    answer: null,
  }
  const { dueAt: before = dueAt } = known ?? {}
  return { ...fresh, ...known, dueAt: Math.min(before, dueAt) }
}

const putTask = (state: CentreState, task: RatingTask) =>
  void state.ratingTasks.set(ratingTaskKey(task.about), task)

/** A rating the centre sees itself; marks that were hidden from a mirror are 0 and say nothing. */
export function noteRating(state: CentreState, about: RatingPlace, overall: number, at: number): void {
  if (overall >= 1 && overall <= worstTwo)
    putTask(state, openTask(state, about, at, at + ratingTaskMs.answer))
}

function changeTask(state: CentreState, about: RatingPlace, patch: Partial<RatingTask>): void {
  const task = state.ratingTasks.get(ratingTaskKey(about))
  if (task !== undefined) putTask(state, { ...task, ...patch })
}

/** What tasks, reports and the ledger of activities leave in the state. */
export const documentAppliers = {
  RatingTaskAsked(state, { taskId, about, dueAt }, at) {
    // A mirror that may not see ratings is told of no visit.
    if (about.ticketId === '') return
    const task = openTask(state, about, at, dueAt)
    putTask(state, { ...task, taskIds: [...task.taskIds, taskId] })
  },
  RatingTaskBegun: (state, { about, staffId }, at) => changeTask(state, about, { begun: { staffId, at } }),
  RatingTaskAnswered: (state, answer) => changeTask(state, answer.about, { answer }),
  ReportSigned(state, report, at) {
    state.reports.set(report.period, { ...report, signedAt: at, receipt: null })
  },
  ReceiptNoted(state, receipt) {
    for (const [period, report] of state.reports)
      if (report.id === receipt.reportId && report.version === receipt.version)
        state.reports.set(period, { ...report, receipt })
  },
  ActivitySaved: (state, activity) => void state.activities.set(activity.id, activity),
} satisfies Partial<Appliers<EventType>>
