import type { CentreState } from '../state.ts'
import { quarterMs, quarterOf, quarters, weekdayOf } from './cells.ts'

/** How many people come in the quarters of an hour from now on. */
export interface Rates {
  /** Mean number in a quarter; the first is the one `from` lies in. */
  readonly perQuarter: readonly number[]
  /** The start of the first of them, ms since the epoch. */
  readonly from: number
}

const windowMs = 60 * 60_000
/** Without a history nobody knows who comes later, and few of them pass those who wait now. */
const unknownAheadMs = 45 * 60_000
/** With one, so far ahead newcomers are let in. */
const knownAheadMs = 4 * 60 * 60_000
/** So many people of the past weigh as much as one of the last hour, when the day is compared with its like. */
const trust = 10
const leastFactor = 0.4
const mostFactor = 2.5
const fewDays = 2

/** What the quarters of a weekday usually bring: learnt from its own kind, or from all days while those are few. */
export function usualQuarters(state: CentreState, weekday: number): readonly number[] | null {
  const own = state.comingRates.get(String(weekday))
  if (own !== undefined && own.days >= fewDays) return own.perQuarter
  const all = [...state.comingRates.values()]
  const days = all.reduce((sum, each) => sum + each.days, 0)
  if (days < fewDays) return null
  return Array.from(
    { length: quarters },
    (_, quarter) => all.reduce((sum, each) => sum + each.days * (each.perQuarter[quarter] ?? 0), 0) / days,
  )
}

const startOf = (at: number) => Math.floor(at / quarterMs) * quarterMs

/** How many usually come between two moments of one day. */
function usualBetween(state: CentreState, usual: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let at = startOf(from); at < to; at += quarterMs) {
    const part = (Math.min(to, at + quarterMs) - Math.max(from, at)) / quarterMs
    sum += part * (usual[quarterOf(state.policy, at)] ?? 0)
  }
  return sum
}

/**
 * The rates from a moment on. With a history: the weekday's usual ones, more or less by how the last hour compares
 * with its usual. Without: those of the last hour, for a while; a burst at the opening of the doors is thus never
 * taken for the rate of the day.
 */
export function ratesFrom(state: CentreState, now: number): Rates {
  const from = startOf(now)
  const recent = state.comings.filter(({ at }) => at <= now && at > now - windowMs).length
  const usual =
    state.businessDay === null ? null : usualQuarters(state, weekdayOf(state.policy, state.businessDay))
  if (usual === null) {
    const perQuarter = Array.from(
      { length: Math.ceil(unknownAheadMs / quarterMs) },
      () => recent / (windowMs / quarterMs),
    )
    return { from, perQuarter }
  }
  const expected = usualBetween(state, usual, now - windowMs, now)
  const factor = Math.max(leastFactor, Math.min(mostFactor, (recent + trust) / (expected + trust)))
  const perQuarter = Array.from(
    { length: Math.ceil(knownAheadMs / quarterMs) },
    (_, index) => factor * (usual[quarterOf(state.policy, from + index * quarterMs)] ?? 0),
  )
  return { from, perQuarter }
}

/** The moment after another at which people who come at these rates bring the next one; Infinity when none does. */
export function nextComing({ from, perQuarter }: Rates, after: number, random: () => number): number {
  let due = -Math.log(1 - random())
  let moment = after
  for (let quarter = Math.floor((after - from) / quarterMs); quarter < perQuarter.length; quarter++) {
    const ends = from + (quarter + 1) * quarterMs
    const rate = (perQuarter[quarter] ?? 0) / quarterMs
    if (due < rate * (ends - moment)) return moment + due / rate
    due -= rate * (ends - moment)
    moment = ends
  }
  return Number.POSITIVE_INFINITY
}
