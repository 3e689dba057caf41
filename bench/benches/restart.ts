import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { benchCentre } from '../centre/definition.ts'
import { fillDay } from '../centre/fill_day.ts'
import { type HubPlace, hubPlace, startHub } from '../centre/hub_process.ts'
import { readyAfter } from '../centre/ready.ts'
import { durationFigure, type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import { startReference } from '../reference/start_reference.ts'

const days = [0, 1_000, 5_000] as const
const restarts = 7

async function filledPlace(tickets: number): Promise<{ place: HubPlace; head: number }> {
  const centre = benchCentre({ kiosks: 8, counters: 8 })
  const place = await hubPlace(centre)
  const hub = await startHub(place)
  const head = await fillDay(hub.url, centre, tickets)
  await hub.stop('SIGKILL')
  return { place, head }
}

/** Each start finds the data as the kill left it: a hub that starts takes a snapshot, which would help the next one. */
async function restartTimes(place: HubPlace): Promise<{ times: number[]; bare: number[] }> {
  const times: number[] = []
  const bare: number[] = []
  const [data, kept] = [join(place.folder, 'data'), join(place.folder, 'kept')]
  cpSync(data, kept, { recursive: true })
  for (let turn = 0; turn < restarts; turn += 1) {
    rmSync(data, { recursive: true })
    cpSync(kept, data, { recursive: true })
    const started = performance.now()
    const ready = readyAfter(started, `http://127.0.0.1:${place.port}`)
    const hub = await startHub(place)
    times.push(await ready)
    await hub.stop('SIGKILL')
    bare.push(await bareStart())
  }
  return { times, bare }
}

async function bareStart(): Promise<number> {
  const started = performance.now()
  const reference = await startReference(300)
  const time = await readyAfter(started, reference.url)
  await reference.stop('SIGKILL')
  return time
}

/** How long a hub that was killed takes until it serves again, by the length of its day. */
export async function restartBench(options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const tickets of days) {
    const { place, head } = await filledPlace(tickets)
    const { times, bare } = await restartTimes(place)
    const raw = { what: 'bare Node + Fastify + SQLite start', value: spread(bare).p50 }
    const what = `Hub killed (SIGKILL) and started until /readyz answers 200, ${tickets === 0 ? 'empty day' : `${tickets}-ticket day`}`
    figures.push(durationFigure(what, times, raw, `${head} events in the log`))
    options.say(`  ${tickets} tickets, ${head} events: ${spread(times).p50.toFixed(0)} ms`)
  }
  return figures
}
