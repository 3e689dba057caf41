import type { Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import type { ConflictFacts, OfflineStep } from '../offline.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/** One kind of step. */
export type Did<T extends OfflineStep['did']> = Extract<OfflineStep, { did: T }>

/** A number of today, whoever has it. */
export function ticketNumbered(state: CentreState, number: string): Ticket | null {
  for (const tickets of [state.live, state.closed])
    for (const ticket of tickets.values()) if (ticket.number === number) return ticket
  return null
}

/** Notes that a step does not fit; one conflict for all steps about one number at one machine. */
export function noted(
  state: CentreState,
  context: Context,
  facts: Omit<ConflictFacts, 'deviceId' | 'aboutTicketId' | 'code'> & {
    readonly code?: ConflictFacts['code']
  },
): DomainEvent {
  const deviceId = context.actor.kind === 'device' ? context.actor.deviceId : ''
  const known = [...state.conflicts.values()].find(
    (conflict) => conflict.deviceId === deviceId && conflict.number === facts.number,
  )
  const aboutTicketId = ticketNumbered(state, facts.number)?.id ?? null
  const conflictId = known?.id ?? context.freshId
  return event('ConflictNoted', { conflictId, code: null, ...facts, deviceId, aboutTicketId })
}
