import type { Entry, LogEntry } from './history.ts'

const ends = new Set([
  'TicketFinished',
  'TicketMissed',
  'TicketHeld',
  'TicketLeft',
  'TicketTransferred',
  'TicketRecused',
  'TicketCancelled',
  'TicketNoShow',
  'TransitionUndone',
])

/** Who holds whom by the log: a call of a ticket that is live elsewhere, or by a counter that still has one. */
export function liveByLog(log: readonly LogEntry[]) {
  const counterOf = new Map<string, string>()
  const ticketOf = new Map<string, string>()
  const atTwoCounters: string[] = []
  const holdingTwo: string[] = []
  const release = (ticketId: string) => {
    const counterId = counterOf.get(ticketId)
    counterOf.delete(ticketId)
    if (counterId !== undefined && ticketOf.get(counterId) === ticketId) ticketOf.delete(counterId)
  }
  for (const { type, ticketId, counterId, revision } of log) {
    if (ticketId === null) continue
    if (ends.has(type)) release(ticketId)
    if (type !== 'TicketCalled' || counterId === null) continue
    if (counterOf.has(ticketId)) atTwoCounters.push(`${revision}: ${ticketId} at ${counterId}`)
    if (ticketOf.has(counterId)) holdingTwo.push(`${revision}: ${counterId} with ${ticketId}`)
    release(ticketId)
    counterOf.set(ticketId, counterId)
    ticketOf.set(counterId, ticketId)
  }
  return { atTwoCounters, holdingTwo }
}

/**
 * Who holds whom by what counters were told: from the answer to a call until the counter asks to finish. Needs no
 * log, so a log that hides a double claim does not hide it here.
 */
export function liveByTold(history: readonly Entry[]): string[] {
  const invoked = new Map<string, Extract<Entry, { kind: 'invoke' }>>()
  const counterOf = new Map<string, string>()
  const answered = new Set<string>()
  const twice: string[] = []
  for (const entry of history) {
    if (entry.kind === 'invoke') {
      invoked.set(entry.commandId, entry)
      if (entry.action === 'finish' && entry.ticketId !== null) counterOf.delete(entry.ticketId)
      continue
    }
    const { action, counterId = null } = invoked.get(entry.commandId) ?? {}
    if (entry.kind !== 'ok' || action !== 'call' || entry.told === null || counterId === null) continue
    // The same answer again, later, is no new claim.
    if (answered.has(entry.commandId)) continue
    answered.add(entry.commandId)
    const { ticketId } = entry.told
    const holder = counterOf.get(ticketId)
    if (holder !== undefined && holder !== counterId) twice.push(`${ticketId} at ${holder} and ${counterId}`)
    counterOf.set(ticketId, counterId)
  }
  return twice
}
