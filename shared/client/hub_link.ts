import { type Clock, err, type Result, type Timer } from '#basics'
import type { CentreState, RecordedEvent } from '#domain'
import {
  type ClientMessageInput,
  type Endpoint,
  type Problem,
  protocolVersion,
  type ServerMessage,
} from '#protocol'
import { type AnswerTo, follower } from './follower.ts'
import type { Mirror } from './mirror.ts'
import { localProblem } from './problems.ts'
import { linkDelays, type SocketLife, socketLife } from './socket_life.ts'

/** The other end's greeting. */
export type Welcome = Extract<ServerMessage, { type: 'welcome' }>

/** What a link needs and whom it tells. */
export interface HubLinkOptions {
  /** Asked before every attempt: addresses and tokens change. An error is tried again later. */
  readonly endpoint: () => Promise<Result<Endpoint, Problem>>
  readonly clock: Clock
  /** From 0 to 1, for the back-off. */
  readonly random: () => number
  onWelcome(welcome: Welcome): void
  /** The mirror moved: what was new, or null for a snapshot. */
  onCentre(centre: CentreState, events: readonly RecordedEvent[] | null): void
  /** True once the mirror has caught up, false when the link is lost. */
  onLive(live: boolean): void
  /** All other messages: card, printer, print, hub-link, announce. */
  onMessage(message: ServerMessage): void
  /** The endpoint is not there, or the other end said goodbye. */
  onProblem(problem: Problem): void
}

/** A link that comes back by itself. */
export interface HubLink {
  /** Whether the mirror has caught up over the present socket. */
  readonly live: boolean
  /** False when nobody has welcomed us. */
  tell(message: ClientMessageInput): boolean
  /** Leaves the present socket and asks for an endpoint again. */
  reconnect(): void
  close(): void
}

/** Keeps a socket, greets, catches up, and starts again after every loss. */
export function keepLinked(options: HubLinkOptions, copy: Mirror, commands: AnswerTo): HubLink {
  const { clock } = options
  const following = follower(options, copy, commands)
  let life: SocketLife | null = null
  let retry: Timer | null = null
  let delay: number = linkDelays.firstRetry
  let closed = false
  /** Which attempt counts: an endpoint that is found for an earlier one is not used. */
  let attempt = 0

  const lost = () => {
    life = null
    following.lost()
    if (closed) return
    retry?.cancel()
    retry = clock.after(delay * (0.5 + options.random() / 2), () => void connect())
    delay = Math.min(delay * 2, linkDelays.longestRetry)
  }
  const receive = (message: ServerMessage) => {
    if (message.type === 'goodbye') delay = linkDelays.longestRetry
    if (!following.receive(message)) {
      life?.end()
      lost()
    } else if (following.live) delay = linkDelays.firstRetry
  }
  const open = (url: string, greet: (opened: SocketLife) => void) => {
    try {
      const opened = socketLife({ url, clock, onOpen: () => greet(opened), onMessage: receive, onLost: lost })
      return opened
    } catch (error) {
      // A malformed address, or one the page's policy forbids.
      options.onProblem(localProblem('unavailable', String(error)))
      return null
    }
  }
  const connect = async () => {
    const mine = ++attempt
    const found = await options.endpoint().catch(() => err(localProblem('unavailable')))
    if (closed || mine !== attempt) return
    if (!found.ok) {
      options.onProblem(found.error)
      return lost()
    }
    const { url, token } = found.value
    life = open(url, (opened) => {
      const { epochBegan } = copy.centre
      const hello = {
        type: 'hello' as const,
        protocol: protocolVersion,
        token,
        lastRevision: copy.lastRevision,
      }
      opened.send(epochBegan === null ? hello : { ...hello, epochBegan })
    })
    if (life === null) lost()
  }
  const leave = () => {
    attempt += 1
    life?.end()
    delay = linkDelays.firstRetry
    lost()
  }
  void connect()

  return {
    get live() {
      return following.live
    },
    tell: (message) => following.welcomed && (life?.send(message) ?? false),
    reconnect: leave,
    close() {
      closed = true
      retry?.cancel()
      leave()
    },
  }
}
