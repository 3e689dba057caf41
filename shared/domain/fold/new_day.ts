import type { CentreState } from '../state.ts'
import type { Counted, Ticket } from '../ticket.ts'

const dayMs = 24 * 60 * 60_000

/** What of a carried ticket the days so far have counted: the new day counts the rest. */
export const countedNow = ({ leg, pastLegs }: Ticket): Counted => ({
  called: pastLegs.length + (leg.firstCalledAt === null ? 0 : 1),
  ended: pastLegs.length,
})

/** Forgets bars that have ended and bookings missed too long ago to count. */
export function forgetOldBars(state: CentreState, at: number): void {
  for (const [ref, { until }] of state.bars) if (until <= at) state.bars.delete(ref)
  const oldest = at - state.policy.noShowWithinDays * dayMs
  for (const [ref, slots] of state.noShows) {
    const recent = slots.filter((slotAt) => slotAt >= oldest)
    if (recent.length === 0) state.noShows.delete(ref)
    else state.noShows.set(ref, recent)
  }
}
