import { type CentreState, type DomainEvent, evolve, fromSnapshot, toSnapshot } from '#domain'
import type { KeptStep } from './outbox.ts'

/** This machine's own picture of the centre while the hub is away: the mirror, and what was done here since. */
export interface Overlay {
  /** Null while there is none: the mirror is the picture. */
  readonly centre: CentreState | null
  /** Begins it, if there is none, from the mirror and what an earlier run left. */
  begin(mirror: CentreState, kept: Iterable<KeptStep>): CentreState
  apply(events: readonly DomainEvent[], at: number): void
  end(): void
}

/** Makes the overlay of one agent. */
export function openOverlay(onOdd: (error: unknown) => void): Overlay {
  let centre: CentreState | null = null

  const apply = (state: CentreState, events: readonly DomainEvent[], at: number) => {
    for (const each of events) {
      const stamp = { revision: state.revision + 1, at: new Date(at).toISOString() }
      evolve(state, { ...each, ...stamp, prevHash: '', hash: '' })
    }
  }
  return {
    get centre() {
      return centre
    },
    begin(mirror, kept) {
      if (centre !== null) return centre
      centre = fromSnapshot(toSnapshot(mirror))
      for (const { record, events } of kept) {
        try {
          apply(centre, events, record.occurredAt)
        } catch (error) {
          // The mirror knows this one already, or has moved on without its ticket: the hub will say what is right.
          onOdd(error)
        }
      }
      return centre
    },
    apply(events, at) {
      if (centre !== null) apply(centre, events, at)
    },
    end() {
      centre = null
    },
  }
}
