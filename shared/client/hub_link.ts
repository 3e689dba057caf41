import { type Clock, err, ok, type Result, type Timer } from '#basics'
import type { CentreState, RecordedEvent } from '#domain'
import {
  type ClientMessageInput,
  type Endpoint,
  type Problem,
  protocolVersion,
  type ServerMessage,
} from '#protocol'
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
export function keepLinked(
  options: HubLinkOptions,
  copy: Mirror,
  commands: {
    onWelcome(): void
    onAnswer(commandId: string, answer: Result<unknown, Problem>): void
  },
): HubLink {
  const { clock } = options
  let life: SocketLife | null = null
  let retry: Timer | null = null
  let delay: number = linkDelays.firstRetry
  let head: number | null = null
  let live = false
  let closed = false
  let attempt = 0

  const setLive = (now: boolean) => {
    if (live === now) return
    live = now
    options.onLive(now)
  }
  const lost = () => {
    life = null
    head = null
    setLive(false)
    if (closed) return
    retry?.cancel()
    retry = clock.after(delay * (0.5 + options.random() / 2), () => void connect())
    delay = Math.min(delay * 2, linkDelays.longestRetry)
  }
  const drop = () => {
    life?.end()
    lost()
  }
  const caughtUp = () => {
    if (head === null || copy.lastRevision === null || copy.lastRevision < head) return
    delay = linkDelays.firstRetry
    setLive(true)
  }
  const follow = (events: readonly RecordedEvent[]) => {
    const fresh = copy.apply(events)
    if (fresh === 'broken') {
      copy.distrust()
      return drop()
    }
    if (fresh.length > 0) options.onCentre(copy.centre, fresh)
    caughtUp()
  }
  const welcome = (message: Welcome) => {
    options.onWelcome(message)
    // A log that ends before ours is another log (a restored or new centre).
    if (copy.lastRevision !== null && message.head < copy.lastRevision) {
      copy.distrust()
      return drop()
    }
    head = message.head
    commands.onWelcome()
    caughtUp()
  }
  const receive = (message: ServerMessage) => {
    switch (message.type) {
      case 'welcome':
        return welcome(message)
      case 'snapshot':
        copy.load(message.state)
        options.onCentre(copy.centre, null)
        return caughtUp()
      case 'events':
        return follow(message.events)
      case 'result':
        return commands.onAnswer(message.commandId, ok(message.value))
      case 'refused':
        return commands.onAnswer(message.commandId, err(message.problem))
      case 'goodbye':
        delay = linkDelays.longestRetry
        return options.onProblem(message.problem)
      case 'pong':
        return
      default:
        return options.onMessage(message)
    }
  }
  const openSocket = (url: string, greet: (opened: SocketLife) => void) => {
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
    life = openSocket(url, (opened) =>
      opened.send({ type: 'hello', protocol: protocolVersion, token, lastRevision: copy.lastRevision }),
    )
    if (life === null) lost()
  }
  void connect()

  return {
    get live() {
      return live
    },
    tell: (message) => (head !== null || live) && life !== null && life.send(message),
    reconnect() {
      attempt += 1
      life?.end()
      delay = linkDelays.firstRetry
      lost()
    },
    close() {
      closed = true
      attempt += 1
      retry?.cancel()
      life?.end()
      life = null
      setLive(false)
    },
  }
}
