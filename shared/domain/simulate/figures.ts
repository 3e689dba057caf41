import type { SimulatedWait } from './day.ts'

/** What a simulated day comes to; minutes. */
export interface SimulatedFigures {
  readonly came: number
  readonly served: number
  readonly meanWait: number
  readonly p50Wait: number
  readonly p80Wait: number
  readonly longestWait: number
}

/** How true the estimates were, as shares of the waits; `count` leaves out those to whom no wait was announced. */
export interface EstimateTruth {
  readonly count: number
  /** The wait lay between P50 and P80. */
  readonly within: number
  /** The wait was not longer than P80. */
  readonly covered: number
  /** Mean of wait minus P50, minutes: above zero the estimates are too short. */
  readonly bias: number
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0

/** The figures of waits. */
export function figuresOf(waits: readonly SimulatedWait[]): SimulatedFigures {
  const minutes = waits.flatMap(({ waitedMinutes }) => waitedMinutes ?? []).sort((a, b) => a - b)
  return {
    came: waits.length,
    served: waits.filter(({ served }) => served).length,
    meanWait: minutes.reduce((sum, wait) => sum + wait, 0) / Math.max(1, minutes.length),
    p50Wait: quantile(minutes, 0.5),
    p80Wait: quantile(minutes, 0.8),
    longestWait: minutes.at(-1) ?? 0,
  }
}

/** How true the estimates were that the tickets carried. */
export function truthOf(waits: readonly SimulatedWait[]): EstimateTruth {
  const told = waits.flatMap(({ waitedMinutes, estimate, claim }) =>
    waitedMinutes === null || claim !== null || estimate.p80Minutes === 0
      ? []
      : [{ waitedMinutes, ...estimate }],
  )
  const share = (is: (each: (typeof told)[number]) => boolean) =>
    told.filter(is).length / Math.max(1, told.length)
  return {
    count: told.length,
    within: share((each) => each.waitedMinutes >= each.p50Minutes && each.waitedMinutes <= each.p80Minutes),
    covered: share((each) => each.waitedMinutes <= each.p80Minutes),
    bias:
      told.reduce((sum, each) => sum + each.waitedMinutes - each.p50Minutes, 0) / Math.max(1, told.length),
  }
}
