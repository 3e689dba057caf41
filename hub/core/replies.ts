import {
  aheadOf,
  type Booking,
  type CentreState,
  estimate,
  findTicket,
  liveCounter,
  type Ticket,
} from '#domain'
import type { BookingReply, CounterReply, TicketReply } from '#protocol'
import type { TicketRow } from '../store/event_store.ts'

const nothing = { p50Minutes: 0, p80Minutes: 0 }
const isInQueue = ({ state }: Ticket) => state === 'WAITING' || state === 'ISSUING'

function reply(ticket: Ticket, ahead: number, wait: TicketReply['estimate']): TicketReply {
  return {
    id: ticket.id,
    number: ticket.number,
    serviceId: ticket.leg.serviceId,
    state: ticket.state,
    ahead,
    estimate: wait,
    issuedAt: new Date(ticket.issuedAt).toISOString(),
    counterId: ticket.leg.counterId,
    reprints: ticket.reprints,
    priority: ticket.priority,
    ...(ticket.slotAt === undefined ? {} : { bookedFor: new Date(ticket.slotAt).toISOString() }),
  }
}

/** A booking after a command, or null when there is none. */
export function bookingReplyOf(state: CentreState, bookingId: string): BookingReply | null {
  const booking = state.bookings.get(bookingId)
  return booking === undefined ? null : bookingReply(booking)
}

/** A booking as who made it, and staff, may see it. */
export const bookingReply = ({ id, code, serviceId, slotAt, state, ticketId }: Booking): BookingReply => ({
  id,
  code,
  serviceId,
  slotAt: new Date(slotAt).toISOString(),
  state,
  ticketId,
})

/** A ticket just after a command: with the figures of its issue, which cost nothing. */
export function ticketReplyAtIssue(ticket: Ticket): TicketReply {
  return isInQueue(ticket)
    ? reply(ticket, ticket.aheadAtIssue, ticket.estimateAtIssue)
    : reply(ticket, 0, nothing)
}

/** A ticket as it stands now: who is ahead is counted anew. */
export function ticketReplyNow(state: CentreState, ticket: Ticket, now: number): TicketReply {
  if (!isInQueue(ticket)) return reply(ticket, 0, nothing)
  const { serviceId } = ticket.leg
  return reply(ticket, aheadOf(state, serviceId, ticket), estimate(state, serviceId, now, ticket))
}

/** A ticket of an earlier day, from its row. */
export function ticketReplyOfRow(row: TicketRow): TicketReply {
  return {
    id: row.id,
    number: row.number,
    serviceId: row.serviceId,
    state: row.state,
    ahead: 0,
    estimate: nothing,
    issuedAt: new Date(row.issuedAt).toISOString(),
    counterId: row.counterId,
    reprints: 0,
    priority: 'normal',
  }
}

/** A counter after a command, with the ticket it now holds. */
export function counterReplyOf(state: CentreState, counterId: string): CounterReply {
  const live = liveCounter(state, counterId)
  const ticket = live.currentTicketId === null ? null : findTicket(state, live.currentTicketId)
  const holding = ticket?.state === 'SERVING' ? 'serving' : 'called'
  const free = live.staffId === null ? 'closed' : live.paused === null ? 'open' : 'paused'
  return {
    counterId,
    state: ticket === null ? free : holding,
    staffId: live.staffId,
    ticket: ticket === null ? null : ticketReplyAtIssue(ticket),
    revision: state.revision,
  }
}
