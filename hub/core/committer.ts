import type { Clock } from '#basics'
import type { EventStore, LogWriter, StoredResult } from '../store/event_store.ts'
import { type Draft, decideBatch, type Request } from './batch.ts'
import type { Estimates } from './estimates.ts'
import { repetitions } from './repetitions.ts'
import type { Timeline } from './timeline.ts'

/** What a committer works with. */
export interface CommitterOptions {
  readonly store: EventStore
  readonly timeline: Timeline
  readonly estimates: Estimates
  readonly clock: Clock
  newId(): string
  /** Named in the log before the centre is configured. */
  readonly site: string
  /** Called with events that have become durable, before the senders of a commit are answered. */
  committed(texts: readonly string[]): void
}

/** Decides requests against the timeline and appends them. */
export interface Committer {
  /** Resolves when the answers are durable; rejects when the store fails, or with a DecisionFault. */
  commit(requests: readonly Request[]): Promise<Draft>
  /** Takes over what others have written. No draft may be under way. */
  catchUp(): Promise<void>
}

/** A bug in a rule, not in the store: only the command that meets it is refused. */
export class DecisionFault extends Error {}

const mostAttempts = 20
/** Others who wrote this lately are expected to write again: the log is then taken in turns from the start. */
const rivalryMs = 2_000

const nothingKnown: ReadonlyMap<string, StoredResult> = new Map()

function decideAll(...[requests, bench]: Parameters<typeof decideBatch>): Draft {
  try {
    return decideBatch(requests, bench)
  } catch (cause) {
    throw new DecisionFault('a rule failed', { cause })
  }
}

/**
 * Makes a committer. Alone, it decides and appends, and the store's unique key guards the append. When another
 * writer was first, or writes now and then, it waits for its turn at the log, reads what is new, and decides then:
 * nothing is decided in vain, and of many writers none starves.
 */
export function committer(options: CommitterOptions): Committer {
  const { store, timeline, estimates, clock, committed } = options
  const repeated = repetitions(clock)
  let rivalAt = Number.NEGATIVE_INFINITY
  const hasRivals = () => Math.abs(clock.now() - rivalAt) < rivalryMs

  const takeOver = (log: LogWriter) =>
    timeline.catchUp(log, (texts) => {
      rivalAt = clock.now()
      committed(texts)
    })
  const answered = async (log: LogWriter, requests: readonly Request[]) => {
    const found = await log.findResults(
      requests.flatMap(({ commandId, replaces }) =>
        replaces === undefined ? [commandId] : [commandId, replaces],
      ),
    )
    if (found.size > 0) repeated.expect()
    return found
  }
  const decideAndAppend = async (log: LogWriter, requests: readonly Request[], isFirstTry: boolean) => {
    const mustAsk = !isFirstTry || repeated.mayBe(requests)
    const known = mustAsk ? await answered(log, requests) : nothingKnown
    repeated.note(requests)
    const state = timeline.state()
    const before = state.revision
    const draft = decideAll(requests, {
      state,
      headHash: timeline.headHash(),
      site: options.site,
      now: clock.now(),
      known,
      newId: options.newId,
      estimate: (serviceId, priority) => estimates.of(state, serviceId, priority),
    })
    const isWritten = draft.batch.entries.length === 0 || (await log.append(before, draft.batch)).ok
    return { draft, isWritten }
  }
  const inTurn = (requests: readonly Request[]) =>
    store.inTurn(async (log) => {
      await takeOver(log)
      return decideAndAppend(log, requests, false)
    })

  return {
    catchUp: () => takeOver(store),
    async commit(requests) {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const isAlone = attempt === 0 && !hasRivals()
        const { draft, isWritten } = await (isAlone
          ? decideAndAppend(store, requests, true)
          : inTurn(requests))
        if (isWritten) {
          if (draft.rows.length > 0) committed(timeline.accept(draft.rows, draft.events))
          return draft
        }
        timeline.rollBack()
      }
      throw new Error(`other writers were first ${mostAttempts} times`)
    },
  }
}
