import {
  type CentreState,
  type DomainEvent,
  evolve,
  fromSnapshot,
  isNextDayLeased,
  rollOver,
  toSnapshot,
} from '#domain'
import type { KeptStep } from './outbox.ts'

/** This machine's own picture of the centre while the hub is away: the mirror, and what was done here since. */
export interface Overlay {
  /** Null while there is none: the mirror is the picture. */
  readonly centre: CentreState | null
  /** Revision of the mirror it began from. */
  readonly since: number
  /** Whether it is of a later business day than the mirror it began from. */
  readonly isNewDay: boolean
  /** Begins it, if there is none, from the mirror and what an earlier run left; opens the day of `now` (ms) if it may. */
  begin(mirror: CentreState, kept: Iterable<KeptStep>, now: number): CentreState
  apply(events: readonly DomainEvent[], at: number): void
  end(): void
}

/** Makes the overlay of one agent. */
export function openOverlay(onOdd: (error: unknown) => void): Overlay {
  let centre: CentreState | null = null
  let isNewDay = false
  let since = 0

  const apply = (state: CentreState, events: readonly DomainEvent[], at: number) => {
    for (const each of events) {
      const stamp = { revision: state.revision + 1, at: new Date(at).toISOString() }
      evolve(state, { ...each, ...stamp, prevHash: '', hash: '' })
    }
  }
  /** A new date opens its business day, as at the hub, when numbers were leased for it: otherwise nobody could go on. */
  const openDay = (state: CentreState, at: number) => {
    if (!isNextDayLeased(state, at)) return
    apply(state, rollOver(state, at), at)
    isNewDay = true
  }
  const begun = (mirror: CentreState, kept: Iterable<KeptStep>): CentreState => {
    const state = fromSnapshot(toSnapshot(mirror))
    since = mirror.revision
    for (const { record, events } of kept) {
      try {
        openDay(state, record.occurredAt)
        apply(state, events, record.occurredAt)
      } catch (error) {
        // The mirror knows this one already, or has moved on without its ticket: the hub will say what is right.
        onOdd(error)
      }
    }
    return state
  }
  return {
    get centre() {
      return centre
    },
    get since() {
      return since
    },
    get isNewDay() {
      return isNewDay
    },
    begin(mirror, kept, now) {
      centre ??= begun(mirror, kept)
      openDay(centre, now)
      return centre
    },
    apply(events, at) {
      if (centre !== null) apply(centre, events, at)
    },
    end() {
      centre = null
      isNewDay = false
    },
  }
}
