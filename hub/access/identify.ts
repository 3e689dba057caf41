import type { Clock } from '#basics'
import type { Actor, CentreState } from '#domain'
import type { AccessStore } from './access_store.ts'
import { tokenHash } from './tokens.ts'

/** A verified sender: a device or a member of staff. */
export type Identity = Exclude<Actor, { kind: 'system' }>

/** Who a token stands for now, or null. Roles of staff are those of this moment, not of the log-in. */
export type Identify = (token: string) => Promise<Identity | null>

const rememberedTokens = 2_000
/** A device revoked or a session ended through another hub of the centre is out after this long. */
const rememberedMs = 1_000

/** Makes the look-up of tokens; rows are remembered for a second or until `forget`, rights are read anew each time. */
export function identifier(
  store: AccessStore,
  state: () => CentreState,
  clock: Clock,
): { readonly identify: Identify; readonly forget: () => void } {
  type Row = { readonly actor: Identity } | { readonly staffId: string; readonly expiresAt: number }
  const known = new Map<string, { readonly row: Promise<Row | null>; readonly at: number }>()

  const find = async (hash: string): Promise<Row | null> => {
    const device = await store.deviceByToken(hash)
    if (device !== null) {
      const { id, role, counterId } = device
      return { actor: { kind: 'device', deviceId: id, role, counterId } }
    }
    return store.findSession(hash)
  }
  const rowOf = (hash: string): Promise<Row | null> => {
    const now = clock.now()
    const held = known.get(hash)
    if (held !== undefined && held.at <= now && now - held.at < rememberedMs) return held.row
    if (known.size >= rememberedTokens) known.clear()
    // A database that does not answer throws nobody out.
    const row = find(hash).catch((error: unknown) => {
      if (held !== undefined) return held.row
      throw error
    })
    known.set(hash, { row, at: now })
    const forgetNobody = (found: Row | null) => {
      if (found === null && known.get(hash)?.row === row) known.delete(hash)
    }
    row.then(forgetNobody, () => forgetNobody(null))
    return row
  }

  return {
    async identify(token) {
      const row = await rowOf(tokenHash(token))
      if (row === null) return null
      if ('actor' in row) return row.actor
      const staff = state().staff.get(row.staffId)
      if (row.expiresAt <= clock.now() || staff?.enabled !== true) return null
      return { kind: 'staff', staffId: row.staffId, roles: staff.roles }
    },
    forget: () => known.clear(),
  }
}
