import type { CentreState, Occupancy } from '../state.ts'
import { cellOf } from './cells.ts'
import { logNormal } from './random.ts'

/** Quantiles of how long one call takes up a counter, minutes, ascending, at evenly spread shares. */
export type Durations = readonly number[]

const cells = 24
/** With fewer samples the next wider ones are used too (queue rules, estimate). */
const fewSamples = 20
/** Each later sample counts so much more than the one before. */
const decay = 0.985
/** Talks vary by about this share of their mean. */
const variation = 0.65
const fallbackMean = 12
/** A call that has outlasted all known ones is taken to last this share of the longest once more. */
const overtime = 0.25
const least = 0.25
const hourMs = 60 * 60_000

const shares = Array.from({ length: cells }, (_, cell) => (cell + 0.5) / cells)

interface Weighted {
  readonly minutes: number
  readonly weight: number
}

/** Samples with weights that decay with age and come to a total. */
function decayed(samples: readonly number[], total: number): Weighted[] {
  const weights = samples.map((_, index) => decay ** (samples.length - index))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return samples.map((minutes, index) => ({ minutes, weight: ((weights[index] ?? 0) / sum) * total }))
}

function quantilesOf(samples: readonly Weighted[]): Durations {
  const sorted = [...samples].sort((a, b) => a.minutes - b.minutes)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let index = 0
  let passed = sorted[0]?.weight ?? 0
  return shares.map((share) => {
    while (passed < share * total && index < sorted.length - 1) {
      index += 1
      passed += sorted[index]?.weight ?? 0
    }
    return sorted[index]?.minutes ?? fallbackMean
  })
}

const none: readonly number[] = []
const ofSamples = new WeakMap<readonly Occupancy[], Map<readonly number[], Durations>>()
const configured = new Map<number, Durations>()

/** The service's own samples of the hour of the week, filled up with those of all its hours while they are few. */
function blended(all: readonly Occupancy[], hourly: readonly number[]): Durations {
  const known = ofSamples.get(all) ?? new Map<readonly number[], Durations>()
  const held = known.get(hourly)
  if (held !== undefined) return held
  const part = Math.min(1, hourly.length / fewSamples)
  const wide =
    part === 1
      ? []
      : decayed(
          all.map(({ minutes }) => minutes),
          1 - part,
        )
  const made = quantilesOf([...decayed(hourly, part), ...wide])
  ofSamples.set(all, known.set(hourly, made))
  return made
}

function ofMean(mean: number): Durations {
  const made = configured.get(mean) ?? shares.map((share) => logNormal(mean, variation, share))
  configured.set(mean, made)
  return made
}

/**
 * How long calls of a service take that begin at a moment: the latest ones of that hour of the week, decayed; with
 * fewer than 20 of them blended with those of all hours; with fewer than 20 of those the configured mean.
 */
export function durationsOf(state: CentreState, serviceId: string, at: number): Durations {
  const hourly = state.hourlyMinutes.get(cellOf(state.policy, serviceId, at)) ?? none
  const all = state.occupancies.get(serviceId) ?? []
  if (hourly.length >= fewSamples || all.length >= fewSamples) return blended(all, hourly)
  return ofMean(state.services.get(serviceId)?.meanMinutes ?? fallbackMean)
}

/** The durations of one forecast, looked up once for each service and hour. */
export function durationBook(state: CentreState): (serviceId: string, at: number) => Durations {
  const book = new Map<string, Map<number, Durations>>()
  return (serviceId, at) => {
    const hour = Math.floor(at / hourMs)
    const hours = book.get(serviceId) ?? new Map<number, Durations>()
    const known = hours.get(hour)
    if (known !== undefined) return known
    const found = durationsOf(state, serviceId, at)
    book.set(serviceId, hours.set(hour, found))
    return found
  }
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
