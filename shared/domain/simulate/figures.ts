import type { SimulatedWait } from './day.ts'
import type { DeskLoad } from './worker.ts'

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

/** One wait of a simulation; `minutes` null: never called, or given no number. */
export interface LivedWait {
  readonly serviceId: string
  readonly minutes: number | null
}

/** What one simulation came to. */
export interface Lived {
  readonly waits: readonly LivedWait[]
  readonly desks: readonly DeskLoad[]
  /** After closing, until the last visitor was served, minutes. */
  readonly overtimeMinutes: number
  /** From beginning to end, minutes. */
  readonly spanMinutes: number
}

/** Expected waits, minutes. */
export interface ExpectedWaits {
  /** People a simulation, all told. */
  readonly people: number
  readonly meanMinutes: number
  readonly p90Minutes: number
  /** Of these so many were never called or given no number: no counter has their service, or it is closed. */
  readonly unserved: number
}

/** What a staffing is expected to come to. */
export interface StaffingFigures {
  readonly all: ExpectedWaits
  readonly services: readonly ({ readonly serviceId: string } & ExpectedWaits)[]
  /** `load` is the share of the time in which somebody was at the counter. */
  readonly counters: readonly { readonly counterId: string; readonly load: number; readonly served: number }[]
  readonly overtimeMinutes: number
}

const tenths = (value: number) => Math.round(value * 10) / 10
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function expected(waits: readonly LivedWait[], runs: number): ExpectedWaits {
  const minutes = waits.flatMap((wait) => wait.minutes ?? []).sort((a, b) => a - b)
  return {
    people: tenths(waits.length / runs),
    meanMinutes: tenths(mean(minutes)),
    p90Minutes: tenths(quantile(minutes, 0.9)),
    unserved: tenths((waits.length - minutes.length) / runs),
  }
}

/** The figures of several simulations of one staffing. */
export function staffingFigures(runs: readonly Lived[]): StaffingFigures {
  const waits = runs.flatMap((run) => run.waits)
  const span = runs.reduce((sum, { spanMinutes }) => sum + spanMinutes, 0)
  const byService = Map.groupBy(waits, ({ serviceId }) => serviceId)
  const byCounter = Map.groupBy(
    runs.flatMap((run) => run.desks),
    ({ counterId }) => counterId,
  )
  return {
    all: expected(waits, Math.max(1, runs.length)),
    services: [...byService]
      .map(([serviceId, own]) => ({ serviceId, ...expected(own, runs.length) }))
      .sort((a, b) => (a.serviceId < b.serviceId ? -1 : 1)),
    counters: [...byCounter].map(([counterId, loads]) => ({
      counterId,
      load: Math.min(
        1,
        Math.round((loads.reduce((sum, each) => sum + each.busyMinutes, 0) / Math.max(1, span)) * 100) / 100,
      ),
      served: tenths(mean(loads.map(({ served }) => served))),
    })),
    overtimeMinutes: tenths(mean(runs.map((run) => run.overtimeMinutes))),
  }
}
