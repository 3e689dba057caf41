import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { type accessQuery, type Endpoint, endpointReply, type Problem } from '#protocol'
import { callRoute, socketUrl } from './http.ts'
import { localProblem } from './problems.ts'

/** The pages there are. */
export type PageName = z.infer<typeof accessQuery>['page']

/** Which page, and at which counter it stands. */
export interface PagePlace {
  readonly page: PageName
  readonly counterId: string | null
}

/** Who this page is when it connects, and where it knows that from. */
export interface PageEndpoint extends Endpoint {
  readonly source: 'shell' | 'staff' | 'paired' | 'demo'
}

/** Pages a member of staff works at. */
export const isStaffPage = (page: PageName): boolean => ['counter', 'guide', 'console'].includes(page)

const staffKey = 'civic-hall:staff'
const pairedKey = ({ page, counterId }: PagePlace) => `civic-hall:device:${page}:${counterId ?? ''}`

const sessionSchema = z.object({ token: z.string(), staffId: z.string(), expiresAt: z.string() })
/** A staff session kept for this browser tab. */
export type StaffSession = z.infer<typeof sessionSchema>

/** The staff session of this tab, or null. */
export function staffSession(): StaffSession | null {
  const kept = sessionStorage.getItem(staffKey)
  if (kept === null) return null
  const parsed = z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(sessionSchema)
    .safeParse(kept)
  return parsed.success ? parsed.data : null
}

/** Keeps a staff session for this tab, or ends it. */
export function keepStaffSession(session: StaffSession | null): void {
  if (session === null) sessionStorage.removeItem(staffKey)
  else sessionStorage.setItem(staffKey, JSON.stringify(session))
}

/** Keeps the token of a paired page in this browser, or forgets it. */
export function keepPairedToken(place: PagePlace, token: string | null): void {
  if (token === null) localStorage.removeItem(pairedKey(place))
  else localStorage.setItem(pairedKey(place), token)
}

/** Answers that mean: this is no demo, or none for this page. */
const noAccess: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'unauthenticated'])

async function demoEndpoint({ page, counterId }: PagePlace): Promise<Result<PageEndpoint, Problem>> {
  const query = counterId === null ? { page } : { page, counter: counterId }
  const found = await callRoute(location.origin, null, 'demoAccess', { query })
  return found.ok ? ok({ ...endpointReply.parse(found.value), source: 'demo' }) : found
}

/**
 * Finds this page's end of the wire: the shell's agent, a staff session, a paired token, or the demo's access, in
 * that order. 'unauthenticated' = a person must log in or pair; 'unavailable' = the hub is out of reach, ask again.
 */
export async function findEndpoint(place: PagePlace): Promise<Result<PageEndpoint, Problem>> {
  if (globalThis.civicHall !== undefined)
    return ok({ ...(await globalThis.civicHall.endpoint()), source: 'shell' })
  const url = socketUrl(location.origin)
  if (isStaffPage(place.page)) {
    const staff = staffSession()
    return staff === null
      ? err(localProblem('unauthenticated'))
      : ok({ url, token: staff.token, source: 'staff' })
  }
  const paired = localStorage.getItem(pairedKey(place))
  if (paired !== null) return ok({ url, token: paired, source: 'paired' })
  const demo = await demoEndpoint(place)
  if (demo.ok || !noAccess.has(demo.error.code)) return demo
  return err(localProblem('unauthenticated'))
}
