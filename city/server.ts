import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { exchangeDoors } from './doors/exchange_doors.ts'
import { listDoors } from './doors/list_doors.ts'
import { cityOpenApi } from './doors/openapi.ts'
import type { CityParts } from './doors/parts.ts'
import { CityRefusal, problemOf } from './doors/problems.ts'
import { reserveDoors } from './doors/reserve_doors.ts'

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const largestMessage = 5_000_000

/** Answers with what went wrong, as problem details; the HTTP status. */
function refuseWith(reply: FastifyReply, error: unknown): number {
  const problem = problemOf(error)
  void reply.code(problem.status).type('application/problem+json').send(problem)
  return problem.status
}

/** Builds the city's HTTP server: the exchange, lists, booking, and the pages in `pages` (null serves none). */
export function cityServer(parts: CityParts, pages: string | null): FastifyInstance {
  const app = fastify({
    bodyLimit: largestMessage,
    logger: false,
    // What no door is asked with either: a path that is none.
    frameworkErrors: (error, _request, reply) => refuseWith(reply, error),
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', csp)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })
  const document = cityOpenApi()
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/openapi.json', async () => document)
  exchangeDoors(app, parts)
  listDoors(app, parts)
  reserveDoors(app, parts)
  app.setErrorHandler((error, _request, reply) => {
    if (refuseWith(reply, error) >= 500) parts.log(error instanceof Error ? error.message : 'unknown error')
  })
  app.setNotFoundHandler((_request, reply) => void refuseWith(reply, new CityRefusal('not-found')))
  if (pages !== null && existsSync(join(pages, 'city.html'))) {
    void app.register(fastifyStatic, { root: pages, index: 'city.html' })
    for (const page of ['city', 'reserve'])
      app.get(`/${page}`, async (_request, reply) => reply.sendFile(`${page}.html`))
  }
  return app
}
