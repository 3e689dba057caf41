import type { Clock } from '#basics'
import { type CentreState, type Estimate, estimate } from '#domain'

const freshMs = 1_000
/** An estimate that took long is kept longer, so that estimating never takes more than a twentieth of the time. */
const restFactor = 20

/** Estimates of waits, each reckoned anew at most once a second. */
export interface Estimates {
  of(state: CentreState, serviceId: string): Estimate
  /** Forgets all: the state has been replaced. */
  clear(): void
}

/** Makes the cache of estimates. */
export function estimateCache(clock: Clock): Estimates {
  const known = new Map<string, { readonly value: Estimate; readonly until: number; readonly from: number }>()
  return {
    of(state, serviceId) {
      const now = clock.now()
      const held = known.get(serviceId)
      // `from` guards against a clock set back: an estimate of the future is not kept.
      if (held !== undefined && held.from <= now && now < held.until) return held.value
      const value = estimate(state, serviceId, now)
      const cost = clock.now() - now
      known.set(serviceId, { value, from: now, until: now + Math.max(freshMs, cost * restFactor) })
      return value
    },
    clear: () => known.clear(),
  }
}
