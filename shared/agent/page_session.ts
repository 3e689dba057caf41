import { createHash, timingSafeEqual } from 'node:crypto'
import type { WebSocket } from 'ws'
import {
  type ClientMessage,
  clientMessage,
  type Problem,
  protocolVersion,
  type ServerMessage,
} from '#protocol'

/** A page on this agent's socket. */
export interface PageSession {
  /** Whether it has been told how things stand; before that only the greeting goes to it. */
  readonly isGreeted: boolean
  greet(messages: readonly ServerMessage[]): void
  send(message: ServerMessage): void
  /** Sends text made once for all pages. */
  sendText(text: string): void
  end(): void
}

/** What a session does with what its page says. */
export interface PageSessionOptions {
  readonly socket: WebSocket
  readonly token: string
  onHello(session: PageSession, lastRevision: number | null): void
  onMessage(session: PageSession, message: ClientMessage): void
  onGone(session: PageSession): void
}

/** A page that does not read what it is sent is dropped beyond this, bytes; the longest message comes on top of it. */
const mostBuffered = 8_000_000

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares secrets in a time that says nothing about them. */
export const isSameSecret = (given: string, secret: string): boolean =>
  timingSafeEqual(digest(given), digest(secret))

const goodbye = (code: Problem['code'], detail: string, status: number): ServerMessage => ({
  type: 'goodbye',
  problem: { type: `urn:civic-hall:problem:${code}`, title: detail, status, detail, code },
})

function parse(raw: string): ClientMessage | null {
  try {
    const parsed = clientMessage.safeParse(JSON.parse(raw))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Speaks the socket's protocol with one page; nothing but a hello with the launch token opens it. */
export function pageSession(options: PageSessionOptions): PageSession {
  const { socket } = options
  let welcomed = false
  let isGreeted = false
  /** Longest message among those that may be unread: a busy day's state is longer than the bound by itself. */
  let longest = 0
  const sendText = (text: string) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount === 0) longest = 0
    if (socket.bufferedAmount > mostBuffered + longest) return socket.terminate()
    longest = Math.max(longest, Buffer.byteLength(text))
    socket.send(text)
  }
  const send = (message: ServerMessage) => sendText(JSON.stringify(message))
  const session: PageSession = {
    get isGreeted() {
      return isGreeted
    },
    greet(messages) {
      for (const message of messages) send(message)
      isGreeted = true
    },
    send,
    sendText,
    end: () => socket.terminate(),
  }
  const refuse = (message: ServerMessage) => {
    session.send(message)
    socket.close()
  }
  const greet = (hello: Extract<ClientMessage, { type: 'hello' }>) => {
    if (hello.protocol !== protocolVersion)
      return refuse(goodbye('invalid', `This agent speaks protocol ${protocolVersion}`, 400))
    if (!isSameSecret(hello.token, options.token))
      return refuse(goodbye('unauthenticated', 'The token is not this launch’s', 401))
    welcomed = true
    options.onHello(session, hello.lastRevision)
  }
  socket.on('message', (raw, isBinary) => {
    const message = isBinary ? null : parse(raw.toString())
    if (message === null) return refuse(goodbye('invalid', 'This is no message of the protocol', 400))
    if (message.type === 'hello') return greet(message)
    if (!welcomed) return refuse(goodbye('unauthenticated', 'Say hello first', 401))
    if (message.type === 'ping') return session.send({ type: 'pong' })
    options.onMessage(session, message)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => options.onGone(session))
  return session
}
