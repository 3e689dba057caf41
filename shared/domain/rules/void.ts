import { type DomainEvent, event } from '../events.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/**
 * A number that never reached anybody is void and not counted; the booking it came from is open again, as kept by
 * who came for it (queue rules, States).
 */
export function voided(state: CentreState, ticket: Ticket, reason: string): DomainEvent[] {
  const { id: ticketId, bookingId, issuedAt } = ticket
  const done = [event('TicketVoided', { ticketId, reason })]
  const booking = state.bookings.get(bookingId ?? '')
  if (booking === undefined) return done
  return [...done, event('BookingReopened', { bookingId: booking.id, cameAt: booking.cameAt ?? issuedAt })]
}
