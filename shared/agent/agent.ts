import type { Clock } from '#basics'
import type { RecordedEvent } from '#domain'
import { protocolVersion, type ServerMessage } from '#protocol'
import { openAgentStore } from './agent_store.ts'
import type { AgentConfig, AgentRole } from './config.ts'
import type { DeviceContext } from './device_context.ts'
import type { DeviceHost } from './device_host.ts'
import { openDownstream } from './downstream.ts'
import { fromPage, type LateParts, openLate } from './late_parts.ts'
import type { AgentLog } from './log.ts'
import { pageFeed } from './page_feed.ts'
import { savedMirror } from './saved_mirror.ts'
import { scannerKind } from './scanner_device.ts'
import { startStandby } from './standby.ts'
import { openUpstream, type Upstream } from './upstream.ts'

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

/** The greeting: in the hub's name and time, with what this machine can do besides. */
function welcomeOf(config: AgentConfig, upstream: Upstream, host: DeviceHost | null): ServerMessage {
  const { devices } = config
  return {
    type: 'welcome',
    protocol: protocolVersion,
    identity: upstream.identity,
    capabilities: {
      // What could not even be opened is not offered; what is merely unplugged comes back by itself.
      idCard: host !== null && host.cards !== null,
      ticketPrinter: host !== null && host.printer !== null,
      announcer: devices.announcer?.sink === 'page',
      codeScanner: scannerKind(config),
      pagePrinter: devices.pagePrinter !== undefined,
      demo: upstream.demo,
    },
    serverTime: new Date(upstream.now()).toISOString(),
    head: upstream.client.centre.revision,
    epoch: upstream.client.centre.epoch,
  }
}

/** Starts an agent: its pages, its hub, its devices. Rejects only when its port is taken. */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const { config, clock, log } = options
  const store = openAgentStore(config.dataDir, log)
  const saved = savedMirror(store)
  const late: LateParts = { host: null, commands: null, offline: null }
  let wasOwnPicture = false

  const centre = () => late.offline?.centre ?? upstream.client.centre
  const hubLink = (): ServerMessage => ({
    type: 'hub-link',
    ...upstream.link(),
    pending: late.offline?.pending ?? null,
  })
  const feed = pageFeed({
    centre,
    isOwnPicture: () => wasOwnPicture,
    isReady: () => late.commands !== null && upstream.known,
    before: () => [welcomeOf(config, upstream, late.host), hubLink()],
    after: () => late.host?.messages() ?? [],
  })
  const isMyLease = ({ type, data }: RecordedEvent) =>
    type === 'NumbersLeased' && data.deviceId === config.deviceId
  const onCentre = (events: readonly RecordedEvent[] | null) => {
    // A lease that a power cut takes away cannot be used.
    if (events === null || events.some(isMyLease)) save()
    late.offline?.onEvents(events ?? [])
    // While what was done here is being merged, the page keeps its own picture; then it gets the hub's.
    if (late.offline !== null && late.offline.centre !== null) return
    down.broadcast(feed.moved(events))
    standby.moved()
    // Until the mirror has caught up it shows the past: neither a sign nor a voice may repeat that.
    if (upstream.client.live) late.host?.follow(centre(), 'just-now')
    feed.greetEarly()
  }
  const onLink = (connected: boolean) => {
    down.broadcast(hubLink())
    late.offline?.onLink(connected)
    if (connected && late.offline?.centre === null) late.host?.follow(centre(), 'caught-up')
  }
  const onPicture = (how: 'done-here' | 'merged') => {
    wasOwnPicture = true
    down.broadcast(feed.moved(null))
    down.broadcast(hubLink())
    late.host?.follow(centre(), how === 'done-here' ? 'just-now' : 'caught-up')
  }

  const down = await openDownstream({
    ...{ config, clock, token: options.token, onHello: feed.hello },
    isHubGone: () => upstream.isGone,
    onMessage: (session, message) => fromPage(late, session, message),
    onGone: (session) => late.host?.speakers?.gone(session),
    personOf: (sessionId) => late.host?.cards?.desk.visitor(sessionId) ?? null,
    media: options.role === 'display' ? () => late.host?.signage?.cache ?? null : null,
    pagePrinter: () => late.host?.pagePrinter ?? null,
  })
  const upstream = openUpstream({
    ...options,
    saved: saved.load(),
    onCentre: (_, events) => onCentre(events),
    onLink,
  })
  const { client } = upstream
  const standby = startStandby({ config, clock, log, epoch: () => client.centre.epoch })
  const save = () => {
    if (!upstream.known) return
    try {
      saved.save({ ...client.keep(), savedAt: upstream.now() })
      late.host?.record.wrote(true)
    } catch (error) {
      // A full disk, most likely: the hall goes on, and a machine without its hub does nothing it cannot keep.
      log.error({ err: error }, 'the mirror cannot be saved')
      late.host?.record.wrote(false)
    }
  }
  await openLate(late, { options, store, upstream, down, centre, onPicture })
  feed.greetEarly()
  const saving = clock.every(saveEvery, save)
  log.info({ url: down.url, role: options.role }, 'agent runs')

  const end = async () => {
    saving.cancel()
    await standby.close()
    save()
    late.offline?.close()
    client.close()
    await late.host?.close()
    await down.close()
    store.close()
    log.info('agent ends')
  }
  let ending: Promise<void> | null = null
  return {
    url: down.url,
    close() {
      ending ??= end()
      return ending
    },
  }
}
