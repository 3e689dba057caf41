import type { EventType } from '../events.ts'
import type { Appliers } from './parts.ts'

/** What leases and the conflicts of a merge do. */
export const offlineAppliers = {
  NumbersLeased(state, lease, at) {
    state.leases = [...state.leases, { ...lease, at }]
  },
  ConflictNoted(state, { conflictId, ...facts }, at) {
    const known = state.conflicts.get(conflictId)
    const steps = [...(known?.steps ?? []), { did: facts.did, at }]
    state.conflicts.set(conflictId, { ...facts, ...known, id: conflictId, steps })
  },
  ConflictSettled: (state, { conflictId }) => void state.conflicts.delete(conflictId),
} satisfies Partial<Appliers<EventType>>
