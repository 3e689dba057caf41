import type { Clock } from '#basics'
import { type CentreState, type Estimate, estimateAll } from '#domain'

const freshMs = 1_000
/** Estimates that took long are kept longer, so that estimating never takes more than a twentieth of the time. */
const restFactor = 20
const nothing: Estimate = { p50Minutes: 0, p80Minutes: 0 }

/** Estimates of waits, all reckoned together and anew at most once a second. */
export interface Estimates {
  of(state: CentreState, serviceId: string): Estimate
  /** Forgets all: the state has been replaced. */
  clear(): void
}

/** Makes the cache of estimates. */
export function estimateCache(clock: Clock): Estimates {
  let known: ReadonlyMap<string, Estimate> = new Map()
  let from = 0
  let until = 0
  return {
    of(state, serviceId) {
      const now = clock.now()
      const held = known.get(serviceId)
      // `from` guards against a clock set back: an estimate of the future is not kept.
      if (held !== undefined && from <= now && now < until) return held
      known = estimateAll(state, now)
      from = now
      until = now + Math.max(freshMs, (clock.now() - now) * restFactor)
      return known.get(serviceId) ?? nothing
    },
    clear() {
      known = new Map()
    },
  }
}
