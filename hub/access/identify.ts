import type { Clock } from '#basics'
import type { Actor, CentreState } from '#domain'
import type { AccessStore } from './access_store.ts'
import { tokenHash } from './tokens.ts'

/** A verified sender: a device or a member of staff. */
export type Identity = Exclude<Actor, { kind: 'system' }>

/** Who a token stands for now, or null. Roles of staff are those of this moment, not of the log-in. */
export type Identify = (token: string) => Identity | null

const rememberedTokens = 2_000

/** Makes the look-up of tokens; rows are remembered until `forget`, rights are read anew each time. */
export function identifier(
  store: AccessStore,
  state: () => CentreState,
  clock: Clock,
): { readonly identify: Identify; readonly forget: () => void } {
  type Row = { readonly actor: Identity } | { readonly staffId: string; readonly expiresAt: number }
  const known = new Map<string, Row>()

  const find = (hash: string): Row | null => {
    const device = store.deviceByToken(hash)
    if (device !== null) {
      const { id, role, counterId } = device
      return { actor: { kind: 'device', deviceId: id, role, counterId } }
    }
    return store.findSession(hash)
  }
  const rowOf = (hash: string): Row | null => {
    const held = known.get(hash)
    if (held !== undefined) return held
    const row = find(hash)
    if (row !== null && known.size < rememberedTokens) known.set(hash, row)
    return row
  }

  return {
    identify(token) {
      const row = rowOf(tokenHash(token))
      if (row === null) return null
      if ('actor' in row) return row.actor
      const staff = state().staff.get(row.staffId)
      if (row.expiresAt <= clock.now() || staff?.enabled !== true) return null
      return { kind: 'staff', staffId: row.staffId, roles: staff.roles }
    },
    forget: () => known.clear(),
  }
}
