import fastify, { type FastifyInstance } from 'fastify'
import { refuse } from '#domain'
import { openDoors, sendProblem } from './http.ts'
import type { HubParts } from './hub_parts.ts'
import { openApi } from './openapi.ts'
import { notFound, permissionsPolicy, servePages } from './pages.ts'
import { openSockets } from './socket.ts'

/** Bounds of a request. */
const requestRules = {
  largestBody: 64 * 1_024,
  /** A request must have come in whole by then, headers and body. */
  requestMs: 15_000,
  idleMs: 65_000,
} as const

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy('none'),
} as const

/** A hub's HTTP and WebSocket surface, listening. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

function health(app: FastifyInstance, hub: HubParts): void {
  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', (_request, reply) => {
    const fenced = hub.upkeep.fence.state()
    const serving = fenced === null && hub.centre.isServing()
    const status = fenced !== null ? 'fenced' : serving ? 'serving' : 'read-only'
    const head = hub.centre.head()
    return reply
      .code(serving ? 200 : 503)
      .send({ status, head, epoch: hub.centre.state().epoch, by: fenced?.epoch })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(hub.metrics.contentType).send(await hub.metrics.page()),
  )
  let document: string | null = null
  app.get('/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApi())
    return reply.type('application/json; charset=utf-8').send(document)
  })
}

const asJson = { field: 'content-type', reason: 'application/json' } as const

/** What a failure before or inside a door means to its asker; what it was is for the log. */
function failures(app: FastifyInstance, hub: HubParts): void {
  app.setErrorHandler((error: { statusCode?: number; code?: string; message?: string }, request, reply) => {
    const { statusCode = 500 } = error
    if (statusCode === 413) return sendProblem(request, reply, refuse('too-large').error)
    if (statusCode === 415) return sendProblem(request, reply, refuse('invalid', asJson).error)
    if (statusCode < 500) return sendProblem(request, reply, refuse('invalid', { field: 'body' }).error)
    hub.log.error({ route: request.routeOptions.url, error: error.message }, 'a request failed')
    return sendProblem(request, reply, refuse('unavailable', { seconds: 1 }).error)
  })
  app.setNotFoundHandler(notFound)
}

/** The bare HTTP server every door hangs on: bounds of a request, and headers that every answer carries. */
export function httpServer(): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: requestRules.largestBody,
    requestTimeout: requestRules.requestMs,
    keepAliveTimeout: requestRules.idleMs,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    // An address no door can have is found by the router, before any hook.
    frameworkErrors(_error, request, reply) {
      void sendProblem(request, reply.headers(headers), refuse('not-found').error)
    },
  })
  // Commands are JSON; plain text would be read as one long word.
  app.removeContentTypeParser('text/plain')
  app.server.headersTimeout = requestRules.requestMs
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(headers)
    next()
  })
  return app
}

/** Serves a hub on an address: the route table, the socket, the pages, health and metrics. */
export async function openServer(
  hub: HubParts,
  at: { readonly host: string; readonly port: number; readonly pages: string },
): Promise<RunningServer> {
  const app = httpServer()
  failures(app, hub)
  health(app, hub)
  openDoors(app, hub)
  await servePages(app, at.pages, hub.demo)
  const url = await app.listen({ host: at.host, port: at.port })
  const sockets = openSockets(app.server, hub)
  return {
    url: url.replace('0.0.0.0', '127.0.0.1'),
    port: Number(new URL(url).port),
    async close() {
      sockets.close()
      await app.close()
    },
  }
}
