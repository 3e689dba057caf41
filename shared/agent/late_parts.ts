import type { CentreState } from '#domain'
import { transportAt } from '#drivers'
import type { ClientMessage } from '#protocol'
import type { AgentOptions } from './agent.ts'
import type { AgentStore } from './agent_store.ts'
import { countersEvery } from './counter_reports.ts'
import { type DeviceHost, openDeviceHost } from './device_host.ts'
import type { Downstream } from './downstream.ts'
import { type Forwarder, forwarder } from './forward.ts'
import { type OfflineWork, openOfflineWork } from './offline/offline_work.ts'
import type { PageSession } from './page_session.ts'
import type { Upstream } from './upstream.ts'

/** What is opened once the pages can come; a page that is there earlier finds null. */
export interface LateParts {
  host: DeviceHost | null
  commands: Forwarder | null
  offline: OfflineWork | null
}

/** What a page says goes to the part it is for. */
export function fromPage({ host, commands }: LateParts, session: PageSession, message: ClientMessage) {
  if (message.type === 'command') void commands?.forward(message.command, message.as ?? null, session.send)
  if (message.type === 'forget-card') host?.cards?.desk.forget()
  if (message.type === 'print') host?.print(message)
  if (message.type === 'scanned-keys') host?.scanner?.typed(message.text)
  if (message.type === 'medium-shown') host?.signage?.shown(message.mediumId, message.seconds)
  if (message.type === 'medium-failed') host?.signage?.failed(message.mediumId)
  if (message.type === 'announced') host?.speakers?.ended(message.id, message.end)
}

/** What the late parts work with. */
export interface Ground {
  readonly options: AgentOptions
  readonly store: AgentStore
  readonly upstream: Upstream
  readonly down: Downstream
  /** What this machine shows: its own picture while the hub is away, else the mirror. */
  centre(): CentreState
  onPicture(how: 'done-here' | 'merged'): void
}

/** Opens the late parts, each as soon as it can be: the next may ask it. */
export async function openLate(late: LateParts, ground: Ground): Promise<void> {
  const { options, store, upstream, down, centre } = ground
  const { role, config, clock, log } = options
  const { client } = upstream
  const offline = openOfflineWork({
    ...{ role, config, clock, log, store, client },
    mirror: () => client.centre,
    live: () => client.live,
    isGone: () => upstream.isGone,
    now: upstream.now,
    link: upstream.link,
    onPicture: ground.onPicture,
  })
  late.offline = offline
  if (client.live) offline.onLink(true)
  const host = await openDeviceHost({
    context: { config, clock, log, store, transportAt: options.transportAt ?? transportAt },
    hub: client,
    countersEvery,
    signage:
      role === 'display'
        ? { random: options.random, centre: () => (upstream.known ? centre() : null) }
        : null,
    work: offline,
    centre,
    live: () => client.live,
    now: upstream.now,
    broadcast: down.broadcast,
    pages: down.pages,
  })
  late.host = host
  if (client.live) host.follow(centre(), 'caught-up')
  late.commands = forwarder({
    clock,
    hub: client,
    offline,
    cards: host.cards?.desk ?? null,
    prints: host.printer?.desk ?? null,
  })
}
