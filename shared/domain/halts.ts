import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

/** A stretch in which the emergency plan stood and the hall was left, both ms since the epoch. */
export interface Halt {
  readonly from: number
  readonly to: number
}

/** How long the emergency plan stood between two moments, ms; the one in force has no end yet. */
function haltedMs({ halts, emergency }: Pick<CentreState, 'halts' | 'emergency'>, from: number, to: number) {
  const standing = emergency?.kind === 'plan' ? [{ from: emergency.since, to }] : []
  return [...halts, ...standing].reduce(
    (sum, halt) => sum + Math.max(0, Math.min(to, halt.to) - Math.max(from, halt.from)),
    0,
  )
}

/**
 * Now, as counted for a time that runs against somebody since a moment: without what the emergency plan took from it.
 * Whoever had to leave the hall could neither come back, nor check in, nor press (queue rules, emergency).
 */
export const runningNow = (
  state: Pick<CentreState, 'halts' | 'emergency'>,
  since: number,
  now: number,
): number => now - haltedMs(state, since, now)

/** How long a missed number could have come back, ms. */
export const missedMs = (state: CentreState, { missedAt }: Pick<Ticket, 'missedAt'>, now: number): number =>
  missedAt === null ? 0 : runningNow(state, missedAt, now) - missedAt

/** Minutes since the time booked in which its visitor could have come; negative before it. */
export const lateMinutes = (state: CentreState, slotAt: number, at: number): number =>
  (runningNow(state, slotAt, at) - slotAt) / 60_000
