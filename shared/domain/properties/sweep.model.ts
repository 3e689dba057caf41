import fc from 'fast-check'
import { test } from 'vitest'
import { type Rules, soundRules } from '../hall.fixture.ts'
import { invariants } from './all.model.ts'
import { type Day, type Invariant, judge, newTally, type Tally } from './judge.model.ts'
import { jumpyDays, steadyDays } from './steps.model.ts'

const { process, console } = globalThis as unknown as {
  readonly process: { readonly env: Readonly<Record<string, string | undefined>> }
  readonly console: { log(line: string): void }
}

function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is not a whole number`)
  return value
}

/** Days tried of each kind in a run; PROPERTY_RUNS asks for more. */
const runs = setting('PROPERTY_RUNS', 10_000)

/** Where the random days come from; PROPERTY_SEED tries others, or those of a failure again. */
const seed = setting('PROPERTY_SEED', 20_260_105)

const shards = 4
const patience = 60_000 + runs * 60

const kinds: Readonly<Record<string, fc.Arbitrary<Day>>> = {
  'with a steady clock': steadyDays,
  'with clocks that are set to and fro': jumpyDays,
}

const said = (what: string, from: number, { days, commands, refused, events }: Tally) =>
  `${days} days ${what}: ${commands} commands, ${refused} of them refused, ${events} events; seed ${from}`

/** Tries a share of a run's days against all invariants; says how many, and from which seed. */
export function sweep(shard: number): void {
  for (const [what, days] of Object.entries(kinds)) {
    test(`every invariant holds on days ${what}`, { timeout: patience }, () => {
      const numRuns = Math.ceil(runs / shards)
      const own = seed + shard
      const tally = newTally()
      const property = fc.property(days, (day) => judge(day, invariants, soundRules, tally))
      fc.assert(property, { seed: own, numRuns, includeErrorInReport: true })
      console.log(said(what, own, tally))
    })
  }
}

/** What rules that are broken on purpose come to: the error and the smallest day that shows it, or null. */
export interface Found {
  readonly error: unknown
  readonly day: Day
}

/** Tries days under broken rules until one of the invariants looked at does not hold. */
export function findFault(
  looked: readonly Invariant[],
  broken: Partial<Rules>,
  shrinks = false,
): Found | null {
  const rules = { ...soundRules, ...broken }
  for (const days of Object.values(kinds)) {
    const property = fc.property(days, (day) => judge(day, looked, rules))
    const result = fc.check(property, { seed, numRuns: 600, endOnFailure: !shrinks })
    if (result.failed && result.counterexample !== null)
      return { error: result.errorInstance, day: result.counterexample[0] }
  }
  return null
}
