import type { Clock } from '#basics'
import {
  type BookedTime,
  type CentreState,
  type Estimate,
  estimateAll,
  estimateNew,
  type PriorityClass,
} from '#domain'

const freshMs = 1_000
/** Estimates that took long are kept longer, so that estimating never takes more than a fiftieth of the time. */
const restFactor = 50
/** The slots of some hours; older ones are forgotten all at once. */
const slotsKept = 200
const nothing: Estimate = { p50Minutes: 0, p80Minutes: 0 }

/** Estimates of waits, those of a class all reckoned together and anew at most once a second. */
export interface Estimates {
  of(state: CentreState, serviceId: string, priority: PriorityClass): Estimate
  /** Of one that checks in to the time it booked: all of one slot wait alike. */
  ofBooked(state: CentreState, serviceId: string, booked: BookedTime): Estimate
  /** Forgets all: the state has been replaced. */
  clear(): void
}

/** How waits are estimated: `estimateAll` and `estimateNew`, or what a test counts instead. */
export interface Reckoning {
  readonly all: typeof estimateAll
  readonly one: typeof estimateNew
}

type Waits = ReadonlyMap<string, Estimate>

interface Known {
  readonly waits: Waits
  readonly from: number
  readonly until: number
}

/** Keeps what was reckoned for as long as it is fresh. */
function keeper<Key>(clock: Clock) {
  const known = new Map<Key, Known>()
  return {
    known,
    waits(key: Key, serviceId: string, reckon: (now: number) => Waits): Waits {
      const now = clock.now()
      const held = known.get(key)
      // `from` guards against a clock set back: an estimate of the future is not kept.
      const isFresh = held !== undefined && held.from <= now && now < held.until && held.waits.has(serviceId)
      if (isFresh) return held.waits
      const waits = reckon(now)
      const took = clock.now() - now
      known.set(key, { waits, from: now, until: now + Math.max(freshMs, took * restFactor) })
      return waits
    },
  }
}

/** Makes the cache of estimates. */
export function estimateCache(
  clock: Clock,
  { all, one }: Reckoning = { all: estimateAll, one: estimateNew },
): Estimates {
  const classes = keeper<PriorityClass>(clock)
  const slots = keeper<string>(clock)
  return {
    of: (state, serviceId, priority) =>
      classes.waits(priority, serviceId, (now) => all(state, now, priority)).get(serviceId) ?? nothing,
    ofBooked(state, serviceId, booked) {
      if (slots.known.size > slotsKept) slots.known.clear()
      const reckon = (now: number) => new Map([[serviceId, one(state, serviceId, 'normal', now, booked)]])
      const waits = slots.waits(`${booked.slotAt} ${serviceId}`, serviceId, reckon)
      return waits.get(serviceId) ?? nothing
    },
    clear() {
      classes.known.clear()
      slots.known.clear()
    },
  }
}
