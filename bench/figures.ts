/** One line of the published table. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** Milliseconds, where the figure is a rate or has a spread; null where it has none. */
  readonly p50: number | null
  readonly p99: number | null
  readonly worst: number | null
  readonly samples: number
  /** What the machine itself does, measured in the same run, in the figure's unit. */
  readonly raw: { readonly what: string; readonly value: number } | null
  readonly note: string
}

/** Percentiles of a set of samples, milliseconds. */
export interface Spread {
  readonly p50: number
  readonly p99: number
  readonly worst: number
  readonly samples: number
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Median, 99th percentile and worst of samples (nearest rank). */
export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    worst: sorted.at(-1) ?? Number.NaN,
    samples: sorted.length,
  }
}

/** A figure whose value is the median of durations, with its raw limit. */
export function durationFigure(
  what: string,
  samples: readonly number[],
  raw: Figure['raw'] = null,
  note = '',
): Figure {
  const { p50, p99, worst, samples: count } = spread(samples)
  return { what, value: p50, unit: 'ms', p50, p99, worst, samples: count, raw, note }
}

/** A figure that is a number of events and has no spread. */
export const countFigure = (what: string, value: number, samples: number, note = ''): Figure => ({
  what,
  value,
  unit: 'count',
  p50: null,
  p99: null,
  worst: null,
  samples,
  raw: null,
  note,
})
