import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import {
  bilingualSchema,
  type CodeRefusal,
  type Enrolment,
  type HubFound,
  type HubRefusal,
  identity,
  pairReply,
  problem,
  type SetupCounter,
} from '#protocol'
import { parseAddress } from '../parse_address.ts'

/** The port a hub has unless it is told otherwise. */
export const hubPort = 7_700
const patience = 5_000

/** How this process asks over HTTP; tests put a hub of their own here. */
export type Ask = (address: string, init: RequestInit) => Promise<Response>

/** `192.168.1.20`, `hub:7700` or a whole address, as the hub's origin; a port left out is the usual one. */
export function hubAddress(typed: string): Result<string, 'bad-address'> {
  const text = typed.trim().replaceAll('：', ':').replaceAll('。', '.')
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = /\s/.test(text) || text === '' ? null : parseAddress(hasScheme ? text : `http://${text}`)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return err('bad-address')
  if (url.hostname === '' || url.username !== '' || url.password !== '') return err('bad-address')
  const namesPort = /:\d+$/.test(text.replace(/^[a-z]+:\/\//i, '').split('/')[0] ?? '')
  if (url.protocol === 'http:' && !namesPort) url.port = String(hubPort)
  return ok(url.origin)
}

/** An answer's status and JSON body (null when it is none); null when nothing answered. */
async function asked(
  ask: Ask,
  address: string,
  init: { readonly token?: string; readonly body?: object } = {},
): Promise<{ readonly status: number; readonly body: unknown } | null> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (init.token !== undefined) headers.authorization = `Bearer ${init.token}`
  if (init.body !== undefined) headers['content-type'] = 'application/json'
  try {
    const answer = await ask(address, {
      method: init.body === undefined ? 'GET' : 'POST',
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: parseJson(text) }
  } catch {
    return null
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const alive = z.object({ status: z.literal('alive') })

/**
 * Finds the hub at an address as typed. It is one when it says that it is alive and turns away a stranger in the
 * hub's own words: other programs have a /healthz, too.
 */
export async function findHub(ask: Ask, typed: string): Promise<Result<HubFound, HubRefusal>> {
  const address = hubAddress(typed)
  if (!address.ok) return address
  const health = await asked(ask, `${address.value}/healthz`)
  if (health === null) return err('no-answer')
  if (!alive.safeParse(health.body).success) return err('not-a-hub')
  const stranger = await asked(ask, `${address.value}/api/v1/me`)
  if (stranger === null) return err('no-answer')
  const refused = problem.safeParse(stranger.body)
  return refused.success && refused.data.code === 'unauthenticated'
    ? ok({ address: address.value })
    : err('not-a-hub')
}

const countersReply = z.object({
  counters: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      signAddress: z.int().nullable(),
      enabled: z.boolean(),
      zone: z.string().default(''),
    }),
  ),
})
const sitesReply = z.object({ sites: z.array(z.object({ officialName: bilingualSchema })) })

/** The centre a device belongs to: its official name, and the counters that signs may stand over. */
async function centreOf(
  ask: Ask,
  hub: string,
  token: string,
): Promise<Pick<Enrolment, 'centre' | 'counters'>> {
  const counters = countersReply.safeParse((await asked(ask, `${hub}/api/v1/counters`, { token }))?.body)
  const sites = sitesReply.safeParse((await asked(ask, `${hub}/api/v1/sites`, { token }))?.body)
  const known: readonly SetupCounter[] = (counters.data?.counters ?? [])
    .filter(({ enabled }) => enabled)
    .map(({ id, name, signAddress, zone }) => ({ id, name, signAddress, zone }))
  return { centre: sites.data?.sites[0]?.officialName ?? null, counters: known }
}

/** A machine that has just been paired; the token is for the main process alone. */
export interface Paired {
  readonly enrolment: Enrolment
  readonly token: string
}

/** Trades a pairing code for a token; one made for none of the `roles` is refused and stays good. */
export async function pairWith(
  ask: Ask,
  hub: string,
  typed: string,
  roles: readonly string[],
): Promise<Result<Paired, CodeRefusal>> {
  const code = typed.replaceAll(/[\s-]/g, '')
  if (!/^[0-9a-z]{8}$/i.test(code)) return err({ code: 'bad-code' })
  const answer = await asked(ask, `${hub}/api/v1/devices/pair`, { body: { code, roles } })
  if (answer === null) return err({ code: 'no-answer' })
  const paired = pairReply.safeParse(answer.body)
  if (!paired.success) return err(codeRefusal(answer.body))
  const { token, ...device } = paired.data
  return ok({ token, enrolment: { ...device, ...(await centreOf(ask, hub, token)) } })
}

function codeRefusal(body: unknown): CodeRefusal {
  const refused = problem.safeParse(body)
  if (refused.data?.code === 'pairing-role') return { code: 'other-role', role: String(refused.data.role) }
  if (refused.data?.code === 'rate-limited') return { code: 'too-often' }
  return { code: refused.success ? 'bad-code' : 'no-answer' }
}

/** Who the hub says the holder of a token is; null when it no longer knows it, or does not answer. */
export async function enrolmentOf(ask: Ask, hub: string, token: string): Promise<Enrolment | null> {
  const me = identity.safeParse((await asked(ask, `${hub}/api/v1/me`, { token }))?.body)
  if (!me.success || me.data.kind !== 'device') return null
  const { deviceId, role, counterId } = me.data
  return { deviceId, role, counterId, name: deviceId, ...(await centreOf(ask, hub, token)) }
}
