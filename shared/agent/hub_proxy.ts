import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '#basics'
import { refusalText } from '#domain'
import { localeOf, type Problem, routes } from '#protocol'
import { bodyOf } from './body_of.ts'
import type { CardVisitor } from './card_desk.ts'
import { withCard } from './card_in_body.ts'
import type { AgentConfig } from './config.ts'
import { forwardLimit } from './forward.ts'
import type { MediaCache } from './media/media_cache.ts'
import { answerMedium } from './media/media_door.ts'
import { isWelcomeOrigin } from './origins.ts'
import { isSameSecret } from './page_session.ts'

const bodyLimit = 256_000
const documentPath = /^\/api\/v1\/tickets\/[\w-]+\/attachments$/
/** A document takes its time on the way: so much is added to the limit for each megabyte, ms. */
const perMegabyte = 1_000
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

/** What passing on needs. */
export interface ProxyOptions {
  readonly config: AgentConfig
  readonly token: string
  readonly clock: Clock
  /** Whether the hub is known to be away: it is not asked. */
  readonly isHubGone: () => boolean
  /** The person of a card session, or null once it is over. */
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

/** Says that the hub does not answer, as the hub would say it of itself. */
function sayUnavailable(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void response.end()
  const code = 'unavailable'
  const { title, detail } = refusalText({ code, detail: {} }, localeOf(request.headers['accept-language']))
  const problem: Problem = { type: `urn:civic-hall:problem:${code}`, title, status: 503, detail, code }
  response.writeHead(503, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}

/** Asks the hub, answer and all within the time a page is promised; rejects when that is over. */
async function ask(clock: Clock, url: URL, init: RequestInit, sentBytes: number) {
  const giveUp = new AbortController()
  const limit = clock.after(forwardLimit + (sentBytes / 1_000_000) * perMegabyte, () => giveUp.abort())
  try {
    const answer = await fetch(url, { ...init, signal: giveUp.signal })
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  } finally {
    limit.cancel()
  }
}

async function pass(request: IncomingMessage, response: ServerResponse, options: ProxyOptions) {
  const { config, token, clock, personOf } = options
  const auth = authorization(request.headers.authorization, config, token)
  const language = request.headers['accept-language']
  const sent = await bodyOf(request, limitOf(request.url ?? ''))
  if (sent === null) return void response.writeHead(413).end()
  if (options.isHubGone()) return sayUnavailable(request, response)
  const body = sent.toString('utf8')
  // Only this machine's own page may ask for whoever lies on its reader.
  const isOwnPage = auth === `Bearer ${config.deviceToken}`
  const asked = isOwnPage ? withCard(request.url, body, personOf) : body
  const init = {
    method: request.method ?? 'GET',
    headers: {
      ...(auth === null ? {} : { authorization: auth }),
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...(asked === '' ? {} : { 'content-type': 'application/json' }),
    },
    ...(asked === '' ? {} : { body: asked }),
  }
  const { answer, bytes } = await ask(clock, new URL(request.url ?? '/', config.hubUrl), init, sent.length)
  const type = answer.headers.get('content-type') ?? 'application/json'
  response.writeHead(answer.status, { 'content-type': type }).end(bytes)
}

/**
 * Passes `/api/v1` on to the hub, for pages that know only their agent; `/healthz` says that the agent runs.
 * Everything else is not found. A hub that is away or has not answered within 2.5 s is the problem 'unavailable' (503),
 * in the page's language.
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
    pass(request, response, options).catch(() => sayUnavailable(request, response))
  }
}
