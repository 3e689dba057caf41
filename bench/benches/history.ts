import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchCentre } from '../centre/definition.ts'
import { type HubPlace, type HubProcess, hubPlace, startHub } from '../centre/hub_process.ts'
import { readyAfter } from '../centre/ready.ts'
import { newHistory } from '../contention/history.ts'
import { counterDesk } from '../contention/senders.ts'
import { durationFigure, type Figure, spread } from '../figures.ts'
import type { Filled } from '../history/fill.ts'
import { filledCentre } from '../history/filled_centre.ts'
import { searchFigures } from '../history/search.ts'
import { idPlace } from '../load/command_ids.ts'
import { runLoad } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'

const size = { perDay: 2_000, perPerson: 50 } as const
const clients = 8
const counters = 16
const rounds = 3
const restarts = 5
const warmUpSeconds = 1

/** One of the two centres, and what it did over the rounds. */
interface Side {
  readonly place: HubPlace
  readonly name: string
  readonly restartMs: number[]
  readonly issueMs: number[]
  readonly callMs: number[]
  issueSeconds: number
  callSeconds: number
}

const side = (place: HubPlace, name: string): Side => ({
  place,
  name,
  restartMs: [],
  issueMs: [],
  callMs: [],
  issueSeconds: 0,
  callSeconds: 0,
})

async function issue(
  hub: HubProcess,
  centre: BenchCentre,
  seconds: number,
  into: Side | null,
): Promise<void> {
  const kiosks = centre.devices.filter(({ id }) => id.startsWith('bench-kiosk')).map(({ token }) => token)
  const body = JSON.stringify({
    serviceId: centre.serviceIds[0],
    anonymous: true,
    delivery: 'spoken',
    commandId: idPlace,
  })
  const plan = { url: `${hub.url}/api/v1/tickets`, clients, tokens: kiosks, body, expect: 201, seconds }
  const result = await runLoad(plan)
  if (into === null) return
  into.issueSeconds += result.seconds
  for (const latency of result.latencies) into.issueMs.push(latency / 1_000)
}

async function call(hub: HubProcess, centre: BenchCentre, seconds: number, into: Side): Promise<void> {
  const history = newHistory()
  const started = performance.now()
  const until = started + seconds * 1_000
  const desks = centre.devices.filter(({ id }) => id.startsWith('bench-counter'))
  await Promise.all(
    desks.map(({ counterId, token }) =>
      counterDesk(hub.url, { id: counterId ?? '', token }, history, {
        goesOn: () => false,
        hasEnough: () => performance.now() >= until,
      }),
    ),
  )
  if (history.strange.length > 0) throw new Error(history.strange[0])
  into.callSeconds += (performance.now() - started) / 1_000
  into.callMs.push(...history.callMs)
}

/** Kills the hub of a place and starts it again; returns it running. */
async function restart(running: HubProcess, into: Side): Promise<HubProcess> {
  await running.stop('SIGKILL')
  const started = performance.now()
  const ready = readyAfter(started, `http://127.0.0.1:${into.place.port}`)
  const hub = await startHub(into.place)
  into.restartMs.push(await ready)
  return hub
}

const rate = (what: string, done: readonly number[], seconds: number, raw: number): Figure => ({
  what,
  value: done.length / seconds,
  unit: '/s',
  ...spread(done),
  raw: { what: 'the same on an empty centre', value: raw },
  note: '',
})

function figures(full: Side, empty: Side, filled: Filled): Figure[] {
  const { tickets, days, events, people, commands } = filled
  const file = join(full.place.folder, 'data', 'hub.db')
  const gigabytes = (statSync(file).size / 2 ** 30).toFixed(1)
  const what = `${tickets} tickets of ${days} days, ${events} events, ${people} people, ${commands} answers, ${gigabytes} GB`
  const raw = { what: 'the same on an empty centre', value: spread(empty.restartMs).p50 }
  return [
    rate(
      `Issued on top of a history, ${clients} clients`,
      full.issueMs,
      full.issueSeconds,
      empty.issueMs.length / empty.issueSeconds,
    ),
    rate(
      `Called (and received, and finished) on top of it, ${counters} counters`,
      full.callMs,
      full.callSeconds,
      empty.callMs.length / empty.callSeconds,
    ),
    durationFigure('Hub killed (SIGKILL) and started until /readyz answers 200', full.restartMs, raw),
  ].map((figure, index) => (index === 0 ? { ...figure, note: what } : figure))
}

/** A centre with years behind it against an empty one, turn by turn in the same run; then a manager's searches. */
export async function historyBench(options: BenchOptions): Promise<Figure[]> {
  const wanted = { tickets: options.tickets, ...size }
  const { centre, folder, filled } = await filledCentre({ kiosks: clients, counters }, wanted, options)
  const full = side(await hubPlace(centre, folder), 'full')
  const empty = side(await hubPlace(centre), 'empty')
  const hubs = new Map<Side, HubProcess>()
  const both = [empty, full] as const
  for (const each of both) hubs.set(each, await startHub(each.place))
  const hubOf = (each: Side) => {
    const hub = hubs.get(each)
    if (hub === undefined) throw new Error('the hub does not run')
    return hub
  }
  for (let turn = 0; turn < restarts; turn += 1)
    for (const each of both) hubs.set(each, await restart(hubOf(each), each))
  const { manager } = centre
  const searches = await searchFigures(hubOf(full).url, manager, filled, Math.max(options.samples, 100))
  for (const each of both) await issue(hubOf(each), centre, warmUpSeconds, null)
  for (let round = 0; round < rounds; round += 1)
    for (const each of both) {
      await issue(hubOf(each), centre, options.seconds, each)
      await call(hubOf(each), centre, options.seconds, each)
    }
  const result = [...figures(full, empty, filled), ...searches]
  await Promise.all(both.map((each) => hubOf(each).stop()))
  for (const { what, value, unit, raw, p99 } of result)
    options.say(
      `  ${what}: ${value.toFixed(1)} ${unit}, p99 ${p99?.toFixed(1)} ms, ${raw === null ? '' : `ratio ${(value / raw.value).toFixed(2)}`}`,
    )
  return result
}
