import type { EventType } from '../events.ts'
import type { Appliers } from './parts.ts'

/** What leases and the conflicts of a merge do. */
export const offlineAppliers = {
  NumbersLeased(state, lease, at) {
    state.leases = [...state.leases, { ...lease, at }]
  },
  ConflictNoted(state, { conflictId, rating, ...facts }, at) {
    const known = state.conflicts.get(conflictId)
    const step = { did: facts.did, at, ...(rating === undefined ? {} : { rating }) }
    const steps = [...(known?.steps ?? []), step]
    state.conflicts.set(conflictId, { ...facts, ...known, id: conflictId, steps })
  },
  ConflictSettled: (state, { conflictId }) => void state.conflicts.delete(conflictId),
} satisfies Partial<Appliers<EventType>>
