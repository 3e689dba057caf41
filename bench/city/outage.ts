import { join } from 'node:path'
import { benchCentre } from '../centre/definition.ts'
import { type HubProcess, hubPlace, startHub } from '../centre/hub_process.ts'
import { countFigure, durationFigure, type Figure, spread } from '../figures.ts'
import { fillHistory } from '../history/fill.ts'
import { idPlace } from '../load/command_ids.ts'
import { runLoad } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'
import { freePort, pause } from '../programs.ts'
import { type CityProcess, startCityProcess } from './city_process.ts'

/** Seven days of a centre make some 100,000 events. */
const outage = { tickets: 7 * 2_500, perDay: 2_500, perPerson: 50 } as const
const pollMs = 50
const longestMs = 300_000
const page = 1_000

interface Event {
  readonly revision: number
  readonly hash: string
}

async function receivedBy({ url }: CityProcess, siteId: string): Promise<number> {
  const { sites }: { sites: { siteId: string; received: number }[] } = await (
    await fetch(`${url}/api/v1/sites`)
  ).json()
  return sites.find((each) => each.siteId === siteId)?.received ?? 0
}

/** Every hash of a log, in order, as a door tells it. */
async function hashesAt(door: string, token: string): Promise<string[]> {
  const hashes: string[] = []
  for (;;) {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${door}?after=${hashes.length}&limit=${page}`, { headers })
    const { events }: { events: Event[] } = await response.json()
    hashes.push(...events.map(({ hash }) => hash))
    if (events.length < page) return hashes
  }
}

/** Latencies of one kiosk that takes a number whenever it has the last one, ms, until it is told to stop. */
async function issueUntil(hub: HubProcess, token: string, serviceId: string, goesOn: () => boolean) {
  const times: number[] = []
  const body = JSON.stringify({ serviceId, anonymous: true, delivery: 'spoken', commandId: idPlace })
  const plan = {
    url: `${hub.url}/api/v1/tickets`,
    clients: 1,
    tokens: [token],
    body,
    expect: 201,
    seconds: 1,
  }
  while (goesOn()) {
    const { latencies } = await runLoad(plan)
    times.push(...latencies.map((each) => each / 1_000))
  }
  return times
}

/** Waits until the city has so much of a site; rejects when it never does. */
async function until(city: CityProcess, siteId: string, holds: (received: number) => boolean) {
  const end = performance.now() + longestMs
  for (;;) {
    const received = await receivedBy(city, siteId)
    if (holds(received)) return { received, at: performance.now() }
    if (performance.now() > end) throw new Error(`the drain stands at ${received}`)
    await pause(pollMs)
  }
}

/** A week without a city, then its return: how fast what waits drains, and what the hall notices of it. */
export async function outageFigures(options: BenchOptions): Promise<Figure[]> {
  const centre = benchCentre({ kiosks: 1, counters: 8 })
  const place = await hubPlace(centre)
  const filled = await fillHistory(join(place.folder, 'data'), centre, outage, options.say)
  const secret = 'a shared secret of this bench'
  const port = await freePort()
  const hub = await startHub(place, 'sqlite', { url: `http://127.0.0.1:${port}`, secret })
  const kiosk = centre.devices.find(({ id }) => id === 'bench-kiosk-1')?.token ?? ''
  const service = centre.serviceIds[0] ?? ''
  const alone = Math.max(2, Math.round(options.seconds))
  let turns = 0
  const without = await issueUntil(hub, kiosk, service, () => turns++ < alone)

  const city = await startCityProcess(centre.siteId, { port, secret })
  const from = await until(city, centre.siteId, (received) => received > 0)
  let isOver = false
  const issued = issueUntil(hub, kiosk, service, () => !isOver)
  const to = await until(city, centre.siteId, (received) => received >= filled.events)
  isOver = true
  const during = await issued
  const inLog = await hashesAt(`${hub.url}/api/v1/events`, centre.devices[0]?.token ?? kiosk)
  await until(city, centre.siteId, (received) => received >= inLog.length)
  const atCity = await hashesAt(`${city.url}/api/v1/sites/${centre.siteId}/events`, '')
  const wrong = inLog.filter((hash, index) => atCity[index] !== hash).length
  await hub.stop()
  await city.stop()

  const drained = to.received - from.received
  const seconds = (to.at - from.at) / 1_000
  const raw = { what: 'the same hub while no city answers', value: spread(without).p50 }
  return [
    {
      what: `${filled.events} events of 7 days without a city drained, by hub and city as programs, a kiosk issuing meanwhile`,
      value: drained / seconds,
      unit: 'events/s',
      ...{ p50: null, p99: null, worst: null, samples: drained, raw: null },
      note: `${seconds.toFixed(1)} s; SQLite on both sides`,
    },
    durationFigure(
      'Ticket issued over HTTP while the backlog drains, 1 kiosk',
      during,
      raw,
      `p99 without the drain ${spread(without).p99.toFixed(1)} ms`,
    ),
    countFigure(
      'Events of the hub’s log that the city does not hold in their place after it',
      wrong,
      inLog.length,
    ),
  ]
}
