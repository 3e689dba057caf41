import type { CentreState } from '../state.ts'
import type { Lived, StaffingFigures } from './figures.ts'
import { simulateRest } from './rest.ts'
import type { StaffingChange } from './staffing.ts'
import { simulateUsualDay } from './whole_day.ts'

/** A manager's question: what comes of a change, from now on or over a whole usual day. */
export interface StaffingQuestion {
  readonly over: 'now' | 'day'
  readonly change: StaffingChange
}

/** The answer: as it is, and with the change. */
export interface StaffingAnswer {
  readonly before: StaffingFigures
  readonly after: StaffingFigures
}

const mostRuns = 8
const fewestRuns = 2
/** People waiting in all the simulations of one staffing together, which bounds their time. */
const peopleInAll = 800

/** How many simulations an answer about a centre is made of. */
export function staffingRuns(centre: CentreState): number {
  const waiting = [...centre.waiting.values()].reduce((sum, count) => sum + count, 0)
  return Math.max(fewestRuns, Math.min(mostRuns, Math.floor(peopleInAll / Math.max(1, waiting))))
}

/**
 * One simulation for an answer, with the change or as it is (null); the same run has the same people in both. Null
 * while nothing is known of the days of this centre.
 */
export function staffingRun(
  centre: CentreState,
  over: StaffingQuestion['over'],
  change: StaffingChange | null,
  now: number,
  run: number,
): Lived | null {
  return over === 'now'
    ? simulateRest(centre, now, run + 1, change)
    : simulateUsualDay(centre, now, run + 1, change)
}
