import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, type EventData, event } from '../events.ts'
import { leasedFree, type NumberLease, nextBusinessDay } from '../leases.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { lastSequence } from '../series.ts'
import type { CentreState } from '../state.ts'
import { noted } from './merge_parts.ts'

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

/** Days for which numbers are leased: the open one, and the next on which any are issued. */
const leaseDays = (state: CentreState, businessDay: string) =>
  [businessDay, nextBusinessDay(state, businessDay)].filter((day) => day !== null)

/**
 * What a kiosk lacks to go on without the hub, today and on the next business day: of each series that is low a block
 * from its top, so that the hub's own numbers, which begin at the bottom, and those of other kiosks stay apart. A
 * series whose numbers run out gets none.
 */
export function dueLeases(state: CentreState, deviceId: string): readonly Leased[] {
  const { businessDay, policy } = state
  if (!state.dayOpen || businessDay === null) return []
  const due: Leased[] = []
  for (const day of leaseDays(state, businessDay)) {
    for (const { prefix: series, enabled } of state.services.values()) {
      if (!enabled || leasedFree(state, deviceId, series, day).length >= policy.leaseLow) continue
      const block = nextBlock(state, series, day)
      if (block !== null) due.push({ deviceId, series, ...block, businessDay: day })
    }
  }
  return due
}

/** Leases of a kiosk that it may still give from, each series and day once. */
function heldBy(state: CentreState, deviceId: string): readonly NumberLease[] {
  const held = new Map<string, NumberLease>()
  for (const lease of state.leases)
    if (lease.deviceId === deviceId && lease.lapsed !== true)
      held.set(`${lease.businessDay} ${lease.series}`, lease)
  return [...held.values()]
}

/**
 * New blocks in the place of those of a kiosk that no longer knows what it has given. Numbers it may have given today
 * and told nobody of are a matter for a person: whoever has one is in no queue.
 */
function leaseAfresh(state: CentreState, deviceId: string, context: Context): DomainEvent[] {
  const held = heldBy(state, deviceId)
  const none = { from: lastSequence + 1, to: lastSequence }
  const afresh = held.map(({ series, businessDay }) => {
    const block = nextBlock(state, series, businessDay) ?? none
    return event('NumbersLeased', { deviceId, series, ...block, businessDay, afresh: true })
  })
  if (held.every(({ businessDay }) => businessDay !== state.businessDay)) return afresh
  const facts = { kind: 'record-lost', counterId: null, number: '', serviceId: null, did: 'issue' } as const
  return [...afresh, noted(state, context, facts)]
}

/** Tops up what a kiosk may give while the hub is away. A lease ends with its business day. */
export function leaseNumbers(
  state: CentreState,
  { afresh = false }: Extract<Command, { type: 'lease-numbers' }>,
  context: Context,
): Result<DomainEvent[], Refusal> {
  const { actor } = context
  if (!state.dayOpen || state.businessDay === null) return refuse('day-closed')
  if (actor.kind !== 'device') return refuse('forbidden')
  const { deviceId } = actor
  const instead = afresh ? leaseAfresh(state, deviceId, context) : []
  // What else is low is asked for next: the same block must not be in both.
  if (instead.length > 0) return ok(instead)
  return ok(dueLeases(state, deviceId).map((leased) => event('NumbersLeased', leased)))
}
