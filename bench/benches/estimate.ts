import { estimate, estimateAll, staffingRun } from '#domain'
import { fullHall, timesOf } from '../centre/full_hall.ts'
import { durationFigure, type Figure } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const services = 20
const counters = 12
/** An estimate is short: so many for each sample of the slower benches. */
const often = 4
/** A simulation is long: it is not worth as many samples as an estimate. */
const longest = 10

/** One estimate, those of all services together, and one simulation of a manager's question. */
export async function estimateBench(options: BenchOptions): Promise<Figure[]> {
  return [100, 500, 2_000].flatMap((waiting) => {
    const { state, now } = fullHall({ services, counters, waiting })
    const serviceIds = [...state.services.keys()]
    const [last] = [...state.live.values()].slice(-1)
    const of = (what: string, samples: number, note: string, run: (turn: number) => void) =>
      durationFigure(`${what}, ${waiting} waiting`, timesOf(samples, run), null, note)
    const size = `${services} services, ${counters} counters`
    const figures = [
      of(
        'Estimate of one service',
        options.samples * often,
        size,
        (turn) => void estimate(state, serviceIds[turn % serviceIds.length] ?? '', now),
      ),
      of(
        'Estimate of all services',
        options.samples * often,
        `${size}; at most once a second in a hub`,
        () => void estimateAll(state, now),
      ),
      of(
        'Estimate of the last ticket in the queue',
        options.samples * often,
        size,
        () => void estimate(state, last?.leg.serviceId ?? '', now, last ?? null),
      ),
    ]
    if (waiting > 500) return figures
    const close = { type: 'close', counterId: 'c0' } as const
    const simulation = of(
      'One simulation of the rest of the day',
      Math.min(longest, options.samples),
      size,
      (turn) => void staffingRun(state, 'now', close, now, turn),
    )
    return [...figures, simulation]
  })
}
