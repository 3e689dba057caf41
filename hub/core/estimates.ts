import type { Clock } from '#basics'
import { type CentreState, type Estimate, estimateAll, type PriorityClass } from '#domain'

const freshMs = 1_000
/** Estimates that took long are kept longer, so that estimating never takes more than a fiftieth of the time. */
const restFactor = 50
const nothing: Estimate = { p50Minutes: 0, p80Minutes: 0 }

/** Estimates of waits, those of a class all reckoned together and anew at most once a second. */
export interface Estimates {
  of(state: CentreState, serviceId: string, priority: PriorityClass): Estimate
  /** Forgets all: the state has been replaced. */
  clear(): void
}

/** How waits are estimated: `estimateAll`, or what a test counts instead. */
export type Reckoning = typeof estimateAll

interface Known {
  readonly waits: ReadonlyMap<string, Estimate>
  readonly from: number
  readonly until: number
}

/** Makes the cache of estimates. */
export function estimateCache(clock: Clock, reckon: Reckoning = estimateAll): Estimates {
  const known = new Map<PriorityClass, Known>()
  const reckoned = (state: CentreState, priority: PriorityClass, now: number): Known => {
    const waits = reckon(state, now, priority)
    const took = clock.now() - now
    return { waits, from: now, until: now + Math.max(freshMs, took * restFactor) }
  }
  return {
    of(state, serviceId, priority) {
      const now = clock.now()
      const held = known.get(priority)
      // `from` guards against a clock set back: an estimate of the future is not kept.
      const isFresh = held !== undefined && held.from <= now && now < held.until && held.waits.has(serviceId)
      const current = isFresh ? held : reckoned(state, priority, now)
      known.set(priority, current)
      return current.waits.get(serviceId) ?? nothing
    },
    clear: () => known.clear(),
  }
}
