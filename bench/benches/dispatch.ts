import { dispatch, liveCounter } from '#domain'
import { fullHall, timesOf } from '../centre/full_hall.ts'
import { durationFigure, type Figure } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const services = 20
const counters = 20
/** A decision is short: many of them for each sample of the slower benches. */
const decisions = 40

/** Who is called next, out of more and more who wait. */
export async function dispatchBench(options: BenchOptions): Promise<Figure[]> {
  return [100, 500, 2_000].map((waiting) => {
    const { state, now } = fullHall({ services, counters, waiting })
    const callers = [...state.counters.values()].map((counter) => ({
      counter,
      staffId: liveCounter(state, counter.id).staffId ?? '',
      priorityRun: 0,
    }))
    const taken = timesOf(options.samples * decisions, (turn) => {
      const caller = callers[turn % callers.length]
      if (caller !== undefined) dispatch(state, caller, now)
    })
    return durationFigure(
      `Dispatch: the next of ${waiting} waiting`,
      taken,
      null,
      `${services} services, ${counters} counters; one decision with its explanation`,
    )
  })
}
