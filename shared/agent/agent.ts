import type { Clock } from '#basics'
import { type RecordedEvent, toSnapshot } from '#domain'
import { transportAt } from '#drivers'
import { type Capabilities, type ClientMessage, protocolVersion, type ServerMessage } from '#protocol'
import type { AgentConfig, AgentRole } from './config.ts'
import type { DeviceContext } from './device_context.ts'
import { type DeviceHost, openDeviceHost } from './device_host.ts'
import { openDownstream } from './downstream.ts'
import { type Forwarder, forwarder } from './forward.ts'
import type { AgentLog } from './log.ts'
import type { PageSession } from './page_session.ts'
import { recentEvents } from './recent_events.ts'
import { savedMirror } from './saved_mirror.ts'
import { openUpstream } from './upstream.ts'

/** What an agent is started with. */
export interface AgentOptions {
  readonly role: AgentRole
  readonly config: AgentConfig
  /** This launch's token: pages that know it are ours. */
  readonly token: string
  readonly clock: Clock
  readonly random: () => number
  readonly log: AgentLog
  /** How a device's address is reached; the real way unless a test says otherwise. */
  readonly transportAt?: DeviceContext['transportAt']
}

/** An agent at work. */
export interface RunningAgent {
  /** `ws://127.0.0.1:<port>/ws` */
  readonly url: string
  close(): Promise<void>
}

/** How often the mirror is written to the disk, ms. */
const saveEvery = 30_000

function capabilitiesOf({ devices }: AgentConfig, demo: boolean): Capabilities {
  return {
    idCard: devices.idCard !== undefined,
    ticketPrinter: devices.ticketPrinter !== undefined,
    announcer: devices.announcer?.sink === 'page',
    demo,
  }
}

/** Starts an agent: its pages, its hub, its devices. Rejects only when its port is taken. */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const { config, clock, log } = options
  const saved = savedMirror(config.dataDir)
  const recent = recentEvents()
  /** Pages that came before there was anything to show. */
  const early: { readonly session: PageSession; readonly lastRevision: number | null }[] = []
  let host: DeviceHost | null = null
  let commands: Forwarder | null = null

  const onCentre = (events: readonly RecordedEvent[] | null) => {
    const { centre } = upstream.client
    if (events === null) {
      recent.clear()
      down.broadcast({ type: 'snapshot', revision: centre.revision, state: toSnapshot(centre) })
    } else {
      recent.add(events)
      down.broadcast({ type: 'events', events: [...events] })
    }
    // Until the mirror has caught up it shows the past: neither a sign nor a voice may repeat that.
    if (upstream.client.live) host?.follow(centre)
    greetEarly()
  }
  const isReady = () => host !== null && commands !== null && upstream.known
  const greetEarly = () => {
    if (!isReady()) return
    for (const { session, lastRevision } of early.splice(0)) greet(session, lastRevision)
  }
  const hubLink = (): ServerMessage => ({ type: 'hub-link', ...upstream.link() })
  const greet = (session: PageSession, lastRevision: number | null) => {
    const { centre } = upstream.client
    session.send({
      type: 'welcome',
      protocol: protocolVersion,
      identity: upstream.identity,
      capabilities: capabilitiesOf(config, upstream.demo),
      serverTime: new Date(upstream.now()).toISOString(),
      head: centre.revision,
    })
    // Before the state, so that a page never takes an old state for a live one.
    session.send(hubLink())
    const missed = lastRevision === null ? null : recent.after(lastRevision, centre.revision)
    if (missed !== null) session.send({ type: 'events', events: [...missed] })
    else session.send({ type: 'snapshot', revision: centre.revision, state: toSnapshot(centre) })
    host?.greet(session.send)
  }
  const onMessage = (session: PageSession, message: ClientMessage) => {
    if (message.type === 'command') void commands?.forward(message.command, session.send)
    if (message.type === 'forget-card') host?.cards?.desk.forget()
    if (message.type === 'print') host?.print(message)
  }

  const down = await openDownstream({
    config,
    token: options.token,
    onHello(session, lastRevision) {
      if (isReady()) greet(session, lastRevision)
      else early.push({ session, lastRevision })
    },
    onMessage,
  })
  const upstream = openUpstream({
    ...options,
    saved: saved.load(),
    onCentre: (_, events) => onCentre(events),
    onLink(connected) {
      down.broadcast(hubLink())
      if (connected) host?.follow(upstream.client.centre)
    },
  })
  host = await openDeviceHost({
    context: { config, clock, log, transportAt: options.transportAt ?? transportAt },
    hub: upstream.client,
    centre: () => upstream.client.centre,
    live: () => upstream.client.live,
    now: upstream.now,
    broadcast: down.broadcast,
    sendToOne: down.sendToOne,
  })
  commands = forwarder({
    clock,
    hub: upstream.client,
    cards: host.cards?.desk ?? null,
    prints: host.printer?.desk ?? null,
  })
  greetEarly()
  const saving = clock.every(saveEvery, () => saved.save(upstream.client.centre))
  log.info({ url: down.url, role: options.role }, 'agent runs')

  return {
    url: down.url,
    async close() {
      saving.cancel()
      if (upstream.known) saved.save(upstream.client.centre)
      upstream.client.close()
      await host?.close()
      await down.close()
      log.info('agent ends')
    },
  }
}
