import type { IncomingMessage, ServerResponse } from 'node:http'
import { routes } from '#protocol'
import { bodyOf } from './body_of.ts'
import type { CardVisitor } from './card_desk.ts'
import { withCard } from './card_in_body.ts'
import type { AgentConfig } from './config.ts'
import type { MediaCache } from './media/media_cache.ts'
import { answerMedium } from './media/media_door.ts'
import { isWelcomeOrigin } from './origins.ts'
import { isSameSecret } from './page_session.ts'

const bodyLimit = 256_000
const documentPath = /^\/api\/v1\/tickets\/[\w-]+\/attachments$/
const hubLimit = 7_000
const methods = 'GET, POST, PUT, DELETE'

/** What may be sent to a door: a captured document is larger than anything else. */
const limitOf = (url: string): number =>
  documentPath.test(url) ? routes.attachDocument.largestBody : bodyLimit

/** The launch token stands for this machine's device; a staff member's own token passes as it is. */
function authorization(given: string | undefined, config: AgentConfig, token: string): string | null {
  if (given === undefined) return null
  const secret = given.replace(/^Bearer /, '')
  return isSameSecret(secret, token) ? `Bearer ${config.deviceToken}` : given
}

/** What passing on needs; `personOf`: the person of a card session, or null once it is over. */
export interface ProxyOptions {
  readonly config: AgentConfig
  readonly token: string
  readonly personOf: (sessionId: string) => CardVisitor | null
  /** The files this machine keeps itself, null until its cache is open; null on machines that keep none. */
  readonly media: (() => MediaCache | null) | null
}

function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers
  if (origin === undefined) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'authorization, content-type')
  response.setHeader('access-control-allow-methods', methods)
  response.setHeader('vary', 'origin')
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { config, token, personOf }: ProxyOptions,
) {
  const auth = authorization(request.headers.authorization, config, token)
  const sent = await bodyOf(request, limitOf(request.url ?? ''))
  if (sent === null) return void response.writeHead(413).end()
  const text = sent.toString('utf8')
  // Only this machine's own page may ask for whoever lies on its reader.
  const isOwnPage = auth === `Bearer ${config.deviceToken}`
  const body = isOwnPage ? withCard(request.url, text, personOf) : text
  const answer = await fetch(new URL(request.url ?? '/', config.hubUrl), {
    method: request.method ?? 'GET',
    headers: {
      ...(auth === null ? {} : { authorization: auth }),
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
    },
    signal: AbortSignal.timeout(hubLimit),
    ...(body === '' ? {} : { body }),
  })
  const type = answer.headers.get('content-type') ?? 'application/json'
  response.writeHead(answer.status, { 'content-type': type }).end(Buffer.from(await answer.arrayBuffer()))
}

/**
 * Passes `/api/v1` on to the hub, for pages that know only their agent; `/healthz` says that the agent runs.
 * Everything else is not found. A hub out of reach is 503, which clients read as 'unavailable'.
 */
export function hubProxy(options: ProxyOptions) {
  const { config } = options
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { origin } = request.headers
    if (!isWelcomeOrigin(origin, config.hubUrl)) return void response.writeHead(403).end()
    allowOrigin(request, response)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (request.url === '/healthz') return void response.writeHead(200).end('ok')
    if (!request.url?.startsWith('/api/v1/')) return void response.writeHead(404).end()
    if (answerMedium(request, response, options)) return
    pass(request, response, options).catch(() => {
      if (!response.headersSent) response.writeHead(503)
      response.end()
    })
  }
}
