import fc from 'fast-check'
import { emptyHall, type Hall, type Rules, soundRules, type Witness } from '../hall.fixture.ts'
import type { Policy } from '../policy.ts'
import { live } from './live.model.ts'
import { rushArbitrary, stepsArbitrary } from './steps.model.ts'

const { process } = globalThis as unknown as {
  readonly process: { readonly env: Readonly<Record<string, string | undefined>> }
}

/** Days tried for each property; PROPERTY_RUNS asks for more, PROPERTY_SEED for one day again. */
export const runs = Number(process.env.PROPERTY_RUNS ?? 400)
const seed = Number(process.env.PROPERTY_SEED ?? 20_260_105)

/** What is looked at in a day: every event, and the end. */
export interface Watch {
  readonly jumps: boolean
  /** Many who come, counters that work on, little time. */
  readonly rush?: boolean
  readonly policy?: Partial<Policy>
  witness(): Witness
  atEnd?(hall: Hall): void
}

function dayProperty(watch: Watch, rules: Rules) {
  const days = watch.rush === true ? rushArbitrary : stepsArbitrary(watch.jumps)
  return fc.property(days, (steps) => {
    const hall = emptyHall(rules, watch.witness())
    live(hall, steps, watch.policy)
    watch.atEnd?.(hall)
  })
}

/** Holds for every day tried, or fails with the seed and the smallest day found. */
export function holds(watch: Watch): void {
  fc.assert(dayProperty(watch, soundRules), { seed, numRuns: runs })
}

/** Whether the same look finds fault with broken rules: a check that cannot fail proves nothing. */
export function findsFault(watch: Watch, broken: Partial<Rules>): boolean {
  const property = dayProperty(watch, { ...soundRules, ...broken })
  return fc.check(property, { seed, numRuns: 300, endOnFailure: true }).failed
}
