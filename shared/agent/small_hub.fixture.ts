import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { assert, type Clock, ok } from '#basics'
import { newCommandId } from '#client'
import {
  type Actor,
  type Command,
  type DomainEvent,
  decide,
  defaultPolicy,
  emptyCentre,
  estimate,
  evolve,
  findTicket,
  liveCounter,
  type RecordedEvent,
  type Service,
  toSnapshot,
} from '#domain'
import {
  clientMessage,
  type DeviceCounters,
  type ServerMessage,
  type Visitor,
  type WireCommand,
} from '#protocol'
import { ticketOfMirror } from './reprint.ts'

const both = (zh: string) => ({ zh, en: `${zh} (en)` })

export const adviceService: Service = {
  id: 'advice',
  prefix: 'A',
  group: 'consultation',
  pictogram: 'speech',
  name: { zh: '法律咨询', en: 'Legal advice' },
  summary: both('咨询'),
  audience: both('公众'),
  materials: [both('身份证原件'), both('有关材料'), both('证据'), both('第四项')],
  procedure: [],
  basis: both('依据'),
  fee: both('免费'),
  timeLimit: both('当日'),
  hours: [],
  dailyQuota: null,
  targetMinutes: 20,
  meanMinutes: 10,
  carryOver: false,
  booking: { slotMinutes: 15, capacity: 9 },
  enabled: true,
}

const staffActor: Actor = {
  kind: 'staff',
  staffId: 'staff-1',
  roles: ['counter', 'guide', 'manager', 'admin'],
}
const counterDevice: Actor = { kind: 'device', deviceId: 'counter-1', role: 'counter', counterId: 'c1' }
const pad: Actor = { kind: 'device', deviceId: 'pad-1', role: 'pad', counterId: 'c1' }
const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }

/** The plain commands of a counter; those with forms are not for this hub. */
function atCounter({ counterId, body }: Extract<WireCommand, { name: 'counter' }>): Command {
  switch (body.type) {
    case 'call-next':
      return { counterId, type: 'call-next', finishCurrent: null }
    case 'finish':
      return { counterId, type: 'finish', outcome: body.outcome }
    case 'pause':
      return { counterId, type: 'pause', reason: body.reason }
    case 'recall':
    case 'arrive':
    case 'absent':
    case 'unpause':
      return { counterId, type: body.type }
    default:
      throw new Error(`the small hub does not know ${body.type}`)
  }
}

