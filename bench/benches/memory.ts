import { readFileSync } from 'node:fs'
import { benchCentre } from '../centre/definition.ts'
import { fillDay } from '../centre/fill_day.ts'
import { hubPlace, startHub } from '../centre/hub_process.ts'
import { startCityProcess } from '../city/city_process.ts'
import type { Figure } from '../figures.ts'
import { startAgent } from '../hall/agent_process.ts'
import { openPage } from '../hall/sockets.ts'
import type { BenchOptions } from '../options.ts'
import { pause } from '../programs.ts'
import { startReference } from '../reference/start_reference.ts'

const tickets = 5_000
/** Garbage of the work before is gone after a while; nobody works then. */
const settleMs = 3_000
const longestDrainMs = 120_000

/** What a process has in memory, as the system counts it (VmRSS and its highest, VmHWM), MiB. */
function residentOf(pid: number): { readonly now: number; readonly highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024
  return { now: mib('VmRSS'), highest: mib('VmHWM') }
}

async function untilReceived(url: string, siteId: string, head: number): Promise<void> {
  const end = performance.now() + longestDrainMs
  while (performance.now() < end) {
    const { sites }: { sites: { siteId: string; received: number }[] } = await (
      await fetch(`${url}/api/v1/sites`)
    ).json()
    if ((sites.find((each) => each.siteId === siteId)?.received ?? 0) >= head) return
    await pause(100)
  }
  throw new Error('the city has not received the day')
}

/** What hub, agent and city hold in memory, as programs of their own: at their start, and after a day. */
export async function memoryBench(options: BenchOptions): Promise<Figure[]> {
  const centre = benchCentre({ kiosks: 8, counters: 8 })
  const city = await startCityProcess(centre.siteId)
  const hub = await startHub(await hubPlace(centre), 'sqlite', city)
  const device = centre.devices.find(({ id }) => id === 'bench-board')
  if (device === undefined) throw new Error('the centre has no board')
  const agent = await startAgent('display', hub.url, device, {})
  const page = await openPage(agent.url, agent.token)
  const bare = await startReference(300)
  const programs = { hub, agent, city }
  const figures: Figure[] = []
  const weigh = async (when: string) => {
    await pause(settleMs)
    const raw = { what: 'bare Node + Fastify + SQLite, at its start', value: residentOf(bare.pid).now }
    for (const [name, { pid }] of Object.entries(programs)) {
      const { now, highest } = residentOf(pid)
      options.say(`  ${name}, ${when}: ${now.toFixed(0)} MiB, highest ${highest.toFixed(0)}`)
      figures.push({
        what: `Memory of the ${name} program, ${when}`,
        value: now,
        unit: 'MiB',
        ...{ p50: null, p99: null, worst: null, samples: 1, raw },
        note: `resident; highest so far ${highest.toFixed(0)} MiB`,
      })
    }
  }
  await weigh('at its start')
  const head = await fillDay(hub.url, centre, tickets)
  await untilReceived(city.url, centre.siteId, head)
  await weigh(`after a ${tickets}-ticket day (${head} events)`)
  page.close()
  for (const program of [bare, agent, hub, city]) await program.stop()
  return figures
}
