import type { EventType } from '../events.ts'
import { isLeaseOf } from '../leases.ts'
import type { Appliers } from './parts.ts'

/** So many steps of a conflict tell what it is about; every terminal has them in its mirror. */
const stepsShown = 30

/** What leases and the conflicts of a merge do. */
export const offlineAppliers = {
  NumbersLeased(state, { afresh, ...lease }, at) {
    const before = state.leases.map((each) =>
      afresh === true && isLeaseOf(each, lease) ? { ...each, lapsed: true as const } : each,
    )
    state.leases = [...before, { ...lease, at }]
  },
  ConflictNoted(state, { conflictId, rating, ...facts }, at) {
    const known = state.conflicts.get(conflictId)
    const step = { did: facts.did, at, ...(rating === undefined ? {} : { rating }) }
    const before = known?.steps ?? []
    const count = (known?.count ?? before.length) + 1
    const steps = before.length < stepsShown ? [...before, step] : before
    state.conflicts.set(conflictId, { ...facts, ...known, id: conflictId, steps, count })
  },
  ConflictSettled: (state, { conflictId }) => void state.conflicts.delete(conflictId),
} satisfies Partial<Appliers<EventType>>
