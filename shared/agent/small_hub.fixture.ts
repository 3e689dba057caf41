import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { assert, type Clock } from '#basics'
import { type Actor, findTicket, liveCounter, toSnapshot } from '#domain'
import {
  clientMessage,
  type DeviceCounters,
  type ServerMessage,
  type Visitor,
  type WireCommand,
} from '#protocol'
import { ticketOfMirror } from './reprint.ts'
import { domainCommand } from './small_hub_commands.fixture.ts'
import { smallLog } from './small_hub_log.fixture.ts'

const counterDevice: Actor = { kind: 'device', deviceId: 'counter-1', role: 'counter', counterId: 'c1' }
const pad: Actor = { kind: 'device', deviceId: 'pad-1', role: 'pad', counterId: 'c1' }
const display: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'display', counterId: null }
const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }

/** A hub of one process for tests: the real rules and the real protocol over a real socket, kept in memory. */
export function smallHub(clock: Clock) {
  const answers = new Map<string, ServerMessage>()
  const sockets = new Set<WebSocket>()
  const received: WireCommand[] = []
  const visitors: Visitor[] = []
  let counters: readonly DeviceCounters[] = []
  let http: Server | null = null
  let port = 0
  let muted = false
  let refusesTokens = false
  let files: RequestListener = (_, response) => response.writeHead(404).end()

  const push = (message: ServerMessage) => {
    if (!muted) for (const socket of sockets) socket.send(JSON.stringify(message))
  }
  const { centre, decided, after, act, rewrite } = smallLog(clock, (events) =>
    push({ type: 'events', events: [...events] }),
  )

  /** The reference of who asks for a number, if they said. */
  const personRef = (wire: WireCommand): string | null => {
    const visitor = wire.name === 'issue' ? wire.body.visitor : undefined
    if (visitor === undefined) return null
    visitors.push(visitor)
    return 'idNumber' in visitor ? `person-${visitors.length}` : null
  }
  const counterValue = (counterId: string) => {
    const live = liveCounter(centre, counterId)
    const ticket = findTicket(centre, live.currentTicketId ?? '')
    return {
      counterId,
      state: ticket === null ? 'open' : ticket.state === 'SERVING' ? 'serving' : 'called',
      staffId: live.staffId,
      ticket: ticket === null ? null : ticketOfMirror(centre, ticket, clock.now()),
      revision: centre.revision,
    }
  }
  const answerTo = (wire: WireCommand, as: string | undefined): ServerMessage => {
    const { commandId } = wire.body
    const freshId = `t-${randomUUID()}`
    const own = wire.name === 'report-plays' ? display : kiosk
    const actor = wire.name === 'counter' ? counterDevice : as === 'pad-token' ? pad : own
    const done = decided(domainCommand(wire, personRef(wire)), actor, freshId)
    if (!done.ok) {
      const { code } = done.error
      return {
        type: 'refused',
        commandId,
        problem: { type: 'x', title: code, status: 409, detail: code, code },
      }
    }
    const isNew = wire.name === 'issue' || wire.name === 'check-in'
    const ticketId = isNew ? freshId : 'ticketId' in wire ? wire.ticketId : ''
    const ticket = findTicket(centre, ticketId)
    if (wire.name === 'counter')
      return { type: 'result', commandId, ok: true, value: counterValue(wire.counterId) }
    const value =
      ticket === null ? { revision: centre.revision } : ticketOfMirror(centre, ticket, clock.now())
    return { type: 'result', commandId, ok: true, value }
  }
  const refuseTo = (socket: WebSocket, commandId: string, code: 'unavailable') => {
    const problem = { type: 'x', title: code, status: 503, detail: code, code }
    if (!muted) socket.send(JSON.stringify({ type: 'refused', commandId, problem } satisfies ServerMessage))
  }
  const obey = (socket: WebSocket, wire: WireCommand, as: string | undefined) => {
    const { commandId } = wire.body
    // It leases nothing: its agents cannot go on without it.
    if (wire.name === 'lease-numbers') return refuseTo(socket, commandId, 'unavailable')
    received.push(wire)
    const answer = answers.get(commandId) ?? answerTo(wire, as)
    answers.set(commandId, answer)
    if (!muted) socket.send(JSON.stringify(answer))
  }
  const greet = (socket: WebSocket, lastRevision: number | null) => {
    const send = (message: ServerMessage) => socket.send(JSON.stringify(message))
    if (refusesTokens) {
      const code = 'unauthenticated'
      send({ type: 'goodbye', problem: { type: 'x', title: code, status: 401, detail: code, code } })
      return socket.close()
    }
    sockets.add(socket)
    send({
      type: 'welcome',
      protocol: 1,
      identity: { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null },
      capabilities: {
        idCard: false,
        ticketPrinter: false,
        announcer: false,
        codeScanner: 'none',
        pagePrinter: false,
        demo: true,
      },
      serverTime: new Date(clock.now()).toISOString(),
      head: centre.revision,
      epoch: centre.epoch,
    })
    if (lastRevision === null || lastRevision > centre.revision)
      send({ type: 'snapshot', revision: centre.revision, state: toSnapshot(centre) })
    else send({ type: 'events', events: after(lastRevision) })
  }
  const accept = (socket: WebSocket) => {
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (raw) => {
      const message = clientMessage.parse(JSON.parse(raw.toString()))
      if (message.type === 'hello') greet(socket, message.lastRevision)
      if (message.type === 'ping' && !muted) socket.send(JSON.stringify({ type: 'pong' }))
      if (message.type === 'device-counters') counters = message.devices
      if (message.type === 'command') obey(socket, message.command, message.as)
    })
  }

  return {
    centre,
    received,
    visitors,
    /** What was last told of lines. */
    counters: () => counters,
    act,
    /** Answers nothing and pushes nothing, though it does what it is told: a link half open. */
    mute(now: boolean) {
      muted = now
    },
    refuseTokens(now: boolean) {
      refusesTokens = now
    },
    rewrite,
    /** What it answers over HTTP; it has no files unless a test says so. */
    serveFiles(listener: RequestListener) {
      files = listener
    },
    /** Cuts every link without a word. */
    cut() {
      for (const socket of sockets) socket.terminate()
    },
    /** Says something to all that is not in the log: a gap, for instance. */
    push,
    get url() {
      return `http://127.0.0.1:${port}`
    },
    get links() {
      return sockets.size
    },
    async start() {
      const server = createServer((request, response) => files(request, response))
      new WebSocketServer({ server, path: '/ws' }).on('connection', accept)
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      const address = server.address()
      assert(typeof address === 'object' && address !== null, 'listening')
      port = address.port
      http = server
    },
    async stop() {
      for (const socket of sockets) socket.terminate()
      http?.closeAllConnections()
      await new Promise((resolve) => http?.close(resolve))
    },
  }
}

/** Waits until something holds, letting sockets work; fails after five real seconds. */
export async function until(what: string, holds: () => boolean, meanwhile: () => void = () => undefined) {
  const deadline = performance.now() + 5_000
  while (!holds()) {
    assert(performance.now() < deadline, `still not: ${what}`)
    meanwhile()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
