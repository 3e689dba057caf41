import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CentreState,
  type CounterConfig,
  type DomainEvent,
  emptyCentre,
  event,
  evolve,
  type Service,
} from '#domain'
import { centreDefinition } from '#hub'
import { root } from '../programs.ts'

/** Monday 5 January 2026, 10:00 in Shanghai. */
const startsAt = Date.parse('2026-01-05T02:00:00Z')
const letters = 'ABCDEFGHJKLMNPQRSTUV'
const everyMs = 2_000
const priorityEvery = 8

/** A hall in memory, with a moment (ms since the epoch). */
export interface FullHall {
  readonly state: CentreState
  readonly now: number
}

/** As many services, counters with eight of them each, and people waiting as wanted; every eighth has priority. */
export function fullHall(size: { services: number; counters: number; waiting: number }): FullHall {
  const file = join(root, 'resources', 'demo', 'centre.json')
  const { site, policy, services, counters } = centreDefinition.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [model, place] = [services[0], counters[0]]
  if (model === undefined || place === undefined) throw new Error(`${file} has no service or no counter`)
  const state = emptyCentre()
  let now = startsAt
  const happen = (what: DomainEvent) => {
    const at = new Date(now).toISOString()
    evolve(state, { ...what, revision: state.revision + 1, at, prevHash: '', hash: '' })
  }
  happen(event('CentreConfigured', { site, policy }))
  const serviceOf = (index: number): Service => {
    const { rules: _, booking: __, ...plain } = model
    return {
      ...plain,
      id: `s${index}`,
      prefix: letters[index % letters.length] ?? 'A',
      targetMinutes: 20 + index,
    }
  }
  const ids = Array.from({ length: size.services }, (_, index) => `s${index}`)
  for (const index of ids.keys()) happen(event('ServiceSaved', { service: serviceOf(index) }))
  happen(event('DayOpened', { businessDay: '2026-01-05' }))
  for (let index = 0; index < size.counters; index++) {
    const serviceIds = Array.from({ length: 8 }, (_, nth) => ids[(index * 3 + nth) % ids.length] ?? '')
    const counter: CounterConfig = { ...place, id: `c${index}`, serviceIds }
    happen(event('CounterSaved', { counter }))
    happen(event('CounterOpened', { counterId: counter.id, staffId: `p${index}` }))
  }
  for (let index = 0; index < size.waiting; index++) {
    now += everyMs
    const serviceId = ids[(index * 7) % ids.length] ?? ''
    happen(
      event('TicketIssued', {
        ticketId: `t${index}`,
        number: `A${index}`,
        series: 'A',
        sequence: index + 1,
        serviceId,
        priority: index % priorityEvery === 0 ? 'elderly' : 'normal',
        claims: [],
        personRef: null,
        channel: 'guide',
        delivery: 'spoken',
        ahead: 0,
        estimate: { p50Minutes: 0, p80Minutes: 0 },
      }),
    )
  }
  return { state, now: now + everyMs }
}

/** Milliseconds each of so many runs took; some before them are not counted, so that the code is warm. */
export function timesOf(runs: number, run: (turn: number) => void): number[] {
  for (let turn = 0; turn < Math.ceil(runs / 4); turn++) run(turn)
  return Array.from({ length: runs }, (_, turn) => {
    const started = performance.now()
    run(turn)
    return performance.now() - started
  })
}
