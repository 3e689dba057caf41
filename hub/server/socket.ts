import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { type Refusal, refuse, toSnapshot } from '#domain'
import {
  type ClientMessage,
  clientMessage,
  type Locale,
  localeOf,
  protocolVersion,
  type ServerMessage,
} from '#protocol'
import type { Identity } from '../access/identify.ts'
import { perform, whoIs, within } from './gate.ts'
import type { HubParts } from './hub_parts.ts'
import { problemOf } from './problems.ts'
import { seesMarks, snapshotWithoutMarks, textsWithoutMarks } from './rating_privacy.ts'

/** Bounds of a socket. */
const socketRules = {
  largestMessage: 64 * 1_024,
  pingMs: 15_000,
  deadMs: 40_000,
  helloMs: 10_000,
  /** A peer that has this much unread is cut off; it comes back and is caught up. */
  unreadBytes: 1_024 * 1_024,
} as const

const closeCodes = { policy: 1_008, away: 1_001, cut: 1_013 } as const

interface Peer {
  readonly socket: WebSocket
  readonly address: string
  readonly locale: Locale
  identity: Identity | null
  token: string
  seenAt: number
  /** Called when it goes; machines alone are noted. */
  leave: () => void
  /** Unread bytes that bringing it up to date alone explains. */
  allowance: number
}

/** The sockets of a hub. */
export interface Sockets {
  close(): void
}

function say(peer: Peer, message: ServerMessage): void {
  peer.socket.send(JSON.stringify(message))
}

function goodbye(peer: Peer, refusal: Refusal): void {
  say(peer, { type: 'goodbye', problem: problemOf(refusal, peer.locale) })
  peer.socket.close(closeCodes.policy, refusal.code)
}

/** What a page on the hub itself can do: no devices, announcements by the page. */
const capabilities = (hub: HubParts) => ({
  idCard: false,
  ticketPrinter: false,
  announcer: true,
  codeScanner: 'none' as const,
  pagePrinter: false,
  demo: hub.demo !== null,
})

const eventsText = (events: readonly string[]) => `{"type":"events","events":[${events.join(',')}]}`

function snapshotText(hub: HubParts, identity: Identity): string {
  const state = hub.centre.state()
  const snapshot = seesMarks(identity) ? toSnapshot(state) : snapshotWithoutMarks(state)
  return `{"type":"snapshot","revision":${state.revision},"state":${JSON.stringify(snapshot)}}`
}

const identityText = (identity: Identity) =>
  identity.kind === 'staff' ? { ...identity, roles: [...identity.roles] } : identity

/** Greets a peer and brings it up to date, in one go: nothing committed can come between. */
function welcome(hub: HubParts, peer: Peer, identity: Identity, lastRevision: number | null): void {
  const head = hub.centre.head()
  const serverTime = new Date(hub.clock.now()).toISOString()
  say(peer, {
    type: 'welcome',
    protocol: protocolVersion,
    identity: identityText(identity),
    capabilities: capabilities(hub),
    serverTime,
    head,
    epoch: hub.centre.state().epoch,
  })
  const missed = lastRevision === null ? null : hub.centre.recentAfter(lastRevision)
  if (missed === null || missed.length > 0) {
    const isBlind = !seesMarks(identity)
    const text =
      missed === null ? snapshotText(hub, identity) : eventsText(isBlind ? textsWithoutMarks(missed) : missed)
    peer.allowance = Buffer.byteLength(text)
    peer.socket.send(text)
  }
  peer.identity = identity
  if (identity.kind === 'device') {
    peer.leave()
    peer.leave = hub.presence.came(identity, peer.address)
  }
}

/** A terminal goes elsewhere when another hub has this one's place; staff may look at what it knew. */
function isTurnedAway(hub: HubParts, identity: Identity): Refusal | null {
  const fenced = hub.upkeep.fence.state()
  if (fenced === null || identity.kind === 'staff') return null
  return refuse('fenced', { epoch: fenced.epoch }).error
}

async function hello(hub: HubParts, peer: Peer, message: Extract<ClientMessage, { type: 'hello' }>) {
  const identity = await whoIs(hub, message.token, peer.address)
  if (message.protocol !== protocolVersion) {
    if (identity.ok && identity.value?.kind === 'device') hub.presence.otherVersion(identity.value)
    return goodbye(peer, refuse('invalid', { field: 'protocol', expected: protocolVersion }).error)
  }
  if (!identity.ok || identity.value === null)
    return goodbye(peer, identity.ok ? refuse('unauthenticated').error : identity.error)
  if (message.epochBegan !== undefined)
    await hub.upkeep.fence.hear(message.epochBegan, hub.centre.state().epoch)
  const away = isTurnedAway(hub, identity.value)
  if (away !== null) return goodbye(peer, away)
  peer.token = message.token
  await hub.centre.readable()
  welcome(hub, peer, identity.value, message.lastRevision)
}

type CommandMessage = Extract<ReturnType<typeof clientMessage.parse>, { type: 'command' }>

async function command(hub: HubParts, peer: Peer, { command: wire, as }: CommandMessage): Promise<void> {
  const { commandId } = wire.body
  const refused = (refusal: Refusal) =>
    say(peer, { type: 'refused', commandId, problem: problemOf(refusal, peer.locale) })
  // Asked each time: a session may have ended, a device may have been revoked, roles may have changed.
  const identity = peer.identity === null ? null : await hub.access.identify(as ?? peer.token)
  if (identity === null) return refused(refuse('unauthenticated').error)
  const allowed = within(hub, identity, peer.address)
  if (!allowed.ok) return refused(allowed.error)
  const answer = await perform(hub, identity, wire)
  if (!answer.ok) return refused(answer.error)
  peer.socket.send(
    `{"type":"result","commandId":${JSON.stringify(commandId)},"ok":true,"value":${answer.value}}`,
  )
}

