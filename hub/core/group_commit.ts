import type { Clock } from '#basics'
import { refuse } from '#domain'
import type { EventStore } from '../store/event_store.ts'
import { type Answer, type Draft, decideBatch, type Request } from './batch.ts'
import type { Estimates } from './estimates.ts'
import type { Timeline } from './timeline.ts'

/** What became of a batch, for metrics. */
export interface CommitReport {
  readonly commands: number
  readonly events: number
  readonly milliseconds: number
  readonly committed: boolean
}

/** What group commit works with. */
export interface GroupCommitOptions {
  readonly store: EventStore
  readonly timeline: Timeline
  readonly estimates: Estimates
  readonly clock: Clock
  newId(): string
  /** Named in the log before the centre is configured. */
  readonly site: string
  /** Called after a commit and before its senders are answered. */
  committed(texts: readonly string[]): void
  onCommit(report: CommitReport): void
  /** Told about a store that fails, or a bug; the error carries no personal data. */
  onFault(error: unknown): void
}

/** The queue before the log. */
export interface GroupCommit {
  /** Answers when the command is durable, or was refused. */
  execute(request: Request): Promise<Answer>
  /** Resolves when nothing is queued or being committed. */
  settled(): Promise<void>
  /** False while the store refuses to write. */
  isServing(): boolean
  /** After a failed write, sees whether the store takes writes again. */
  probe(): Promise<void>
}

const largestBatch = 512
const mostAttempts = 20
/** After a failed write commands are refused at once for this long, then one batch tries again. */
const restMs = 1_000

interface Waiting {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
}

/** A bug in a rule, not in the store: only the command that meets it is refused. */
class DecisionFault extends Error {}

function decideAll(...[requests, bench]: Parameters<typeof decideBatch>): Draft {
  try {
    return decideBatch(requests, bench)
  } catch (cause) {
    throw new DecisionFault('a rule failed', { cause })
  }
}

/** Makes the function that decides requests against the timeline and appends them; it rejects when the store fails. */
function committer(options: GroupCommitOptions) {
  const { store, timeline, estimates, clock } = options
  return async (requests: readonly Request[]): Promise<Draft> => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const known = await store.findResults(requests.map((request) => request.commandId))
      const state = timeline.state()
      const before = state.revision
      const draft = decideAll(requests, {
        state,
        headHash: timeline.headHash(),
        site: options.site,
        now: clock.now(),
        known,
        newId: options.newId,
        estimate: (serviceId) => estimates.of(state, serviceId),
      })
      if (draft.batch.entries.length === 0) return draft
      const appended = await store.append(before, draft.batch)
      if (appended.ok) {
        if (draft.rows.length > 0) options.committed(timeline.accept(draft.rows, draft.events))
        return draft
      }
      // Another writer was first: take over what it wrote and decide again.
      timeline.rollBack()
      await timeline.catchUp()
    }
    throw new Error(`other writers were first ${mostAttempts} times`)
  }
}

/** Time after a failed write in which the store is left alone. */
function resting(clock: Clock) {
  let since: number | null = null
  return {
    begin: () => {
      since = clock.now()
    },
    end: () => {
      since = null
    },
    isOver: () => since === null || clock.now() - since >= restMs || clock.now() < since,
    isServing: () => since === null,
  }
}

/**
 * Runs commands one after another; all that arrive while a commit is under way are decided against the state the
 * ones before leave and committed together. When a write fails the state goes back to what is durable, every
 * command of the batch is refused 'unavailable', and the next one after a short rest tries again.
 */
export function groupCommit(options: GroupCommitOptions): GroupCommit {
  const { clock, timeline, estimates } = options
  const commit = committer(options)
  const rest = resting(clock)
  let pending: Waiting[] = []
  let flushing: Promise<void> | null = null

  const refuseAll = (batch: readonly Waiting[]) => {
    for (const { resolve } of batch) resolve(refuse('unavailable', { seconds: restMs / 1_000 }))
  }
  const fail = async (batch: readonly Waiting[], error: unknown) => {
    timeline.rollBack()
    estimates.clear()
    if (error instanceof DecisionFault && batch.length > 1) {
      for (const each of batch) await run([each])
      return
    }
    options.onFault(error)
    if (error instanceof DecisionFault) return refuseAll(batch)
    rest.begin()
    await timeline.catchUp().catch(options.onFault)
    refuseAll(batch)
  }
  const run = async (batch: readonly Waiting[]) => {
    if (!rest.isOver()) return refuseAll(batch)
    const started = clock.now()
    const report = (events: number, committed: boolean) =>
      options.onCommit({ commands: batch.length, events, milliseconds: clock.now() - started, committed })
    try {
      const draft = await commit(batch.map((each) => each.request))
      rest.end()
      report(draft.rows.length, true)
      for (const [index, { resolve }] of batch.entries())
        resolve(draft.answers[index] ?? refuse('unavailable'))
    } catch (error) {
      report(0, false)
      await fail(batch, error)
    }
  }
  const flush = async () => {
    while (pending.length > 0) {
      // One turn of the event loop: everything it hands over before then makes one batch.
      await new Promise(setImmediate)
      const batch = pending.slice(0, largestBatch)
      pending = pending.slice(largestBatch)
      await run(batch)
    }
    flushing = null
  }

  return {
    execute: (request) =>
      new Promise((resolve) => {
        pending.push({ request, resolve })
        flushing ??= flush()
      }),
    settled: () => flushing ?? Promise.resolve(),
    isServing: rest.isServing,
    async probe() {
      if (rest.isServing() || !rest.isOver()) return
      await options.store.probe().then(rest.end, rest.begin)
    },
  }
}
