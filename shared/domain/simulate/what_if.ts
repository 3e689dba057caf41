import type { CentreState } from '../state.ts'
import { simulateDay } from './day.ts'
import {
  figuresOf,
  type Lived,
  type SimulatedFigures,
  type StaffingFigures,
  staffingFigures,
} from './figures.ts'
import type { DayPlan } from './plan.ts'
import { simulateRest } from './rest.ts'
import type { StaffingChange } from './staffing.ts'
import { seldom } from './stage.ts'
import { simulateUsualDay } from './whole_day.ts'
import type { Desk } from './worker.ts'

/**
 * What each staffing would come to, with the same people coming on every day of the plans: one counter more, other
 * profiles. By the names given to the variants.
 */
export function whatIf<Name extends string>(
  centre: CentreState,
  plans: readonly DayPlan[],
  variants: Readonly<Record<Name, readonly Desk[]>>,
): ReadonlyMap<Name, SimulatedFigures> {
  const names = Object.keys(variants) as Name[]
  return new Map(
    names.map((name) => [
      name,
      figuresOf(plans.flatMap((plan) => simulateDay(centre, plan, variants[name], seldom()).waits)),
    ]),
  )
}

/** A manager's question: what comes of a change, from now on or over a whole usual day. */
export interface StaffingQuestion {
  readonly over: 'now' | 'day'
  readonly change: StaffingChange
}

/** The answer: as it is, and with the change; null while nothing is known of the days of this centre. */
export interface StaffingAnswer {
  readonly before: StaffingFigures
  readonly after: StaffingFigures
}

/** One part of an answer: the same people, as it is and with the change. */
export interface StaffingPart {
  readonly before: Lived
  readonly after: Lived
}

/** How many simulations an answer is made of. */
export const staffingRuns = 12

/** One of the parts of an answer, by its number from 0; null while nothing is known of the days of this centre. */
export function staffingPart(
  centre: CentreState,
  { over, change }: StaffingQuestion,
  now: number,
  part: number,
): StaffingPart | null {
  const simulate = over === 'now' ? simulateRest : simulateUsualDay
  const before = simulate(centre, now, part + 1, null)
  const after = simulate(centre, now, part + 1, change)
  return before === null || after === null ? null : { before, after }
}

/** The answer that parts come to. */
export const staffingAnswer = (parts: readonly StaffingPart[]): StaffingAnswer => ({
  before: staffingFigures(parts.map(({ before }) => before)),
  after: staffingFigures(parts.map(({ after }) => after)),
})
