import type { CentreState } from '../state.ts'
import type { BookedTime, PriorityClass, Ticket } from '../ticket.ts'
import { comingsOf } from './comings.ts'
import { durationBook } from './durations.ts'
import { linesOf, newcomer } from './lines.ts'
import { seededRandom } from './random.ts'
import { runForward, type Scene } from './run.ts'
import { serversOf } from './servers.ts'

/** When somebody will be called: minutes from now that half, and four fifths, of the runs stay within. */
export interface Forecast {
  readonly p50: number
  readonly p80: number
}

/** Looks at lines that all the runs of one forecast may cost together, which bounds its time. */
const looks = 120_000
const fewestRuns = 10
const mostRuns = 40
/** With fewer runs than this their mean and spread say more than the runs one by one. */
const enoughRuns = 30
/** The 80th percentile of the normal curve, in deviations. */
const normal80 = 0.8416

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

function summary(waits: readonly number[]): Forecast {
  if (waits.length >= enoughRuns) {
    const sorted = [...waits].sort((a, b) => a - b)
    return { p50: quantile(sorted, 0.5), p80: quantile(sorted, 0.8) }
  }
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  const variance = waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / Math.max(1, waits.length - 1)
  return { p50: mean, p80: mean + normal80 * Math.sqrt(variance) }
}

/** What is asked of a forecast: newcomers of these services, of one class, and tickets that wait. */
export interface Asked {
  readonly serviceIds: readonly string[]
  readonly priority: PriorityClass
  readonly tickets: readonly Ticket[]
  /** The time these newcomers have booked and check in to now. */
  readonly booked?: BookedTime | undefined
}

const newcomerId = (serviceId: string) => `new ${serviceId}`

function sceneOf(state: CentreState, { serviceIds, priority, tickets, booked }: Asked, now: number): Scene {
  const wanted = new Set(serviceIds)
  for (const { state: at, leg } of state.live.values()) {
    if (at === 'WAITING' || at === 'ISSUING') wanted.add(leg.serviceId)
  }
  const servers = serversOf(state, wanted, now)
  const lines = linesOf(state, servers, now, booked)
  // Behind everybody who waits, also when the clock was set back; who has booked for later is not there yet.
  const last = lines.all.reduce(
    (latest, { from, waiting }) => (from > now ? latest : Math.max(latest, waiting.at(-1)?.orderAt ?? 0)),
    now,
  )
  const newcomers = new Set(serviceIds.map(newcomerId))
  for (const serviceId of serviceIds) {
    const who = newcomer(newcomerId(serviceId), priority, last)
    const line = lines.ordinary(serviceId, priority)
    if (booked === undefined) line.waiting.push(who)
    else lines.all.push({ ...line, waiting: [{ ...who, slotAt: booked.slotAt }] })
  }
  const asked = new Set([...newcomers, ...tickets.map(({ id }) => id)])
  const comings = comingsOf(state, lines, now)
  return { state, now, servers, lines, comings, durations: durationBook(state), asked, newcomers }
}

/**
 * Runs the dispatcher forward many times from now, with drawn durations, remaining times and newcomers, and says
 * when newcomers of services, by service id, and tickets, by ticket id, are called (queue rules, estimate). The
 * same state and time give the same forecast.
 */
export function forecast(state: CentreState, asked: Asked, now: number): Map<string, Forecast> {
  const scene = sceneOf(state, asked, now)
  const waiting = scene.lines.all.reduce((sum, line) => sum + line.waiting.length, scene.servers.length)
  const cost = Math.max(1, waiting * (scene.lines.all.length + 4))
  const count = Math.max(fewestRuns, Math.min(mostRuns, Math.floor(looks / cost)))
  const waits = new Map<string, number[]>([...scene.asked].map((id) => [id, []]))
  for (let run = 0; run < count; run++) {
    for (const [id, at] of runForward(scene, seededRandom(run)))
      waits.get(id)?.push(Math.max(0, (at - now) / 60_000))
  }
  const ids: [string, string][] = [
    ...asked.serviceIds.map((id): [string, string] => [id, newcomerId(id)]),
    ...asked.tickets.map(({ id }): [string, string] => [id, id]),
  ]
  return new Map(ids.map(([id, key]) => [id, summary(waits.get(key) ?? [0])]))
}
