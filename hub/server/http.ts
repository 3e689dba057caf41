import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import type { FileAnswer } from '#media'
import { idSchema, localeOf, type Route, type RouteName, routes } from '#protocol'
import { mayUse, whoIs, within } from './gate.ts'
import { type Call, handlers, type Reply } from './handlers.ts'
import type { HubParts } from './hub_parts.ts'
import { problemOf, retryAfter, statusOf } from './problems.ts'

const json = 'application/json; charset=utf-8'
const paramsSchema = z.record(z.string(), idSchema)

/** Sends a refusal as problem+json in the asker's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const seconds = retryAfter(refusal)
  if (seconds !== null) reply.header('retry-after', String(seconds))
  if (refusal.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  const body = JSON.stringify(problemOf(refusal, localeOf(request.headers['accept-language'])))
  return reply.code(statusOf(refusal.code)).type('application/problem+json; charset=utf-8').send(body)
}

/** Of a hub that was replaced only reading is left, and the way in to read. */
const isOpenBehindFence = (name: RouteName) =>
  routes[name].method === 'GET' || name === 'login' || name === 'logout'

const bearer = ({ headers }: FastifyRequest) => {
  const { authorization } = headers
  return authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : null
}

/** The first thing wrong with what was sent, as a field's path and a word. */
function invalid(error: z.ZodError): Result<never, Refusal> {
  const [issue] = error.issues
  return refuse('invalid', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' })
}

function parsed(
  route: Route,
  request: FastifyRequest,
): Result<Pick<Call, 'params' | 'query' | 'body'>, Refusal> {
  const params = paramsSchema.safeParse(request.params)
  if (!params.success) return refuse('not-found')
  const query = route.query?.safeParse(request.query)
  if (query?.success === false) return invalid(query.error)
  const body = route.body?.safeParse(request.body)
  if (body?.success === false) return invalid(body.error)
  // The table ties each route's schema to its handler; the compiler cannot follow that through a loop.
  return ok({ params: params.data, query: query?.data, body: body?.data } as Pick<
    Call,
    'params' | 'query' | 'body'
  >)
}

async function answer(
  hub: HubParts,
  name: RouteName,
  request: FastifyRequest,
): Promise<Result<Reply, Refusal>> {
  const route: Route = routes[name]
  const address = request.ip
  const token = bearer(request)
  const identity = await whoIs(hub, token, address)
  if (!identity.ok && route.access !== 'public') return identity
  const sender = identity.ok ? identity.value : null
  const allowed = within(hub, sender, address)
  if (!allowed.ok) return allowed
  const granted = mayUse(route.access, sender)
  if (!granted.ok) return granted
  const fenced = hub.upkeep.fence.state()
  if (fenced !== null && !isOpenBehindFence(name)) return refuse('fenced', { epoch: fenced.epoch })
  const parts = parsed(route, request)
  if (!parts.ok) return parts
  // A command waits for its own commit; waiting for the one before as well would leave the disk idle meanwhile.
  if (route.method === 'GET') await hub.centre.readable()
  const handler = handlers[name] as (hub: HubParts, call: Call) => ReturnType<(typeof handlers)[RouteName]>
  const upload = request.body instanceof Readable ? request.body : null
  const { range } = request.headers
  return handler(hub, { identity: sender, token, address, upload, range, ...parts.value })
}

/** A large body is taken only from somebody who may send it: asked before it is read. */
function largeBody(hub: HubParts, { largestBody, access }: Route) {
  if (largestBody === undefined) return {}
  return {
    bodyLimit: largestBody,
    async onRequest(request: FastifyRequest, reply: FastifyReply) {
      const identity = await whoIs(hub, bearer(request), request.ip)
      const granted = identity.ok ? mayUse(access, identity.value) : identity
      if (!granted.ok) return sendProblem(request, reply, granted.error)
    },
  }
}

const sendFile = (reply: FastifyReply, { status, headers, body }: FileAnswer) =>
  reply
    .code(status)
    .headers(headers)
    .send(body ?? '')

/** Opens a door that takes the bytes of a file: they are read by whoever it is for, and only there. */
function openForFiles(app: FastifyInstance, type: string, open: (door: FastifyInstance) => void): void {
  void app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    open(door)
  })
}

/** Opens every door of the route table under /api/v1. */
export function openDoors(app: FastifyInstance, hub: HubParts): void {
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const open = (door: FastifyInstance) =>
      door.route({
        method: route.method,
        url: `/api/v1${route.path}`,
        ...largeBody(hub, route),
        async handler(request, reply) {
          const result = await answer(hub, name, request)
          if (!result.ok) return sendProblem(request, reply, result.error)
          const { value } = result
          if ('file' in value) return sendFile(reply, value.file)
          reply.code(route.status).type(json).header('cache-control', 'no-store')
          return reply.send('json' in value ? value.json : JSON.stringify(value.value))
        },
      })
    if (route.consumes === undefined) open(app)
    else openForFiles(app, route.consumes, open)
  }
}
