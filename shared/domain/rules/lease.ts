import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { type DomainEvent, type EventData, event } from '../events.ts'
import { leasedFree, nextBusinessDay } from '../leases.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { lastSequence } from '../series.ts'
import type { CentreState } from '../state.ts'

type Leased = EventData['NumbersLeased']

/** The block below those that are leased on that day already; null when the series has no room for it. */
function nextBlock(state: CentreState, series: string, businessDay: string) {
  const lowest = state.leases
    .filter((lease) => lease.series === series && lease.businessDay === businessDay)
    .reduce((least, { from }) => Math.min(least, from), lastSequence + 1)
  const block = { from: lowest - state.policy.leaseSize, to: lowest - 1 }
  const given = businessDay === state.businessDay ? (state.series.get(series) ?? 0) : 0
  return block.from > given ? block : null
}

/**
 * What a kiosk lacks to go on without the hub, today and on the next business day: of each series that is low a block
 * from its top, so that the hub's own numbers, which begin at the bottom, and those of other kiosks stay apart. A
 * series whose numbers run out gets none.
 */
export function dueLeases(state: CentreState, deviceId: string): readonly Leased[] {
  const { businessDay, policy } = state
  if (!state.dayOpen || businessDay === null) return []
  const due: Leased[] = []
  for (const day of [businessDay, nextBusinessDay(state, businessDay)]) {
    if (day === null) continue
    for (const { prefix: series, enabled } of state.services.values()) {
      if (!enabled || leasedFree(state, deviceId, series, day).length >= policy.leaseLow) continue
      const block = nextBlock(state, series, day)
      if (block !== null) due.push({ deviceId, series, ...block, businessDay: day })
    }
  }
  return due
}

/** Tops up what a kiosk may give while the hub is away. A lease ends with its business day. */
export function leaseNumbers(state: CentreState, { actor }: Context): Result<DomainEvent[], Refusal> {
  if (!state.dayOpen || state.businessDay === null) return refuse('day-closed')
  if (actor.kind !== 'device') return refuse('forbidden')
  return ok(dueLeases(state, actor.deviceId).map((leased) => event('NumbersLeased', leased)))
}
