import { type CentreState, findTicket, type RatingRecord, type UnratedVisit } from '../state.ts'
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

/** A visit that was not rated within seven calendar days counts as not rated for good (domain rules 2.4). */
const rateableDays = 7
/** Every terminal's mirror has them: the oldest are forgotten first. */
const mostUnrated = 600

/** What a late rating needs to know of a ticket. */
function keptOf({ series, sequence, state, issuedAt, leg, pastLegs }: Ticket): UnratedVisit['ticket'] {
  const { serviceId, counterId, arrivedAt, endedAt } = leg
  const firstCalledAt = pastLegs[0]?.firstCalledAt ?? leg.firstCalledAt
  const last = { serviceId, counterId, arrivedAt, endedAt }
  return { series, sequence, state, issuedAt, firstCalledAt, last }
}

function visitOf(state: CentreState, rating: RatingRecord, businessDay: string): UnratedVisit | null {
  const { ticketId, leg: index, counterId, staffId, marks, at } = rating
  const ticket = findTicket(state, ticketId)
  const leg = [...(ticket?.pastLegs ?? []), ticket?.leg].find((each) => each?.index === index)
  if (marks !== null || ticket === null || leg === undefined) return null
  const { serviceId } = leg
  const where = { counterId, staffId, serviceId, businessDay, at }
  return { ticketId, isRated: false, number: ticket.number, leg: index, ...where, ticket: keptOf(ticket) }
}

/** Visits that may still be rated late once a new day begins; asked before the old one is forgotten. */
export function unratedVisits(state: CentreState, newDay: string): readonly UnratedVisit[] {
  const { businessDay } = state
  if (businessDay === null) return []
  const lapsed = state.ratings.flatMap((rating) => visitOf(state, rating, businessDay) ?? [])
  const oldest = Date.parse(newDay) - rateableDays * dayMs
  return [...state.unrated, ...lapsed]
    .filter((visit) => Date.parse(visit.businessDay) >= oldest)
    .slice(-mostUnrated)
}
