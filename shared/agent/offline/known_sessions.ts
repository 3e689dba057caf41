import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '#basics'
import type { AgentStore } from '../agent_store.ts'

/** A session counts without the hub for this long after the hub last accepted it, ms: a working day. */
const validFor = 14 * 3_600_000
const row = z.object({ key: z.string(), at: z.number(), staffId: z.string().nullable().default(null) })

/** Staff sessions the hub has accepted at this machine. Nobody logs in without the hub. */
export interface KnownSessions {
  /** `staffId`: whose it is, where the hub's answer said so. */
  accepted(token: string, staffId: string | null): void
  isKnown(token: string): boolean
  /** Whose a session is that still counts; null when the hub never said so. */
  staffOf(token: string): string | null
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Keeps sessions by a digest of their tokens, which are random: nobody can act with what is kept. */
export function knownSessions(store: AgentStore, clock: Clock): KnownSessions {
  const table = store.table('session', row)
  const known = new Map(table.all().map(({ key, ...rest }) => [key, rest]))
  /** On a full disk nothing is kept or forgotten there; that must cost neither a start nor an answer. */
  const onDisk = (write: () => void) => {
    try {
      write()
    } catch {
      // Until the next start what is known here is enough.
    }
  }
  for (const [key, { at }] of known) if (clock.now() - at > validFor) onDisk(() => table.remove(key))
  const valid = (token: string) => {
    const session = known.get(digest(token))
    return session !== undefined && Math.abs(clock.now() - session.at) < validFor ? session : null
  }
  return {
    accepted(token, named) {
      const key = digest(token)
      const at = clock.now()
      const before = known.get(key)
      const staffId = named ?? before?.staffId ?? null
      known.set(key, { at, staffId })
      // Written once an hour, not for every command.
      if (before !== undefined && staffId === before.staffId && at - before.at < 3_600_000) return
      onDisk(() => table.put(key, { key, at, staffId }))
    },
    isKnown: (token) => valid(token) !== null,
    staffOf: (token) => valid(token)?.staffId ?? null,
  }
}
