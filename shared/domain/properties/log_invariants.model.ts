import { expect } from 'vitest'
import type { RecordedEvent } from '../events.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import { type CentreState, emptyCentre, liveCounter } from '../state.ts'
import { boardView } from '../views/board.ts'
import { counterView, padView } from '../views/counter.ts'
import { kioskView } from '../views/kiosk.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'

const textOf = (state: CentreState) => JSON.stringify(toSnapshot(state))

function demandSame(found: string, wanted: string): void {
  // Compared as text first: a day in a thousand is worth the words that say what differs.
  if (found !== wanted) expect(JSON.parse(found)).toEqual(JSON.parse(wanted))
}

/** The log told again gives the same state, and so does what a snapshot and the log after it tell. */
export const replayIsState: Invariant = {
  name: 'replay of the log is the state',
  look: (_, { evolve }) => ({
    atEnd({ state, log }) {
      const final = textOf(state)
      demandSame(textOf(log.reduce(evolve, emptyCentre())), final)
    },
  }),
}

/** A way to write a state down as text and to read it back; a negative control loses something. */
export type ReadBack = (text: string) => CentreState

/** A state written as JSON at some moment, read back, and evolved by the rest of the log is the same state. */
export const snapshotAndTail = (
  readBack: ReadBack = (text) => fromSnapshot(JSON.parse(text)),
): Invariant => ({
  name: 'a snapshot and the log after it are the state',
  look: (_, { evolve }) => ({
    atEnd({ state, log }) {
      // Anywhere in the log, and not the same place every day.
      const place = ((log.length * 7919) % 101) % (log.length + 1)
      const half = log.slice(0, place).reduce(evolve, emptyCentre())
      const again = log.slice(place).reduce(evolve, readBack(textOf(half)))
      demandSame(textOf(again), textOf(state))
    },
  }),
})

/** Ratings asked for stay asked when the step that asked is taken back (ADR 11). */
const withoutRatings = (key: string, value: unknown) => (key === 'rating' ? undefined : value)

/** Everything anybody sees of a hall at a moment, but for ratings and the offer to take a step back. */
function wholeView(state: CentreState, now: number): string {
  const { waiting, called, issued } = state
  const counters = [...state.counters.keys()].map((id) => {
    const view = counterView(state, id, now)
    return [view && { ...view, live: { ...liveCounter(state, id), undo: null } }, padView(state, id)]
  })
  const counts = [waiting, called, issued].map((map) => [...map].filter(([, count]) => count > 0))
  const views = [boardView(state, now), kioskView(state, now), counters, counts]
  return JSON.stringify(views, withoutRatings)
}

/** A step taken back with nothing in between leaves every view as it was before the step. */
export const undoRestores: Invariant = {
  name: 'undo restores the view it undid',
  look(_, { evolve }) {
    const log: RecordedEvent[] = []
    const times: number[] = []
    let last = 0
    return {
      after(state, event, now) {
        const undone = event.type === 'TransitionUndone' ? event.data.undo.revision : null
        if (undone !== null && undone === last) {
          const was = log.slice(0, undone - 1).reduce(evolve, emptyCentre())
          const then = times[undone - 1] ?? now
          demandSame(wholeView(state, then), wholeView(was, then))
        }
        if (event.type !== 'RatingOpened') last = event.revision
        log.push(event)
        times.push(now)
        demand(log.length === event.revision, 'an event was left out')
      },
    }
  },
}
