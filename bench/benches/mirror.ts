import { WebSocket, WebSocketServer } from 'ws'
import { protocolVersion } from '#protocol'
import { type BenchCentre, benchCentre } from '../centre/definition.ts'
import { fillDay } from '../centre/fill_day.ts'
import { hubPlace, startHub } from '../centre/hub_process.ts'
import { durationFigure, type Figure, spread } from '../figures.ts'
import { type AgentProcess, startAgent } from '../hall/agent_process.ts'
import { type Gate, gateTo } from '../hall/gate.ts'
import { openBareSocket } from '../hall/sockets.ts'
import type { BenchOptions } from '../options.ts'

const tickets = 5_000
const turns = 7

/** An agent behind a gate that is shut. */
interface Away {
  readonly gate: Gate
  readonly agent: AgentProcess
}

async function agentAway(hub: string, centre: BenchCentre): Promise<Away> {
  const device = centre.devices.find(({ id }) => id === 'bench-board')
  if (device === undefined) throw new Error('the centre has no board')
  const gate = await gateTo(hub)
  return { gate, agent: await startAgent('display', gate.url, device, {}) }
}

const isConnected = (text: string) =>
  text.startsWith('{"type":"hub-link"') && text.includes('"connected":true')
const revisionIn = (text: string): number | null => {
  if (!text.startsWith('{"type":"snapshot"') && !text.startsWith('{"type":"events"')) return null
  const message: { revision?: number; events?: { revision: number }[] } = JSON.parse(text)
  return message.revision ?? message.events?.at(-1)?.revision ?? null
}

/**
 * Opens the gate: ms from the agent's connection to the moment its page has the state at `head` and is told that the
 * hub answers; and the bytes that it took.
 */
async function caughtUp({ gate, agent }: Away, head: number): Promise<{ ms: number; bytes: number }> {
  const page = await openBareSocket(agent.url)
  const shown = page.when((text) => (revisionIn(text) ?? 0) >= head)
  const linked = page.when(isConnected)
  page.send({ type: 'hello', protocol: protocolVersion, token: agent.token, lastRevision: null })
  const from = await gate.open()
  const ms = Math.max(await shown, await linked) - from
  page.close()
  return { ms, bytes: gate.received() }
}

/** What the hub says to a page that knows nothing: the very text a mirror is made from. */
async function snapshotOf(hub: string, token: string): Promise<string> {
  const page = await openBareSocket(`${hub.replace('http', 'ws')}/ws`)
  let snapshot = ''
  const came = page.when((text) => {
    if (text.startsWith('{"type":"snapshot"')) snapshot = text
    return snapshot !== ''
  })
  page.send({ type: 'hello', protocol: protocolVersion, token, lastRevision: null })
  await came
  page.close()
  return snapshot
}

/** The same text over a bare socket, read with JSON.parse by the other end; both in this process. */
async function bareTransfer(text: string): Promise<number[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await new Promise((done) => server.once('listening', done))
  server.on('connection', (socket) => socket.send(text))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const times: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const from = performance.now()
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
    await new Promise<void>((done) =>
      socket.once('message', (data) => {
        JSON.parse(String(data))
        done()
      }),
    )
    times.push(performance.now() - from)
    socket.terminate()
  }
  server.close()
  return times
}

async function end({ gate, agent }: Away): Promise<void> {
  await agent.stop()
  gate.close()
}

/** How long an agent takes to catch a busy day up, from nothing and from the middle of it. */
export async function mirrorBench(options: BenchOptions): Promise<Figure[]> {
  const centre = benchCentre({ kiosks: 8, counters: 8 })
  const hub = await startHub(await hubPlace(centre))
  const half = await fillDay(hub.url, centre, tickets / 2)
  const halfway: Away[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const away = await agentAway(hub.url, centre)
    await caughtUp(away, half)
    away.gate.shut()
    halfway.push(away)
  }
  const head = await fillDay(hub.url, centre, tickets / 2)
  const fromHalf: { ms: number; bytes: number }[] = []
  for (const away of halfway) {
    fromHalf.push(await caughtUp(away, head))
    await end(away)
  }
  const fromNothing: { ms: number; bytes: number }[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const away = await agentAway(hub.url, centre)
    fromNothing.push(await caughtUp(away, head))
    await end(away)
  }
  const token = centre.devices.find(({ id }) => id === 'bench-board')?.token ?? ''
  const text = await snapshotOf(hub.url, token)
  const what = `the same state (${(text.length / 2 ** 20).toFixed(1)} MiB) over a bare socket and JSON.parse`
  const raw = { what, value: spread(await bareTransfer(text)).p50 }
  await hub.stop()
  const figure = (from: string, runs: readonly { ms: number; bytes: number }[]) => {
    const { p50 } = spread(runs.map(({ ms }) => ms))
    options.say(`  from ${from}: ${p50.toFixed(0)} ms`)
    return durationFigure(
      `Agent's mirror and page caught up with a ${tickets}-ticket day, from ${from}`,
      runs.map(({ ms }) => ms),
      raw,
      `${head} events in the log; ${((runs[0]?.bytes ?? 0) / 2 ** 20).toFixed(1)} MiB from the hub; from its connection to its page`,
    )
  }
  return [figure('nothing', fromNothing), figure(`half of it (${half} events)`, fromHalf)]
}
