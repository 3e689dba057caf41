import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { leasedFree } from '../leases.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { lastSequence } from '../series.ts'
import type { CentreState } from '../state.ts'

/**
 * Tops up what a kiosk may give while the hub is away: of each series a block from its top, below the blocks leased
 * before, so that the hub's own numbers, which begin at the bottom, and those of other kiosks stay apart. A series
 * whose numbers run out gets none. Leases end with the business day.
 */
export function leaseNumbers(state: CentreState, { actor }: Context): Result<DomainEvent[], Refusal> {
  const { businessDay } = state
  if (!state.dayOpen || businessDay === null) return refuse('day-closed')
  if (actor.kind !== 'device') return refuse('forbidden')
  const { leaseSize, leaseLow } = state.policy
  const leased: DomainEvent[] = []
  for (const { prefix, enabled } of state.services.values()) {
    if (!enabled || leasedFree(state, actor.deviceId, prefix).length >= leaseLow) continue
    const lowest = state.leases
      .filter(({ series }) => series === prefix)
      .reduce((least, { from }) => Math.min(least, from), lastSequence + 1)
    const block = { from: lowest - leaseSize, to: lowest - 1 }
    if (block.from <= (state.series.get(prefix) ?? 0)) continue
    leased.push(event('NumbersLeased', { deviceId: actor.deviceId, series: prefix, ...block, businessDay }))
  }
  return ok(leased)
}
