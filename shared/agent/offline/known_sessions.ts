import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '#basics'
import type { AgentStore } from '../agent_store.ts'

/** A session counts without the hub for this long after the hub last accepted it, ms: a working day. */
const validFor = 14 * 3_600_000
const row = z.object({ key: z.string(), at: z.number() })

/** Staff sessions the hub has accepted at this machine. Nobody logs in without the hub. */
export interface KnownSessions {
  accepted(token: string): void
  isKnown(token: string): boolean
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Keeps sessions by a digest of their tokens, which are random: nobody can act with what is kept. */
export function knownSessions(store: AgentStore, clock: Clock): KnownSessions {
  const table = store.table('session', row)
  const known = new Map(table.all().map(({ key, at }) => [key, at]))
  for (const [key, at] of known) if (clock.now() - at > validFor) table.remove(key)
  return {
    accepted(token) {
      const key = digest(token)
      const at = clock.now()
      const before = known.get(key)
      known.set(key, at)
      // Written once an hour, not for every command.
      if (before !== undefined && at - before < 3_600_000) return
      table.put(key, { key, at })
    },
    isKnown(token) {
      const at = known.get(digest(token))
      return at !== undefined && Math.abs(clock.now() - at) < validFor
    },
  }
}
