import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import { type Access, routes, type WireCommand } from '#protocol'
import type { Identity } from '../access/identify.ts'
import type { Answer } from '../core/batch.ts'
import { commandTypeOf, requestOf, routeOf } from './commands.ts'
import type { HubParts } from './hub_parts.ts'
import { mergeOffline } from './merge_offline.ts'

const isAdmin = (identity: Identity) =>
  identity.kind === 'staff' && identity.roles.some((role) => role === 'manager' || role === 'admin')

/** Whether a sender may use a door at all; commands are checked once more, by type. */
export function mayUse(access: Access, identity: Identity | null): Result<void, Refusal> {
  if (access === 'public') return ok(undefined)
  if (identity === null) return refuse('unauthenticated')
  const isGranted = access === 'any' || (access === 'staff' && identity.kind === 'staff') || isAdmin(identity)
  return isGranted ? ok(undefined) : refuse('forbidden')
}

const slow = (seconds: number): Result<void, Refusal> =>
  seconds === 0 ? ok(undefined) : refuse('rate-limited', { seconds })

const senderName = (identity: Identity) => (identity.kind === 'device' ? identity.deviceId : identity.staffId)

/** Counts a request against its sender, or its address when nobody is known. */
export function within(
  { limits }: HubParts,
  identity: Identity | null,
  address: string,
): Result<void, Refusal> {
  return slow(identity === null ? limits.address(address) : limits.sender(senderName(identity)))
}

/** Who a token stands for; wrong ones are counted against their address. */
export async function whoIs(
  hub: HubParts,
  token: string | null,
  address: string,
): Promise<Result<Identity | null, Refusal>> {
  if (token === null) return ok(null)
  const identity = await hub.access.identify(token)
  if (identity !== null) return ok(identity)
  const seconds = hub.limits.strangers(address)
  return seconds === 0 ? refuse('unauthenticated') : refuse('rate-limited', { seconds })
}

async function run(hub: HubParts, identity: Identity, wire: WireCommand): Promise<Answer> {
  if (wire.name === 'merge-offline') return mergeOffline(hub, identity, wire)
  const request = await requestOf(hub, identity, wire)
  return request.ok ? hub.centre.execute(request.value) : request
}

/** Runs a parsed command of a verified sender, whichever door it came through. */
export async function perform(hub: HubParts, identity: Identity, wire: WireCommand): Promise<Answer> {
  const type = commandTypeOf(wire)
  const route = routeOf[wire.name]
  const granted = mayUse(route === null ? 'any' : routes[route].access, identity)
  const answer = granted.ok ? await run(hub, identity, wire) : granted
  hub.metrics.command(type, answer.ok ? 'done' : answer.error.code)
  return answer
}
