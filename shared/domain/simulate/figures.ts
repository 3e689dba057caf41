import type { SimulatedWait } from './day.ts'

/** What a simulated day comes to; minutes. */
export interface SimulatedFigures {
  readonly came: number
  readonly served: number
  readonly meanWait: number
  readonly p50Wait: number
  readonly p80Wait: number
  readonly p90Wait: number
  readonly longestWait: number
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
    p90Wait: quantile(minutes, 0.9),
    longestWait: minutes.at(-1) ?? 0,
  }
}
