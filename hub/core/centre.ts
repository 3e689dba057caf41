import type { Clock, Timer } from '#basics'
import { type CentreState, type Command, decide, type RecordedEvent, refuse } from '#domain'
import type { EventStore } from '../store/event_store.ts'
import type { Answer, Request } from './batch.ts'
import { estimateCache } from './estimates.ts'
import { type CommitReport, groupCommit } from './group_commit.ts'
import { openTimeline, type Timeline } from './timeline.ts'

/** What a centre is made of. */
export interface CentreOptions {
  readonly store: EventStore
  readonly clock: Clock
  newId(): string
  /** Site named in the log before the centre is configured. */
  readonly site: string
  /** A snapshot is due after this many events once it is quiet, and after at least ten times as many when busy. */
  readonly snapshotEvery: number
  /** The later epoch of a hub that has taken this one's place, as far as that is known already. */
  readonly fencedBy: number | null
  onCommit(report: CommitReport): void
  onFault(error: unknown): void
}

/** A batch that has just become durable: the log's end after it, and its events as JSON texts. */
export interface Commit {
  readonly head: number
  readonly events: readonly string[]
}

/** One centre, running; other processes may run it too, on the same log. */
export interface Centre {
  /** Decides a command and answers when it is durable; commands that arrive together are committed together. */
  execute(request: Request): Promise<Answer>
  /** Runs a command of the hub itself. */
  executeOwn(command: Command): Promise<Answer>
  /** The state; await `readable` first where nothing undurable may be seen. */
  state(): CentreState
  /** Resolves with a durable state, which is there until the caller awaits something else. */
  readable(): Promise<void>
  /** Resolves when nothing is queued or being committed. */
  settled(): Promise<void>
  /** The end of what is durable. */
  head(): number
  /** Events after a revision as JSON texts, or null when they are no longer at hand. */
  recentAfter(revision: number): readonly string[] | null
  eventsAfter(after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** Calls back after each commit, before its senders are answered, also for what other processes wrote; returns the way to stop. */
  onCommitted(listener: (commit: Commit) => void): () => void
  /** False while the store refuses to write. */
  isServing(): boolean
  /** Another hub has taken this one's place: every command is refused from now on, also the hub's own. */
  fence(epoch: number): void
  /** Finishes what is queued and takes a last snapshot; the store stays open. */
  close(): Promise<void>
}

const tickMs = 1_000
const quietMs = 1_000
const busyFactor = 10
/** A busy centre's snapshot also waits for this many events a ticket: writing it costs by the ticket. */
const busyPerTicket = 5

const noEstimate = { p50Minutes: 0, p80Minutes: 0 }

/** Whether a tick would write anything now. */
const isTickDue = (state: CentreState, now: number) => {
  const context = { now, freshId: '', actor: { kind: 'system' as const }, estimate: () => noEstimate }
  const decision = decide(state, { type: 'tick' }, context)
  return decision.ok && decision.value.length > 0
}

/** Takes a snapshot when one is due: in a quiet second, or at last in a busy one. */
function snapshots(
  timeline: Timeline,
  readable: () => Promise<void>,
  options: CentreOptions,
  lastCommandAt: () => number,
) {
  let running: Promise<void> | null = null
  const isDue = () => {
    const since = timeline.sinceSnapshot()
    if (options.clock.now() - lastCommandAt() >= quietMs) return since >= options.snapshotEvery
    const { live, closed } = timeline.state()
    return since >= Math.max(options.snapshotEvery * busyFactor, (live.size + closed.size) * busyPerTicket)
  }
  return {
    async takeWhenDue() {
      if (running !== null || !isDue()) return
      running = readable().then(timeline.saveSnapshot).catch(options.onFault)
      await running
      running = null
    },
    async takeLast() {
      await running
      if (timeline.sinceSnapshot() > 0) await timeline.saveSnapshot().catch(options.onFault)
    },
  }
}

/** Opens a centre on its store: replays the log, opens the business day, then serves. Rejects when the log cannot be read. */
export async function openCentre(options: CentreOptions): Promise<Centre> {
  const { store, clock } = options
  const timeline = await openTimeline(store)
  const estimates = estimateCache(clock)
  const listeners = new Set<(commit: Commit) => void>()
  let lastCommandAt = Number.NEGATIVE_INFINITY
  let isClosed = false
  let { fencedBy } = options
  const committed = (events: readonly string[]) => {
    const commit = { head: timeline.head(), events }
    for (const listener of listeners) listener(commit)
  }
  const queue = groupCommit({ ...options, timeline, estimates, committed })
  const { takeWhenDue, takeLast } = snapshots(timeline, queue.readable, options, () => lastCommandAt)

  const execute: Centre['execute'] = async (request) => {
    if (isClosed) return refuse('unavailable', { seconds: 1 })
    if (fencedBy !== null) return refuse('fenced', { epoch: fencedBy })
    if (request.actor.kind !== 'system') lastCommandAt = clock.now()
    return queue.execute(request)
  }
  const executeOwn: Centre['executeOwn'] = (command) => {
    const commandId = options.newId()
    const own = { actor: { kind: 'system' as const }, fingerprint: '', sealed: [], reply: () => null }
    return execute({ commandId, command, ...own })
  }
  const tick = async () => {
    await queue.probe()
    // Announcements of other writers may be lost; asking once a second makes up for it.
    await queue.refresh()
    if (isTickDue(timeline.state(), clock.now())) await executeOwn({ type: 'tick' })
    await takeWhenDue()
  }
  const timer: Timer = clock.every(tickMs, () => void tick())
  await tick()

  return {
    execute,
    executeOwn,
    state: timeline.state,
    readable: queue.readable,
    settled: queue.settled,
    head: timeline.head,
    recentAfter: timeline.recentAfter,
    eventsAfter: store.eventsAfter,
    onCommitted(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    isServing: queue.isServing,
    fence(epoch) {
      fencedBy = epoch
    },
    async close() {
      timer.cancel()
      isClosed = true
      queue.close()
      await queue.settled()
      await takeLast()
    },
  }
}
