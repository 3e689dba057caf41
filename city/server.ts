import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Clock } from '#basics'
import { cityCodes, idSchema } from '#protocol'
import { receive, type SiteKeys } from './exchange.ts'
import { listEvents, listRatings, listSites, listTickets } from './queries.ts'
import type { CityDatabase } from './store.ts'

/** What the reference city's server is made of. */
export interface CityServerOptions {
  readonly database: CityDatabase
  readonly keys: SiteKeys
  readonly clock: Clock
  /** Folder of built pages, or null to serve the exchange only. */
  readonly pages: string | null
}

const siteParams = z.object({ siteId: idSchema })
const listQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Builds the city's HTTP server: the exchange door, read-only lists, and the live page. */
export function cityServer({ database, keys, clock, pages }: CityServerOptions): FastifyInstance {
  const app = fastify({ bodyLimit: 5_000_000, logger: false })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', csp)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })

  app.post('/api/v1/exchange', async (request, reply) => {
    const ack = receive(database, keys, request.body, clock.now())
    const refused = ack.code >= cityCodes.unknownSite && ack.code < cityCodes.sequenceGap
    return reply.code(refused ? 401 : ack.code > 0 && ack.code < 200 ? 400 : 200).send(ack)
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/api/v1/sites', async () => ({
    sites: listSites(database),
    serverTime: new Date(clock.now()).toISOString(),
  }))
  app.get('/api/v1/sites/:siteId/tickets', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { tickets: listTickets(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/ratings', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { ratings: listRatings(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/events', async (request) => {
    const { after, limit } = listQuery.parse(request.query)
    return { events: listEvents(database, siteParams.parse(request.params).siteId, after, limit) }
  })
  app.setErrorHandler((error, _request, reply) => {
    const isInvalid = error instanceof z.ZodError
    const status = isInvalid ? 422 : 500
    const code = isInvalid ? 'invalid' : 'unavailable'
    void reply
      .code(status)
      .type('application/problem+json')
      .send({ type: `urn:civic-hall:${code}`, title: code, status, code })
  })
  if (pages !== null && existsSync(join(pages, 'city.html'))) {
    void app.register(fastifyStatic, { root: pages, index: 'city.html' })
    app.get('/city', async (_request, reply) => reply.sendFile('city.html'))
  }
  return app
}
