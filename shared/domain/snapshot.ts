import { completePolicy } from './policy.ts'
import { type CentreState, emptyCentre } from './state.ts'

/** A state as plain JSON: maps become arrays of entries. */
export type CentreSnapshot = {
  readonly [K in keyof CentreState]: CentreState[K] extends Map<string, infer V>
    ? readonly [string, V][]
    : CentreState[K]
}

/** Writes a state as plain JSON data. */
export function toSnapshot(state: CentreState): CentreSnapshot {
  const entries = Object.entries(state).map(([key, value]) => [
    key,
    value instanceof Map ? [...value] : value,
  ])
  return Object.fromEntries(entries) as CentreSnapshot
}

/** Reads a state back; parse the JSON with the protocol's schema first when it came over a wire. */
export function fromSnapshot(snapshot: CentreSnapshot): CentreState {
  const empty = emptyCentre()
  const entries = Object.entries(empty).map(([key, value]) => {
    const given = snapshot[key as keyof CentreSnapshot] ?? value
    return [key, value instanceof Map ? new Map(given as [string, unknown][]) : given]
  })
  const state = Object.fromEntries(entries) as CentreState
  const { barred = [] } = snapshot as { readonly barred?: readonly [string, number][] }
  // Snapshots of an older version knew of a bar only how long it lasts.
  for (const [ref, until] of barred) state.bars.set(ref, { scope: 'all', since: 0, until, reason: '' })
  return { ...state, policy: completePolicy(state.policy) }
}
