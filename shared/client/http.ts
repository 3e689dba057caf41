import type { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { type Endpoint, mediumFilePath, type Problem, problem, type RouteName, routes } from '#protocol'
import { localProblem } from './problems.ts'

/** What fills a route's path, query and body. */
export interface CallParts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The granted answer of a route. */
export type RouteReply<Name extends RouteName> = z.infer<(typeof routes)[Name]['reply']>

const withParams = (path: string, params: Readonly<Record<string, string>>) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** Where the HTTP surface lies that belongs to a socket's address. */
export const httpOrigin = (socketUrl: string): string => new URL(socketUrl.replace(/^ws/, 'http')).origin

/** Where the socket lies that belongs to an HTTP origin. */
export const socketUrl = (origin: string): string => `${origin.replace(/^http/, 'ws')}/ws`

/** Longest wait for an answer over HTTP, ms. */
const httpLimit = 8_000

/** Longest wait for the file of a medium, ms. */
const fileLimit = 120_000

async function read(response: Response): Promise<Result<unknown, Problem>> {
  const json: unknown = await response.json().catch(() => null)
  if (response.ok) return ok(json)
  const parsed = problem.safeParse(json)
  return err(parsed.success ? parsed.data : localProblem('unavailable', `HTTP ${response.status}`))
}

/** The file of a medium from an end of the wire; null where it is not, or not yet. */
export async function fetchMedium(
  origin: string,
  token: Endpoint['token'] | null,
  sha256: string,
): Promise<Blob | null> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  try {
    const answer = await fetch(`${origin}${mediumFilePath(sha256)}`, {
      headers,
      signal: AbortSignal.timeout(fileLimit),
    })
    return answer.ok ? await answer.blob() : null
  } catch {
    return null
  }
}

/** Brings the file of a medium to the hub, as a manager. */
export async function sendMedium(
  origin: string,
  token: Endpoint['token'] | null,
  file: Blob,
): Promise<Result<RouteReply<'uploadMediumFile'>, Problem>> {
  const route = routes.uploadMediumFile
  const headers: Record<string, string> = { 'content-type': route.consumes }
  if (token !== null) headers.authorization = `Bearer ${token}`
  const answer = await fetch(`${origin}/api/v1${route.path}`, {
    method: route.method,
    headers,
    body: file,
    signal: AbortSignal.timeout(fileLimit),
  }).then(read, () => err(localProblem('unavailable')))
  return answer.ok ? ok(route.reply.parse(answer.value)) : answer
}

/** Asks one route of the hub's HTTP surface (`origin` http://…); an unreachable hub is the problem 'unavailable'. */
export async function callRoute<Name extends RouteName>(
  origin: string,
  token: Endpoint['token'] | null,
  name: Name,
  { params = {}, query, body }: CallParts = {},
): Promise<Result<RouteReply<Name>, Problem>> {
  const route = routes[name]
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  const headers: Record<string, string> = {}
  if (token !== null) headers.authorization = `Bearer ${token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const answer = await fetch(`${origin}/api/v1${withParams(route.path, params)}${search}`, {
    method: route.method,
    headers,
    signal: AbortSignal.timeout(httpLimit),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).then(read, () => err(localProblem('unavailable')))
  if (!answer.ok) return answer
  const reply = route.reply.safeParse(answer.value)
  if (!reply.success) return err(localProblem('invalid', reply.error.message))
  return ok(reply.data as RouteReply<Name>)
}
