import { z } from 'zod'
import type { KeptState } from '#client'
import type { CentreSnapshot } from '#domain'
import type { AgentStore } from './agent_store.ts'

/** A mirror and when it was kept, ms since the epoch. */
export interface SavedState extends KeptState {
  readonly savedAt: number
}

/** The last state this machine saw, for a start while the hub is away. */
export interface SavedMirror {
  load(): SavedState | null
  save(state: SavedState): void
}

/** The file is our own: its envelope is checked, what the domain made is trusted. */
const saved = z.object({
  lastHash: z.string().nullable(),
  savedAt: z.number(),
  snapshot: z.custom<CentreSnapshot>(
    (value) => typeof value === 'object' && value !== null && 'revision' in value && 'live' in value,
  ),
})

/** Keeps the mirror. It may lag behind: the hub's log tells the rest. */
export function savedMirror(store: AgentStore): SavedMirror {
  const table = store.table<SavedState>('mirror', saved)
  let savedRevision = -1
  return {
    load: () => table.all()[0] ?? null,
    save(state) {
      if (state.snapshot.revision === savedRevision) return
      table.put('centre', state)
      savedRevision = state.snapshot.revision
    },
  }
}
