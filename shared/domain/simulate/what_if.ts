import type { CentreState } from '../state.ts'
import { simulateDay } from './day.ts'
import { figuresOf, type SimulatedFigures } from './figures.ts'
import type { DayPlan } from './plan.ts'
import { seldom } from './stage.ts'
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
