import type { Clock } from '#basics'
import { refuse } from '#domain'
import type { Answer, Request } from './batch.ts'
import { type CommitterOptions, committer, DecisionFault } from './committer.ts'
import { pacing, turn } from './pacing.ts'

/** What became of a batch, for metrics. */
export interface CommitReport {
  readonly commands: number
  readonly events: number
  readonly milliseconds: number
  readonly committed: boolean
}

/** What group commit works with. */
export interface GroupCommitOptions extends CommitterOptions {
  onCommit(report: CommitReport): void
  /** Told about a store that fails, or a bug; the error carries no personal data. */
  onFault(error: unknown): void
}

/** The queue before the log. */
export interface GroupCommit {
  /** Answers when the command is durable, or was refused. */
  execute(request: Request): Promise<Answer>
  /** Resolves when nothing is queued or being committed; under load that may be never. */
  settled(): Promise<void>
  /**
   * Resolves, soon under any load, with a state that is durable and knows what others wrote as of a moment ago; it is
   * so until the caller awaits something else.
   */
  readable(): Promise<void>
  /** Reads what other processes have written, where there can be others. */
  refresh(): Promise<void>
  /** False while the store refuses to write. */
  isServing(): boolean
  /** After a failed write, sees whether the store takes writes again. */
  probe(): Promise<void>
  /** Stops listening to other writers. */
  close(): void
}

const largestBatch = 512
/** After a failed write commands are refused at once for this long, then one batch tries again. */
const restMs = 1_000
/** A process that has not looked at the log for this long (it was stopped, say) looks before it answers. */
const staleMs = 2_000

interface Waiting {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
}

/** Tells the senders of a batch what became of it. */
type Answers = () => void

const nobody: Answers = () => undefined

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

/** What is known of other writers: whether the log may have grown behind this process's back. */
function newsOf({ store, timeline, clock }: CommitterOptions, onNews: () => void) {
  let announced = 0
  let isDue = false
  let freshAt = clock.now()
  const stop = store.watch((head) => {
    announced = Math.max(announced, head)
    onNews()
  })
  return {
    isShared: stop !== null,
    isBehind: () => isDue || announced > timeline.state().revision,
    isStale: () => stop !== null && Math.abs(clock.now() - freshAt) >= staleMs,
    ask() {
      isDue = stop !== null
    },
    /** Forgotten before it is read: what is announced meanwhile counts anew. */
    beginReading() {
      isDue = false
      announced = 0
    },
    read() {
      freshAt = clock.now()
    },
    close: () => stop?.(),
  }
}

/**
 * Runs commands one after another; all that arrive while a commit is under way are decided against the state the
 * ones before leave and committed together. When a write fails the state goes back to what is durable, every
 * command of the batch is refused 'unavailable', and the next one after a short rest tries again.
 */
export function groupCommit(options: GroupCommitOptions): GroupCommit {
  const { clock, timeline, estimates } = options
  const log = committer(options)
  const pace = pacing(clock.elapsed)
  const rest = resting(clock)
  let pending: Waiting[] = []
  let flushing: Promise<void> | null = null
  let isCommitting = false
  /** Those who want to read what is durable: let in between two batches. */
  let readers: (() => void)[] = []
  const start = () => {
    flushing ??= flush()
  }
  const news = newsOf(options, () => {
    if (news.isBehind()) start()
  })

  const refusals = (batch: readonly Waiting[]) => () => {
    for (const { resolve } of batch) resolve(refuse('unavailable', { seconds: restMs / 1_000 }))
  }
  const fail = async (batch: readonly Waiting[], error: unknown): Promise<Answers> => {
    timeline.rollBack()
    estimates.clear()
    if (error instanceof DecisionFault && batch.length > 1) {
      for (const each of batch) (await run([each]))()
      return nobody
    }
    options.onFault(error)
    if (error instanceof DecisionFault) return refusals(batch)
    rest.begin()
    await log.catchUp().catch(options.onFault)
    return refusals(batch)
  }
  const run = async (batch: readonly Waiting[]): Promise<Answers> => {
    if (batch.length === 0 || !rest.isOver()) return refusals(batch)
    const started = clock.now()
    const report = (events: number, committed: boolean) =>
      options.onCommit({ commands: batch.length, events, milliseconds: clock.now() - started, committed })
    try {
      const draft = await pace.timed(batch.length, () => log.commit(batch.map((each) => each.request)))
      rest.end()
      if (draft.rows.length > 0) news.read()
      report(draft.rows.length, true)
      return () => {
        for (const [index, { resolve }] of batch.entries())
          resolve(draft.answers[index] ?? refuse('unavailable'))
      }
    } catch (error) {
      report(0, false)
      return fail(batch, error)
    }
  }
  const catchUp = async () => {
    news.beginReading()
    // While the store refuses to write, the probe finds out when it is back.
    if (!rest.isServing()) return
    try {
      await log.catchUp()
      news.read()
    } catch (error) {
      options.onFault(error)
      rest.begin()
    }
  }
  const letReadersIn = () => {
    const waiting = readers
    readers = []
    for (const read of waiting) read()
  }
  const take = () => {
    const batch = pending.slice(0, largestBatch)
    pending = pending.slice(largestBatch)
    return batch
  }
  const flush = async () => {
    while (pending.length > 0 || news.isBehind()) {
      // One turn of the event loop: everything it hands over before then makes one batch.
      await turn()
      isCommitting = true
      if (news.isBehind()) await catchUp()
      let batch = take()
      let answer = await run(batch)
      while (pending.length > 0 && readers.length === 0 && !news.isBehind()) {
        if (pace.isDiskSlow()) {
          answer()
          answer = nobody
          const enough = pending.length + batch.length
          await pace.gather(() => pending.length >= enough || readers.length > 0)
        }
        // What came meanwhile is on its way to the disk before those are answered whose batch is there.
        batch = take()
        const next = run(batch)
        answer()
        await turn()
        answer = await next
      }
      isCommitting = false
      answer()
      letReadersIn()
    }
    flushing = null
  }
  const readable = () => {
    if (news.isStale() && rest.isServing()) {
      news.ask()
      start()
    }
    if (!isCommitting && !news.isBehind()) return Promise.resolve()
    return new Promise<void>((resolve) => readers.push(resolve))
  }

  return {
    execute: (request) =>
      new Promise((resolve) => {
        pending.push({ request, resolve })
        start()
      }),
    settled: () => flushing ?? Promise.resolve(),
    readable,
    async refresh() {
      news.ask()
      if (news.isShared) start()
      await readable()
    },
    isServing: rest.isServing,
    async probe() {
      if (rest.isServing() || !rest.isOver()) return
      await options.store.probe().then(rest.end, rest.begin)
    },
    close: news.close,
  }
}
