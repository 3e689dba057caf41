import { openTarget, type Target } from '../centre/target.ts'
import { type Figure, spread } from '../figures.ts'
import { idPlace } from '../load/command_ids.ts'
import { type LoadPlan, runLoad } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'

const clientCounts = [1, 8, 64] as const
const rounds = 2
const warmUpSeconds = 1

/** One way to the same command, and what it did. */
interface Door {
  readonly plan: Omit<LoadPlan, 'seconds'>
  readonly latencies: number[]
  seconds: number
}

function doorsOf(
  { hub, kiosks, serviceIds }: Target,
  clients: number,
): Readonly<Record<'http' | 'heard' | 'socket', Door>> {
  const body = { serviceId: serviceIds[0], anonymous: true, delivery: 'spoken', commandId: idPlace }
  const door = (plan: Pick<LoadPlan, 'door' | 'listeners'>, text: object): Door => ({
    plan: {
      url: `${hub}/api/v1/tickets`,
      clients,
      tokens: kiosks,
      body: JSON.stringify(text),
      expect: 201,
      ...plan,
    },
    latencies: [],
    seconds: 0,
  })
  return {
    http: door({ door: 'http' }, body),
    heard: door({ door: 'http', listeners: clients }, body),
    socket: door({ door: 'socket' }, { type: 'command', command: { name: 'issue', body } }),
  }
}

async function load(door: Door, seconds: number, isCounted: boolean): Promise<void> {
  const result = await runLoad({ ...door.plan, seconds })
  if (!isCounted) return
  door.seconds += result.seconds
  for (const latency of result.latencies) door.latencies.push(latency / 1_000)
}

const rateOf = ({ latencies, seconds }: Door) => latencies.length / seconds

async function measure(clients: number, options: BenchOptions): Promise<Figure[]> {
  const target = await openTarget(options, { kiosks: clients, counters: 4 })
  const doors = doorsOf(target, clients)
  const all = Object.values(doors)
  for (const door of all) await load(door, warmUpSeconds, false)
  for (let round = 0; round < rounds; round += 1)
    for (const door of all) await load(door, options.seconds, true)
  await target.stop()
  const who = `${clients} ${clients === 1 ? 'client' : 'clients'}`
  const figure = (what: string, raw: Figure['raw'], note: string): Figure => ({
    what,
    value: rateOf(doors.socket),
    unit: 'tickets/s',
    ...spread(doors.socket.latencies),
    raw,
    note,
  })
  const heard = `HTTP door, ${clients} sockets listening`
  return [
    figure(
      `Tickets issued through the socket, ${who}`,
      { what: heard, value: rateOf(doors.heard) },
      `every one also hears every ticket; there p50 ${spread(doors.heard.latencies).p50.toFixed(2)} ms`,
    ),
    figure(
      `Tickets issued through the socket, ${who}`,
      { what: 'HTTP door, nobody listening', value: rateOf(doors.http) },
      `there p50 ${spread(doors.http.latencies).p50.toFixed(2)} ms`,
    ),
  ]
}

/** The socket's command door against the HTTP door at 1, 8 and 64 clients, turn by turn on one hub. */
export async function socketBench(options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const clients of clientCounts) {
    const measured = await measure(clients, options)
    for (const { value, raw } of measured)
      options.say(`  ${clients} clients: ${value.toFixed(0)}/s, ${raw?.what}: ${raw?.value.toFixed(0)}/s`)
    figures.push(...measured)
  }
  return figures
}
