import type { Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import type { ConflictFacts, OfflineStep } from '../offline.ts'
import { type CentreState, ticketNumbered } from '../state.ts'

/** One kind of step. */
export type Did<T extends OfflineStep['did']> = Extract<OfflineStep, { did: T }>

/** The day of a step, where it is not the one that is open. */
export const otherDay = (
  state: CentreState,
  { businessDay }: { readonly businessDay: string },
): { readonly businessDay?: string } => (businessDay === state.businessDay ? {} : { businessDay })

/**
 * Notes that a step does not fit; one conflict for all steps about one number of a day at one machine. `at`: when it
 * happened, ms since the epoch, where that is not the time of the command.
 */
export function noted(
  state: CentreState,
  context: Context,
  facts: Omit<ConflictFacts, 'deviceId' | 'aboutTicketId' | 'code'> & {
    readonly code?: ConflictFacts['code']
  },
  at?: number,
): DomainEvent {
  const deviceId = context.actor.kind === 'device' ? context.actor.deviceId : ''
  const known = [...state.conflicts.values()].find(
    ({ number, businessDay, ...conflict }) =>
      conflict.deviceId === deviceId && number === facts.number && businessDay === facts.businessDay,
  )
  const isOfToday = facts.businessDay === undefined
  const aboutTicketId = isOfToday ? (ticketNumbered(state, facts.number)?.id ?? null) : null
  const conflictId = known?.id ?? context.freshId
  const trueTime = at === undefined ? {} : { occurredAt: at }
  return event('ConflictNoted', { conflictId, code: null, ...facts, deviceId, aboutTicketId, ...trueTime })
}
