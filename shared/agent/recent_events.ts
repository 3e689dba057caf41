import type { RecordedEvent } from '#domain'

const kept = 1_000

/** The tail of the log, for pages that were away for a moment. */
export interface RecentEvents {
  add(events: readonly RecordedEvent[]): void
  clear(): void
  /** What came after a revision, or null when that is no longer known: a snapshot is needed. */
  after(revision: number, head: number): readonly RecordedEvent[] | null
}

/** Keeps the last thousand events. */
export function recentEvents(): RecentEvents {
  let events: RecordedEvent[] = []
  return {
    add(fresh) {
      events = [...events, ...fresh].slice(-kept)
    },
    clear() {
      events = []
    },
    after(revision, head) {
      if (revision === head) return []
      if (revision > head || (events[0]?.revision ?? head + 1) > revision + 1) return null
      return events.filter((event) => event.revision > revision)
    },
  }
}
