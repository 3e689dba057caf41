import { createServer, type IncomingMessage } from 'node:http'
import { WebSocketServer } from 'ws'
import { assert } from '#basics'
import type { ClientMessage, ServerMessage } from '#protocol'
import type { AgentConfig } from './config.ts'
import { hubProxy, type ProxyOptions } from './hub_proxy.ts'
import { isWelcomeOrigin } from './origins.ts'
import { pagePrintDoor } from './page_print_door.ts'
import type { PagePrinterDevice } from './page_printer_device.ts'
import { type PageSession, pageSession } from './page_session.ts'

/** The agent's side towards its pages. */
export interface Downstream {
  /** `ws://127.0.0.1:<port>/ws` */
  readonly url: string
  /** To all pages that have been greeted. */
  broadcast(message: ServerMessage): void
  /** The pages that have been greeted, in the order they came. */
  pages(): readonly PageSession[]
  close(): Promise<void>
}

/** What pages bring about. */
export interface DownstreamOptions {
  readonly config: AgentConfig
  readonly token: string
  /** The person of a card session, or null once it is over. */
  personOf: ProxyOptions['personOf']
  /** The media this machine keeps, null until the devices are open; null on machines that show none. */
  readonly media: ProxyOptions['media']
  /** Null where there is none, and until the devices are open. */
  pagePrinter(): PagePrinterDevice | null
  onHello(session: PageSession, lastRevision: number | null): void
  onMessage(session: PageSession, message: ClientMessage): void
  onGone(session: PageSession): void
}

const host = '127.0.0.1'
const longestMessage = 65_536

/** Listens on this machine only, for pages with the launch token. */
export async function openDownstream(options: DownstreamOptions): Promise<Downstream> {
  const { config, token } = options
  const sessions = new Set<PageSession>()
  const proxy = hubProxy(options)
  const pagePrints = pagePrintDoor(token, options.pagePrinter)
  const http = createServer((request, response) => {
    if (!pagePrints(request, response)) proxy(request, response)
  })
  const server = new WebSocketServer({
    server: http,
    path: '/ws',
    maxPayload: longestMessage,
    perMessageDeflate: false,
    verifyClient: ({ req }: { req: IncomingMessage }) => isWelcomeOrigin(req.headers.origin, config.hubUrl),
  })
  server.on('connection', (socket) => {
    const session = pageSession({
      socket,
      token,
      onHello: options.onHello,
      onMessage: options.onMessage,
      onGone(gone) {
        sessions.delete(gone)
        options.onGone(gone)
      },
    })
    sessions.add(session)
  })
  const port = await new Promise<number>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, host, () => {
      const address = http.address()
      assert(typeof address === 'object' && address !== null, 'a listening server has an address')
      resolve(address.port)
    })
  })
  const greeted = () => [...sessions].filter((session) => session.isGreeted)

  return {
    url: `ws://${host}:${port}/ws`,
    broadcast(message) {
      if (greeted().length === 0) return
      const text = JSON.stringify(message)
      for (const session of greeted()) session.sendText(text)
    },
    pages: greeted,
    async close() {
      for (const session of sessions) session.end()
      server.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