/** A hub of one process for tests: the real rules and the real protocol over a real socket, kept in memory. */
export function smallHub(clock: Clock) {
  const centre = emptyCentre()
  const log: RecordedEvent[] = []
  const answers = new Map<string, ServerMessage>()
  const sockets = new Set<WebSocket>()
  const received: WireCommand[] = []
  const visitors: Visitor[] = []
  let counters: readonly DeviceCounters[] = []
  let http: Server | null = null
  let port = 0
  let muted = false
  let refusesTokens = false
  let history = 'history'

  const append = (events: readonly DomainEvent[]) => {
    const recorded = events.map((event, index): RecordedEvent => {
      const revision = centre.revision + 1 + index
      const at = new Date(clock.now()).toISOString()
      const hash = (n: number) => `${history} ${n}`
      return { ...event, revision, at, prevHash: hash(revision - 1), hash: hash(revision) }
    })
    for (const event of recorded) evolve(centre, event)
    log.push(...recorded)
    if (recorded.length > 0) push({ type: 'events', events: recorded })
  }
  const push = (message: ServerMessage) => {
    if (!muted) for (const socket of sockets) socket.send(JSON.stringify(message))
  }
  const decided = (command: Command, actor: Actor, freshId: string) => {
    const context = {
      now: clock.now(),
      freshId,
      actor,
      estimate: (serviceId: string) => estimate(centre, serviceId, clock.now()),
    }
    const decision = decide(centre, command, context)
    if (decision.ok) append(decision.value)
    return decision.ok ? ok(null) : decision
  }
  /** Does something at the hub itself; what is refused is a mistake of the test. */
  const act = (command: Command) => {
    const done = decided(command, staffActor, newCommandId(clock))
    assert(done.ok, done.ok ? '' : `${command.type}: ${done.error.code}`)
  }

  const domainCommand = (wire: WireCommand): Command => {
    switch (wire.name) {
      case 'issue': {
        const { visitor } = wire.body
        if (visitor !== undefined) visitors.push(visitor)
        return {
          type: 'issue',
          serviceId: wire.body.serviceId,
          personRef: visitor !== undefined && 'idNumber' in visitor ? `person-${visitors.length}` : null,
          age: null,
          claims: wire.body.claims,
          channel: 'kiosk',
          delivery: wire.body.delivery ?? 'print',
        }
      }
      case 'check-in': {
        const delivery = wire.body.delivery ?? 'print'
        return { type: 'check-in', bookingId: wire.bookingId, channel: 'kiosk', delivery }
      }
      case 'print-result': {
        const { printed, reason } = wire.body
        const result = typeof printed === 'string' ? printed : printed ? 'confirmed' : 'failed'
        return { type: 'print-result', ticketId: wire.ticketId, result, reason }
      }
      case 'reprint':
        return { type: 'reprint', ticketId: wire.ticketId }
      case 'report-device': {
        const { commandId: _, ...report } = wire.body
        return { type: 'report-device', report }
      }
      case 'report-announcement': {
        const { commandId: _, ...report } = wire.body
        return { type: 'report-announcement', report }
      }
      case 'rate': {
        const { ticketId, leg, marks, reasons } = wire.body
        return { type: 'rate', ticketId, leg, marks, reasons, commentRef: null, channel: 'pad' }
      }
      case 'counter':
        return atCounter(wire)
      default:
        throw new Error(`the small hub does not know ${wire.name}`)
    }
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
    const actor = wire.name === 'counter' ? counterDevice : as === 'pad-token' ? pad : kiosk
    const done = decided(domainCommand(wire), actor, freshId)
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
    else send({ type: 'events', events: log.filter(({ revision }) => revision > lastRevision) })
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

  append([
    {
      type: 'CentreConfigured',
      data: {
        site: {
          id: 'site-1',
          level: 'district',
          areaCode: '310117',
          place: { zh: '云溪区', en: 'Yunxi' },
          parentId: null,
          address: both('示范路1号'),
          phone: '021-00000000',
          supervisionPhone: '12348',
          notices: [],
        },
        policy: { ...defaultPolicy, hours: 'always' },
      },
    },
    { type: 'ServiceSaved', data: { service: adviceService } },
    {
      type: 'CounterSaved',
      data: {
        counter: {
          id: 'c1',
          kind: 'counter',
          name: { zh: '1号窗口', en: 'Counter 1' },
          serviceIds: ['advice'],
          zone: 'A',
          signAddress: 1,
          rosteredStaffId: 'staff-1',
          enabled: true,
        },
      },
    },
    {
      type: 'StaffSaved',
      data: {
        staff: {
          id: 'staff-1',
          username: 'example',
          name: both('示例'),
          post: both('咨询岗'),
          personnel: 'employed',
          portrait: '',
          roles: ['counter'],
          enabled: true,
        },
      },
    },
    { type: 'DayOpened', data: { businessDay: '2026-11-23' } },
  ])

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
    /** The hub was set up anew: the same revisions, another log. */
    rewrite() {
      history = 'another history'
      if (centre.site !== null) centre.site = { ...centre.site, phone: '021-99999999' }
      for (const [at, event] of log.entries())
        log[at] = {
          ...event,
          hash: `${history} ${event.revision}`,
          prevHash: `${history} ${event.revision - 1}`,
        }
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
      const server = createServer((_, response) => response.writeHead(404).end())
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
