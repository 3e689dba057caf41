import type { Clock, Timer } from '#basics'
import { type ClientMessageInput, type ServerMessage, serverMessage } from '#protocol'

/** Named times of a link, ms. */
export const linkDelays = {
  /** From the first packet to an open socket. */
  open: 2_500,
  /** From an open socket to the hub's welcome. */
  welcome: 5_000,
  /** A ping goes out this often. */
  ping: 4_000,
  firstRetry: 200,
  /** With the time to open, a hub that is back is found within five seconds. */
  longestRetry: 2_000,
} as const

/** So many pings in a row without a word back: the link is dead (after 8 to 12 s), whatever the socket claims. */
const silentPings = 2

/** One socket from its opening to its loss. */
export interface SocketLife {
  /** False when the socket is not open (any more). */
  send(message: ClientMessageInput): boolean
  /** Drops the socket without reporting its loss. */
  end(): void
}

/** What is told of one socket; `onLost` comes once, and nothing after it. */
export interface SocketLifeOptions {
  readonly url: string
  readonly clock: Clock
  onOpen(): void
  onMessage(message: ServerMessage): void
  onLost(): void
}

function parseMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null
  try {
    const parsed = serverMessage.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Opens a socket and watches it: a link that is half open is given up without waiting for the network. */
export function socketLife(options: SocketLifeOptions): SocketLife {
  const { clock } = options
  const socket = new WebSocket(options.url)
  let over = false
  let welcomed = false
  let heard = false
  let silent = 0
  let timer: Timer = clock.after(linkDelays.open, () => lose())

  const end = () => {
    over = true
    timer.cancel()
    // Not awaited: a dead peer never answers the closing handshake.
    socket.close()
  }
  const lose = () => {
    if (over) return
    end()
    options.onLost()
  }
  const send = (message: ClientMessageInput) => {
    if (over || socket.readyState !== WebSocket.OPEN) return false
    socket.send(JSON.stringify(message))
    return true
  }
  const watch = () => {
    timer = clock.every(linkDelays.ping, () => {
      // Counted, not timed: a page in the background and a clock that jumps must not look like a dead link.
      silent = heard ? 0 : silent + 1
      heard = false
      if (silent >= silentPings) lose()
      else send({ type: 'ping' })
    })
  }
  socket.addEventListener('open', () => {
    if (over) return
    timer.cancel()
    timer = clock.after(linkDelays.welcome, () => lose())
    options.onOpen()
  })
  socket.addEventListener('message', ({ data }) => {
    if (over) return
    heard = true
    const message = parseMessage(data)
    if (message === null) return
    if (message.type === 'welcome' && !welcomed) {
      welcomed = true
      timer.cancel()
      watch()
    }
    options.onMessage(message)
  })
  socket.addEventListener('close', lose)
  socket.addEventListener('error', lose)
  return { send, end }
}
