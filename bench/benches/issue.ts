import { openTarget, type Target } from '../centre/target.ts'
import { type Figure, spread } from '../figures.ts'
import { idPlace } from '../load/command_ids.ts'
import { connect, postRequest } from '../load/connection.ts'
import { type LoadPlan, runLoad } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'
import { dataSyncs, singleRowCommits } from '../reference/disk.ts'
import { startReference } from '../reference/start_reference.ts'

const clientCounts = [1, 8, 64] as const
const rounds = 2
const warmUpSeconds = 1

/** What one side did over its rounds. */
interface Side {
  readonly plan: Omit<LoadPlan, 'seconds'>
  done: number
  seconds: number
  readonly latencies: number[]
}

const side = (plan: Side['plan']): Side => ({ plan, done: 0, seconds: 0, latencies: [] })

async function load(into: Side, seconds: number, counted: boolean): Promise<void> {
  const result = await runLoad({ ...into.plan, seconds })
  if (!counted) return
  into.done += result.latencies.length
  into.seconds += result.seconds
  for (const latency of result.latencies) into.latencies.push(latency / 1_000)
}

function figureOf(clients: number, hub: Side, reference: Side): Figure {
  const { p50, p99, worst, samples } = spread(hub.latencies)
  const bare = spread(reference.latencies)
  return {
    what: `Tickets issued through the HTTP door, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    value: hub.done / hub.seconds,
    unit: 'tickets/s',
    p50,
    p99,
    worst,
    samples,
    raw: { what: 'bare Fastify + SQLite FULL', value: reference.done / reference.seconds },
    note: `reference p50 ${bare.p50.toFixed(2)} ms, p99 ${bare.p99.toFixed(2)} ms`,
  }
}

/** The length of the hub's answer, so that the reference's is as long. */
async function replyLength(target: Target, body: string): Promise<number> {
  const url = new URL(`${target.hub}/api/v1/tickets`)
  const connection = await connect(url.hostname, Number(url.port))
  const sample = body.replace(idPlace, `01${'Z'.repeat(10)}${String(Date.now()).padStart(14, '0')}`)
  const answer = await connection.exchange(postRequest(url, target.kiosks[0] ?? '', sample))
  connection.close()
  if (answer.status !== 201) throw new Error(`no ticket: ${answer.status} ${answer.body}`)
  return Buffer.byteLength(answer.body)
}

async function measure(clients: number, options: BenchOptions): Promise<Figure> {
  const target = await openTarget(options, { kiosks: clients, counters: 4 })
  const [serviceId] = target.serviceIds
  const body = JSON.stringify({ serviceId, anonymous: true, delivery: 'spoken', commandId: idPlace })
  const reference = await startReference(await replyLength(target, body))
  const common = { clients, tokens: target.kiosks, body, expect: 201 }
  const hub = side({ ...common, url: `${target.hub}/api/v1/tickets` })
  const bare = side({ ...common, url: `${reference.url}/tickets` })
  for (const each of [hub, bare]) await load(each, warmUpSeconds, false)
  for (let round = 0; round < rounds; round += 1) {
    await load(hub, options.seconds, true)
    await load(bare, options.seconds, true)
  }
  await Promise.all([target.stop(), reference.stop()])
  return figureOf(clients, hub, bare)
}

function diskFigures(seconds: number): Figure[] {
  const commits = spread(singleRowCommits(seconds))
  const syncs = spread(dataSyncs(seconds))
  const common = { raw: null, note: '' }
  return [
    {
      what: 'This disk: single-row SQLite commits at synchronous=FULL',
      value: commits.samples / seconds,
      unit: 'commits/s',
      ...commits,
      ...common,
    },
    { what: 'This disk: 4 KiB append and fdatasync', value: syncs.p50, unit: 'ms', ...syncs, ...common },
  ]
}

/** Tickets a second at 1, 8 and 64 clients, against a bare server, turn by turn in the same run. */
export async function issueBench(options: BenchOptions): Promise<Figure[]> {
  const figures = diskFigures(Math.min(2, options.seconds))
  for (const clients of clientCounts) {
    const figure = await measure(clients, options)
    options.say(
      `  ${clients} clients: ${figure.value.toFixed(0)}/s, reference ${figure.raw?.value.toFixed(0)}/s`,
    )
    figures.push(figure)
  }
  return figures
}
