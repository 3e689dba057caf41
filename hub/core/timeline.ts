import { assert } from '#basics'
import {
  type CentreSnapshot,
  type CentreState,
  emptyCentre,
  evolve,
  fromSnapshot,
  type RecordedEvent,
  toSnapshot,
} from '#domain'
import { genesisHash, recordedText, wireEvent } from '../store/chain.ts'
import type { EventStore, LogRow, LogWriter } from '../store/event_store.ts'

const recentKept = 4_000
const page = 1_000
/** After this many events, or one a ticket, the state itself is copied: going back never replays more than that. */
const longestTail = 500

/** The state of a centre at the end of its log, and the way back to it when a draft is not committed. */
export interface Timeline {
  /** Evolved in place by drafts; after `rollBack` it is another object. */
  state(): CentreState
  /** The revision of the last event that is durable; the state may be ahead of it. */
  head(): number
  headHash(): string
  /** How many events have been committed since the last snapshot. */
  sinceSnapshot(): number
  /** Takes over a draft that has been committed and already evolved; returns its events as JSON texts. */
  accept(rows: readonly LogRow[], events: readonly RecordedEvent[]): readonly string[]
  /** Throws away what was evolved and not committed, without asking the store. */
  rollBack(): void
  /**
   * Reads what the log has and this process does not know: a commit whose answer was lost, or another writer's.
   * Hands the events over as JSON texts, a page at a time.
   */
  catchUp(log: Pick<LogWriter, 'eventsAfter'>, take: (texts: readonly string[]) => void): Promise<void>
  /** Events after a revision as JSON texts, or null when they are no longer at hand. */
  recentAfter(revision: number): readonly string[] | null
  saveSnapshot(): Promise<void>
}

/** The newest events as texts, for peers that were away for a short while. */
function recentEvents(revision: number) {
  let first = revision + 1
  let texts: string[] = []
  return {
    add(added: readonly string[]) {
      texts.push(...added)
      if (texts.length <= 2 * recentKept) return
      first += texts.length - recentKept
      texts = texts.slice(-recentKept)
    },
    after: (from: number) =>
      from + 1 < first || from + 1 > first + texts.length ? null : texts.slice(from + 1 - first),
  }
}

/** What a state is rebuilt from: a copy of it at some revision, and the committed events since. */
function rebuildable(base: CentreSnapshot, baseHash: string, events: readonly RecordedEvent[]) {
  let from = { base, hash: baseHash }
  let tail = [...events]
  const headHash = () => tail.at(-1)?.hash ?? from.hash
  return {
    headHash,
    rebuilt: () => tail.reduce(evolve, fromSnapshot(from.base)),
    /** Adds committed events; `state` is the state after them. */
    add(added: readonly RecordedEvent[], state: CentreState) {
      for (const event of added) tail.push(event)
      if (tail.length < Math.max(longestTail, state.live.size + state.closed.size)) return
      from = { base: toSnapshot(state), hash: headHash() }
      tail = []
    },
  }
}

/** Replays a store's log; rejects when it cannot be read or has a gap. */
export async function openTimeline(store: EventStore): Promise<Timeline> {
  const { snapshot, events: loaded, head, headHash } = await store.load()
  const base: CentreSnapshot = snapshot === null ? toSnapshot(emptyCentre()) : JSON.parse(snapshot.json)
  const baseHash = loaded[0]?.prevHash ?? (head === 0 ? genesisHash : headHash)
  const durable = rebuildable(base, baseHash, loaded)
  let state = durable.rebuilt()
  assert(state.revision === head && head === base.revision + loaded.length, 'the log has no gap')
  const recent = recentEvents(state.revision)
  let saved = base.revision
  /** The end of what is durable, whatever a draft has evolved. */
  let end = state.revision

  return {
    state: () => state,
    head: () => end,
    headHash: durable.headHash,
    sinceSnapshot: () => end - saved,
    accept(rows, events) {
      end += rows.length
      durable.add(events, state)
      const texts = rows.map(wireEvent)
      recent.add(texts)
      return texts
    },
    rollBack() {
      state = durable.rebuilt()
    },
    async catchUp(log, take) {
      for (;;) {
        const events = await log.eventsAfter(end, page)
        assert(
          events.every(({ revision }, index) => revision === end + 1 + index),
          'the log has no gap',
        )
        for (const event of events) evolve(state, event)
        end += events.length
        durable.add(events, state)
        const texts = events.map(recordedText)
        recent.add(texts)
        if (texts.length > 0) take(texts)
        if (events.length < page) return
      }
    },
    recentAfter: recent.after,
    async saveSnapshot() {
      const taken = toSnapshot(state)
      await store.saveSnapshot(taken.revision, JSON.stringify(taken))
      saved = taken.revision
    },
  }
}
