import {
  type CentreSnapshot,
  type CentreState,
  emptyCentre,
  evolve,
  fromSnapshot,
  type RecordedEvent,
} from '#domain'

/** A copy of the centre that follows the hub's log. */
export interface Mirror {
  readonly centre: CentreState
  /** What `hello` says: null before the first snapshot. */
  readonly lastRevision: number | null
  /** Hash of the last event applied; null right after a snapshot. */
  readonly lastHash: string | null
  /** Takes a whole state over; a known `lastHash` proves that later events belong to the same log. */
  load(snapshot: CentreSnapshot, lastHash: string | null): void
  /** Applies what is new and returns it; 'broken' = a gap, another log or an unknown event: ask for a snapshot. */
  apply(events: readonly RecordedEvent[]): readonly RecordedEvent[] | 'broken'
  /** Forgets where it stood, so that the next `hello` asks for a snapshot; what is shown stays until then. */
  distrust(): void
}

/** Makes an empty mirror. Events that come twice are skipped; a gap or a foreign hash is never applied. */
export function mirror(): Mirror {
  let centre = emptyCentre()
  let trusted = false
  let lastHash: string | null = null

  const follows = (event: RecordedEvent) =>
    event.revision === centre.revision + 1 && (lastHash === null || event.prevHash === lastHash)

  return {
    get centre() {
      return centre
    },
    get lastRevision() {
      return trusted ? centre.revision : null
    },
    get lastHash() {
      return lastHash
    },
    load(snapshot, hash) {
      centre = fromSnapshot(snapshot)
      trusted = true
      lastHash = hash
    },
    apply(events) {
      if (!trusted) return 'broken'
      const fresh = events.filter((event) => event.revision > centre.revision)
      for (const event of fresh) {
        if (!follows(event)) return 'broken'
        try {
          evolve(centre, event)
        } catch {
          // A hub of a later version may write events this program does not know.
          return 'broken'
        }
        lastHash = event.hash
      }
      return fresh
    },
    distrust() {
      trusted = false
    },
  }
}
