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
import { genesisHash, wireEvent } from '../store/chain.ts'
import type { EventStore, LogRow } from '../store/event_store.ts'

const recentKept = 4_000
const page = 1_000

/** The state of a centre at the end of its log, and the way back to it when a draft is not committed. */
export interface Timeline {
  /** Evolved in place by drafts; after `rollBack` it is another object. */
  state(): CentreState
  headHash(): string
  /** How many events have been committed since the last snapshot. */
  sinceSnapshot(): number
  /** Takes over a draft that has been committed and already evolved; returns its events as JSON texts. */
  accept(rows: readonly LogRow[], events: readonly RecordedEvent[]): readonly string[]
  /** Throws away what was evolved and not committed, without asking the store. */
  rollBack(): void
  /** Reads what the store has and this process does not know: a commit whose answer was lost, or another writer's. */
  catchUp(): Promise<void>
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
    restart(from: number) {
      first = from + 1
      texts = []
    },
  }
}

/** Replays a store's log; rejects when it cannot be read or has a gap. */
export async function openTimeline(store: EventStore): Promise<Timeline> {
  const loaded = await store.load()
  let base: CentreSnapshot =
    loaded.snapshot === null ? toSnapshot(emptyCentre()) : JSON.parse(loaded.snapshot.json)
  let baseHash = loaded.events[0]?.prevHash ?? (loaded.head === 0 ? genesisHash : loaded.headHash)
  let tail = [...loaded.events]
  const rebuild = () => tail.reduce(evolve, fromSnapshot(base))
  let state = rebuild()
  assert(state.revision === loaded.head && loaded.head === base.revision + tail.length, 'the log has no gap')
  const headHash = () => tail.at(-1)?.hash ?? baseHash
  const recent = recentEvents(state.revision)

  return {
    state: () => state,
    headHash,
    sinceSnapshot: () => tail.length,
    accept(rows, events) {
      for (const event of events) tail.push(event)
      const texts = rows.map(wireEvent)
      recent.add(texts)
      return texts
    },
    rollBack() {
      state = rebuild()
    },
    async catchUp() {
      const before = state.revision
      for (;;) {
        const events = await store.eventsAfter(state.revision, page)
        for (const event of events) {
          evolve(state, event)
          tail.push(event)
        }
        if (events.length < page) break
      }
      if (state.revision > before) recent.restart(state.revision)
    },
    recentAfter: recent.after,
    async saveSnapshot() {
      const hash = headHash()
      const taken = toSnapshot(state)
      await store.saveSnapshot(taken.revision, JSON.stringify(taken))
      // What was committed while the snapshot was written stays in the tail.
      tail = tail.filter((event) => event.revision > taken.revision)
      base = taken
      baseHash = hash
    },
  }
}
