import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '#basics'
import { type DockMessage, type DockSpeech, dockCommand, dockSpeechPost } from '#protocol'
import { type DeviceLines, openDockDevices } from './devices.ts'

/** What the dock is started with. */
export interface DockOptions {
  readonly port: number
  readonly host: string
  readonly token: string
  readonly signAddresses: readonly number[]
  readonly clock: Clock
}

/** A dock that is running. */
export interface RunningDock {
  readonly url: string
  readonly lines: DeviceLines
  close(): Promise<void>
}

const speechKept = 30
const bodyLimit = 4_000_000
/** Signs and printer change by themselves: what is shown is at most this old, ms. */
const refreshMs = 100

function isToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Pages of this machine only: the dock commands devices. */
const isLocal = (origin: string | undefined) =>
  origin === undefined || /^(https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?|app:\/\/.*)$/.test(origin)

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > bodyLimit) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Starts the device dock: the simulated devices, and the socket through which a page shows and moves them. */
export async function startDock({
  port,
  host,
  token,
  signAddresses,
  clock,
}: DockOptions): Promise<RunningDock> {
  const sockets = new Set<WebSocket>()
  let speeches: DockSpeech[] = []
  let shown = ''
  const send = (socket: WebSocket, message: DockMessage) => socket.send(JSON.stringify(message))
  const stateMessage = (): DockMessage => ({
    type: 'state',
    state: { ...devices.state(), audio: { log: speeches } },
  })
  const show = () => {
    const text = JSON.stringify(stateMessage())
    if (text === shown) return
    shown = text
    for (const socket of sockets) socket.send(text)
  }
  const devices = await openDockDevices(clock, signAddresses, () => show())

  const receiveSpeech = async (request: IncomingMessage, response: ServerResponse) => {
    const given = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    if (!isToken(given, token)) return response.writeHead(401).end()
    const parsed = dockSpeechPost.safeParse(parseJson((await bodyOf(request)) ?? ''))
    if (!parsed.success) return response.writeHead(422).end()
    const at = new Date(clock.now()).toISOString()
    const { text, durationMs, wav } = parsed.data
    const id = `${at}-${speeches.length}`
    speeches = [{ id, at, text, durationMs }, ...speeches].slice(0, speechKept)
    for (const socket of sockets) send(socket, { type: 'sound', id, wav })
    show()
    response.writeHead(204).end()
  }
  const http = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/speech') return void receiveSpeech(request, response)
    response.writeHead(request.url === '/healthz' ? 200 : 404).end()
  })
  const server = new WebSocketServer({
    server: http,
    path: '/ws',
    maxPayload: 65_536,
    verifyClient: ({ origin }: { origin: string }) => isLocal(origin),
  })
  server.on('connection', (socket) => {
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (raw) => {
      const command = dockCommand.safeParse(parseJson(String(raw)))
      if (!command.success) return send(socket, { type: 'error', message: 'unknown command' })
      if (command.data.type === 'hello') {
        if (!isToken(command.data.token, token)) return socket.close(4_001, 'token')
        sockets.add(socket)
        return send(socket, stateMessage())
      }
      if (!sockets.has(socket)) return socket.close(4_001, 'hello first')
      void devices.obey(command.data).then((known) => {
        if (!known) send(socket, { type: 'error', message: 'no such person, switch or fault' })
        show()
      })
    })
  })
  const refresh = clock.every(refreshMs, show)
  await new Promise<void>((resolve) => http.listen(port, host, resolve))
  const address = http.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port

  return {
    url: `ws://${host}:${bound}/ws`,
    lines: devices.lines,
    async close() {
      refresh.cancel()
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => http.close(resolve))
      await devices.close()
    },
  }
}