function parse(data: RawData): ReturnType<typeof clientMessage.safeParse> {
  try {
    return clientMessage.safeParse(JSON.parse(String(data)))
  } catch {
    return clientMessage.safeParse(null)
  }
}

/** What was meant when a command does not parse: its id, so that its sender learns of it. */
function commandIdIn(data: RawData): string | null {
  const found = /"commandId"\s*:\s*"([0-9A-Za-z_-]{16,64})"/.exec(String(data))
  return found?.[1] ?? null
}

async function receive(hub: HubParts, peer: Peer, data: RawData): Promise<void> {
  const parsed = parse(data)
  if (!parsed.success) {
    const refusal = refuse('invalid', { field: parsed.error.issues[0]?.path.join('.') ?? '' }).error
    const commandId = peer.identity === null ? null : commandIdIn(data)
    if (commandId === null) return goodbye(peer, refusal)
    return say(peer, { type: 'refused', commandId, problem: problemOf(refusal, peer.locale) })
  }
  const message = parsed.data
  if (message.type === 'ping') return say(peer, { type: 'pong' })
  if (message.type === 'hello') return hello(hub, peer, message)
  if (peer.identity === null) return goodbye(peer, refuse('unauthenticated').error)
  if (message.type === 'command') return command(hub, peer, message)
  if (message.type === 'device-counters') {
    if (peer.identity.kind === 'device') hub.deviceCounters.note(peer.identity.deviceId, message.devices)
    return
  }
  if (message.type === 'medium-shown') {
    const { identity } = peer
    if (identity.kind === 'device' && identity.role === 'display')
      hub.browserPlays.shown(identity.deviceId, message.mediumId, message.seconds)
    return
  }
  // All others are for agents: a page on the hub has no devices.
}

function push(peers: ReadonlySet<Peer>, events: readonly string[]): void {
  if (peers.size === 0) return
  const text = eventsText(events)
  const blindText = eventsText(textsWithoutMarks(events))
  for (const peer of peers) {
    if (peer.identity === null || peer.socket.readyState !== peer.socket.OPEN) continue
    const { bufferedAmount } = peer.socket
    if (bufferedAmount === 0) peer.allowance = 0
    if (bufferedAmount > socketRules.unreadBytes + peer.allowance) {
      peer.socket.close(closeCodes.cut, 'too slow')
      peer.socket.terminate()
    } else peer.socket.send(seesMarks(peer.identity) ? text : blindText)
  }
}

function watch(hub: HubParts, peers: Set<Peer>, peer: Peer): void {
  const { socket } = peer
  const alive = () => {
    peer.seenAt = hub.wireClock.now()
  }
  const patience = hub.wireClock.after(socketRules.helloMs, () => {
    if (peer.identity === null) goodbye(peer, refuse('unauthenticated').error)
  })
  socket.on('message', (data) => {
    alive()
    receive(hub, peer, data).catch((error: unknown) => {
      hub.log.error({ error: String(error) }, 'a message was not answered')
      socket.close(closeCodes.cut, 'internal')
    })
  })
  socket.on('pong', alive)
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    patience.cancel()
    peer.leave()
    peers.delete(peer)
    hub.metrics.sockets(peers.size)
  })
}

/** Lets a peer go whose token is no longer good; where the store does not answer, it stays. */
async function askAgain(hub: HubParts, peer: Peer): Promise<void> {
  if (peer.identity === null) return
  const away = isTurnedAway(hub, peer.identity)
  if (away !== null) return goodbye(peer, away)
  const isGood = await hub.access.identify(peer.token).then(
    (identity) => identity !== null,
    () => true,
  )
  if (!isGood && peer.socket.readyState === peer.socket.OPEN) goodbye(peer, refuse('unauthenticated').error)
}

/** Pings every peer; one that is silent for too long, or whose token is no longer good, is let go. */
function heartbeat(hub: HubParts, peers: ReadonlySet<Peer>): void {
  const now = hub.wireClock.now()
  for (const peer of peers) {
    if (now - peer.seenAt >= socketRules.deadMs) peer.socket.terminate()
    else {
      peer.socket.ping()
      void askAgain(hub, peer)
    }
  }
}

/** Opens /ws on a server: hello → welcome and what was missed, then every commit, and commands both ways. */
export function openSockets(server: Server, hub: HubParts): Sockets {
  const peers = new Set<Peer>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: socketRules.largestMessage,
    perMessageDeflate: false,
  })
  const accept = (socket: WebSocket, request: IncomingMessage) => {
    const address = request.socket.remoteAddress ?? ''
    const locale = localeOf(request.headers['accept-language'])
    const seenAt = hub.wireClock.now()
    const leave = () => undefined
    const peer: Peer = { socket, address, locale, identity: null, token: '', seenAt, leave, allowance: 0 }
    peers.add(peer)
    hub.metrics.sockets(peers.size)
    watch(hub, peers, peer)
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Compared as text: a target such as `//` is no URL, and a stranger's bytes must not throw here.
    if (request.url?.split('?', 1)[0] !== '/ws') return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, request))
  })
  const stopPushing = hub.centre.onCommitted(({ events }) => push(peers, events))
  const beat = hub.wireClock.every(socketRules.pingMs, () => heartbeat(hub, peers))
  return {
    close() {
      stopPushing()
      beat.cancel()
      for (const { socket } of peers) {
        socket.close(closeCodes.away, 'the hub is stopping')
        socket.terminate()
      }
      sockets.close()
    },
  }
}
