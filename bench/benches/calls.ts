import { z } from 'zod'
import { openTarget, type Target } from '../centre/target.ts'
import { durationFigure, type Figure, spread } from '../figures.ts'
import { commandIds, idPlace } from '../load/command_ids.ts'
import { type Connection, connect, postRequest } from '../load/connection.ts'
import { runLoad } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'
import { startReference } from '../reference/start_reference.ts'

const counters = 16
const waiting = 2_000
const rounds = 3
const warmUpSeconds = 1

const called = z.object({ ticket: z.object({ number: z.string() }) })

/** Durations of what was sent, and for how long it went on. */
interface Work {
  readonly calls: number[]
  readonly all: number[]
  seconds: number
}

const noWork = (): Work => ({ calls: [], all: [], seconds: 0 })

/** Does one thing over and over on each of the connections for so many seconds. */
async function over(
  connections: readonly Connection[],
  seconds: number,
  into: Work,
  once: (connection: Connection, index: number, into: Work) => Promise<void>,
): Promise<void> {
  const started = performance.now()
  const until = started + seconds * 1_000
  await Promise.all(
    connections.map(async (connection, index) => {
      while (performance.now() < until) await once(connection, index, into)
    }),
  )
  into.seconds += (performance.now() - started) / 1_000
}

/** A counter's round: one more takes a number, the next is called, received and finished; so the queue stays as long. */
function desks({ hub, kiosks, counters: all, serviceIds }: Target) {
  const newId = commandIds()
  const issue = new URL(`${hub}/api/v1/tickets`)
  const send = async (connection: Connection, url: URL, token: string, body: object, into: Work) => {
    const request = postRequest(url, token, JSON.stringify({ ...body, commandId: newId() }))
    const sent = performance.now()
    const answer = await connection.exchange(request)
    const took = performance.now() - sent
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`${url.pathname}: ${answer.body}`)
    into.all.push(took)
    return { took, body: answer.body }
  }
  const at = (index: number) => {
    const { id = '', token = '' } = all[index % all.length] ?? {}
    const url = new URL(`${hub}/api/v1/counters/${id}/commands`)
    return (connection: Connection, type: string, into: Work) => send(connection, url, token, { type }, into)
  }
  return {
    open: (connection: Connection, index: number) => at(index)(connection, 'open', noWork()),
    async round(connection: Connection, index: number, into: Work) {
      const work = at(index)
      const token = kiosks[index % kiosks.length] ?? ''
      const serviceId = serviceIds[into.all.length % serviceIds.length]
      await send(connection, issue, token, { serviceId, anonymous: true, delivery: 'spoken' }, into)
      const { took, body } = await work(connection, 'call-next', into)
      called.parse(JSON.parse(body))
      into.calls.push(took)
      await work(connection, 'arrive', into)
      await work(connection, 'finish', into)
    },
  }
}

async function fillQueue({ hub, kiosks, serviceIds }: Target): Promise<void> {
  for (const [index, serviceId] of serviceIds.entries())
    await runLoad({
      url: `${hub}/api/v1/tickets`,
      clients: 8,
      tokens: kiosks,
      body: JSON.stringify({ serviceId, anonymous: true, delivery: 'spoken', commandId: idPlace }),
      expect: 201,
      count: Math.floor((waiting + index) / serviceIds.length),
    })
}

/** Call-next at 16 counters while 2,000 wait, over HTTP, against a bare server at 16 clients, turn by turn. */
export async function callsBench(options: BenchOptions): Promise<Figure[]> {
  const target = await openTarget(options, { kiosks: counters, counters })
  const reference = await startReference(300)
  const { hostname, port } = new URL(target.hub)
  const open = (host: string, to: string) =>
    Promise.all(Array.from({ length: counters }, () => connect(host, Number(to))))
  await fillQueue(target)
  const own = await open(hostname, port)
  const bareUrl = new URL(`${reference.url}/tickets`)
  const bareConnections = await open(bareUrl.hostname, bareUrl.port)
  const desk = desks(target)
  await Promise.all(own.map(desk.open))
  const newId = commandIds()
  const bareOnce = async (connection: Connection, _index: number, into: Work) => {
    const sent = performance.now()
    await connection.exchange(
      postRequest(bareUrl, '', JSON.stringify({ type: 'call-next', commandId: newId() })),
    )
    into.all.push(performance.now() - sent)
  }
  const [hub, bare] = [noWork(), noWork()]
  await over(own, warmUpSeconds, noWork(), desk.round)
  await over(bareConnections, warmUpSeconds, noWork(), bareOnce)
  for (let round = 0; round < rounds; round += 1) {
    await over(own, options.seconds, hub, desk.round)
    await over(bareConnections, options.seconds, bare, bareOnce)
  }
  for (const connection of [...own, ...bareConnections]) connection.close()
  await Promise.all([target.stop(), reference.stop()])
  const rate = bare.all.length / bare.seconds
  const reference16 = `bare Fastify + SQLite FULL, ${counters} clients`
  const figures: Figure[] = [
    {
      what: `Commands of ${counters} counters while ${waiting} wait`,
      value: hub.all.length / hub.seconds,
      unit: '/s',
      ...spread(hub.all),
      raw: { what: reference16, value: rate },
      note: 'issue, call-next, arrive, finish in turn: the queue stays as long',
    },
    durationFigure(
      'Call-next sent until answered (durable)',
      hub.calls,
      { what: reference16, value: spread(bare.all).p50 },
      `${(hub.calls.length / hub.seconds).toFixed(0)} calls/s; there p99 ${spread(bare.all).p99.toFixed(2)} ms`,
    ),
  ]
  for (const { what, value, unit, p99, raw } of figures)
    options.say(
      `  ${what}: ${value.toFixed(1)} ${unit}, p99 ${p99?.toFixed(1)} ms, bare ${raw?.value.toFixed(1)}`,
    )
  return figures
}
