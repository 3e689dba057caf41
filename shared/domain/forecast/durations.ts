import type { CentreState, Occupancy } from '../state.ts'
import { logNormal } from './random.ts'

/** Quantiles of how long one call takes up a counter, minutes, ascending, at evenly spread shares. */
export type Durations = readonly number[]

const cells = 24
/** With fewer samples the configured mean is used (queue rules, estimate). */
const fewSamples = 20
/** Each later sample counts so much more than the one before. */
const decay = 0.985
/** Talks vary by about this share of their mean. */
const variation = 0.65
const fallbackMean = 12
/** A call that has outlasted all known ones is taken to last this share of the longest once more. */
const overtime = 0.25
const least = 0.25

const shares = Array.from({ length: cells }, (_, cell) => (cell + 0.5) / cells)

function ofSamples(samples: readonly Occupancy[]): Durations {
  const weighted = samples
    .map(({ minutes }, index) => ({ minutes, weight: decay ** (samples.length - index) }))
    .sort((a, b) => a.minutes - b.minutes)
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  let index = 0
  let passed = weighted[0]?.weight ?? 0
  return shares.map((share) => {
    while (passed < share * total && index < weighted.length - 1) {
      index += 1
      passed += weighted[index]?.weight ?? 0
    }
    return weighted[index]?.minutes ?? fallbackMean
  })
}

const known = new WeakMap<readonly Occupancy[], Durations>()
const configured = new Map<number, Durations>()

interface Memory<K> {
  get(key: K): Durations | undefined
  set(key: K, value: Durations): unknown
}

function remembered<K>(memory: Memory<K>, key: K, make: () => Durations): Durations {
  const held = memory.get(key)
  if (held !== undefined) return held
  const made = make()
  memory.set(key, made)
  return made
}

/** The durations of a service: today's and the latest before, decayed; the configured mean while there are few. */
export function durationsOf(state: CentreState, serviceId: string): Durations {
  const samples = state.occupancies.get(serviceId)
  if (samples !== undefined && samples.length >= fewSamples)
    return remembered(known, samples, () => ofSamples(samples))
  const mean = state.services.get(serviceId)?.meanMinutes ?? fallbackMean
  return remembered(configured, mean, () => shares.map((share) => logNormal(mean, variation, share)))
}

/** A duration for a figure u in [0, 1). */
export const drawn = (durations: Durations, u: number): number =>
  durations[Math.floor(u * durations.length)] ?? fallbackMean

/** What is left of a call that has lasted so long already. */
export function remaining(durations: Durations, elapsed: number, u: number): number {
  const first = durations.findIndex((minutes) => minutes > elapsed)
  if (first < 0) return Math.max(1, (durations.at(-1) ?? fallbackMean) * overtime * 2 * u)
  const cell = first + Math.floor(u * (durations.length - first))
  return Math.max(least, (durations[cell] ?? elapsed) - elapsed)
}
