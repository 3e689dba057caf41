import type { CounterConfig, Service } from '../catalogue.ts'
import { localMoment, minuteOf, workingDay } from '../hours.ts'
import type { CentreState } from '../state.ts'

/** From one moment until another, both ms since the epoch; the end is not part of it. */
export interface Span {
  readonly from: number
  readonly to: number
}

const minuteMs = 60_000

/** The stretches of a day in which numbers of a service are issued; the whole day where hours are not kept. */
export function stretchesOf(state: CentreState, service: Service | undefined, at: number): Span[] {
  const { policy } = state
  const moment = localMoment(at, policy.zoneMinutes)
  const midnight = Date.parse(`${moment.date}T00:00:00Z`) - policy.zoneMinutes * minuteMs
  if (policy.hours === 'always') return [{ from: midnight, to: midnight + 1_440 * minuteMs }]
  const weekday = workingDay(policy, moment)
  return (service?.hours ?? [])
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => ({
      from: midnight + minuteOf(from) * minuteMs,
      to: midnight + minuteOf(to) * minuteMs,
    }))
    .sort((a, b) => a.from - b.from)
}

/**
 * The breaks of a counter on a day: between the stretches of the services in its profile, when none of them is
 * open. A counter on midday duty (午间值班) has none. After the last stretch those who wait are still served
 * (延时服务), so that the evening is no break.
 */
export function breaksOf(state: CentreState, counter: CounterConfig, at: number): Span[] {
  if (counter.middayDuty === true || state.policy.hours === 'always') return []
  const open = counter.serviceIds
    .flatMap((id) => stretchesOf(state, state.services.get(id), at))
    .sort((a, b) => a.from - b.from)
  const breaks: Span[] = []
  let until = open[0]?.to ?? 0
  for (const { from, to } of open) {
    if (from > until) breaks.push({ from: until, to: from })
    until = Math.max(until, to)
  }
  return breaks
}

/** The moment itself, or the end of the break it falls into. */
export function afterBreaks(breaks: readonly Span[], at: number): number {
  for (const { from, to } of breaks) if (at >= from && at < to) return to
  return at
}

/** When the first service opens and the last one closes on a day, or null when none is open. */
export function dayOf(state: CentreState, at: number): Span | null {
  const all = [...state.services.values()].flatMap((service) => stretchesOf(state, service, at))
  if (all.length === 0) return null
  return { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) }
}
