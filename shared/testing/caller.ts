import { WebSocket } from 'ws'
import { present, type Result } from '#basics'
import { type CallParts, callRoute, type RouteReply } from '#client'
import {
  type ClientMessageInput,
  type Problem,
  protocolVersion,
  type RouteName,
  type ServerMessage,
  serverMessage,
} from '#protocol'

/** Somebody with a token (or none) at the hub's doors. */
export interface Caller {
  readonly token: string | null
  /** Asks a route of the HTTP surface; the answer is typed by the route table. */
  call<Name extends RouteName>(name: Name, parts?: CallParts): Promise<Result<RouteReply<Name>, Problem>>
  /** The same where a refusal would be a failure of the test. */
  granted<Name extends RouteName>(name: Name, parts?: CallParts): Promise<RouteReply<Name>>
  /** The code of the refusal that is expected, or 'granted'. */
  refusal(name: RouteName, parts?: CallParts): Promise<string>
  /** Opens a socket and says hello. */
  socket(lastRevision?: number | null): Promise<TestSocket>
}

/** A socket whose messages are read one by one. */
export interface TestSocket {
  /** The next message that was not read yet; waits for it. */
  next(): Promise<ServerMessage>
  /** Reads on until a message of this type comes, and returns it. */
  until<Type extends ServerMessage['type']>(type: Type): Promise<Extract<ServerMessage, { type: Type }>>
  send(message: ClientMessageInput): void
  sendRaw(text: string): void
  /** Resolves with the close code when the hub hangs up. */
  readonly closed: Promise<number>
  close(): void
}

/** Opens a raw socket to a hub, saying nothing yet. */
export async function openTestSocket(origin: string): Promise<TestSocket> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/ws`)
  const unread: ServerMessage[] = []
  const readers: ((message: ServerMessage) => void)[] = []
  socket.on('message', (data) => {
    const message = serverMessage.parse(JSON.parse(String(data)))
    const reader = readers.shift()
    if (reader === undefined) unread.push(message)
    else reader(message)
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const next = () => {
    const message = unread.shift()
    return message === undefined
      ? new Promise<ServerMessage>((resolve) => readers.push(resolve))
      : Promise.resolve(message)
  }
  return {
    next,
    async until(type) {
      for (;;) {
        const message = await next()
        if (message.type === type) return message as Extract<ServerMessage, { type: typeof type }>
      }
    },
    send: (message) => socket.send(JSON.stringify(message)),
    sendRaw: (text) => socket.send(text),
    closed,
    close: () => socket.terminate(),
  }
}

/** Makes a caller of a hub. */
export function callerOf(origin: () => string, token: string | null): Caller {
  const call: Caller['call'] = (name, parts) => callRoute(origin(), token, name, parts)
  return {
    token,
    call,
    async granted(name, parts) {
      const answer = await call(name, parts)
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
      return answer.value
    },
    async refusal(name, parts) {
      const answer = await call(name, parts)
      return answer.ok ? 'granted' : answer.error.code
    },
    async socket(lastRevision = null) {
      const socket = await openTestSocket(origin())
      socket.send({ type: 'hello', protocol: protocolVersion, token: present(token, 'token'), lastRevision })
      return socket
    },
  }
}
