import { present } from '#basics'
import type { EventData, EventType } from '../events.ts'
import { arrivalAt } from '../queue_order.ts'
import type { CentreState } from '../state.ts'
import type { Booking, Ticket } from '../ticket.ts'
import { noteComing } from './coming.ts'
import { type Appliers, add, change, newLeg, put, ticketOf, withoutSlot } from './parts.ts'

function issuedTicket(data: EventData['TicketIssued'], at: number, orderAt: number): Ticket {
  const { ticketId, serviceId, ahead, estimate, policyVersion: _, ...given } = data
  const isSpoken = data.delivery === 'spoken'
  return {
    ...given,
    id: ticketId,
    state: isSpoken ? 'WAITING' : 'ISSUING',
    printed: isSpoken ? 'ok' : 'pending',
    reprints: 0,
    issuedAt: at,
    aheadAtIssue: ahead,
    estimateAtIssue: estimate,
    eligibleAt: at,
    putOffUntilCall: null,
    orderAt,
    takenAt: orderAt,
    forcedFront: false,
    callCount: 0,
    reactivations: 0,
    missedAt: null,
    heldUntil: null,
    affinity: null,
    excludedStaffIds: [],
    noteRef: null,
    returnTo: null,
    leg: newLeg(0, serviceId, at),
    pastLegs: [],
  }
}

/** Remembers the latest place given. */
export const keepLast = (state: CentreState, orderAt: number): void => {
  state.lastArrival = Math.max(state.lastArrival, orderAt)
}

function changeBooking(state: CentreState, id: string, patch: Partial<Booking>): void {
  const booking = present(state.bookings.get(id), `booking ${id}`)
  state.bookings.set(id, { ...booking, ...patch })
}

/** What happens to a number before and between counters. */
export const queueAppliers = {
  TicketIssued(state, data, at) {
    const orderAt = data.offline === true ? at : arrivalAt(state, at)
    keepLast(state, orderAt)
    // A leased number stands apart from the hub's own count.
    if (data.offline !== true) state.series.set(data.series, data.sequence)
    add(state.issued, data.serviceId, 1)
    const ticket = issuedTicket(data, at, orderAt)
    noteComing(state, ticket)
    put(state, ticket)
    const { bookingId } = data
    if (bookingId !== undefined) changeBooking(state, bookingId, { state: 'CHECKED_IN', ticketId: ticket.id })
  },
  TicketReclassified: (state, { ticketId, priority }) => change(state, ticketId, { priority }),
  BookingMade(state, { bookingId, code = '', policyVersion: _, ...given }) {
    state.bookings.set(bookingId, { ...given, id: bookingId, code, state: 'BOOKED', ticketId: null })
  },
  SlotsGranted(state, { serviceId, slots }) {
    const granted = slots.map(({ slotAt, places }) => [slotAt, places])
    state.grants.set(serviceId, { ...state.grants.get(serviceId), ...Object.fromEntries(granted) })
  },
  BookingMoved(state, { bookingId, slotAt }) {
    // Whoever came at the old time has not come yet at the new one, and the place there is none of the city's.
    const {
      cameAt: _,
      channel: __,
      ...booking
    } = present(state.bookings.get(bookingId), `booking ${bookingId}`)
    state.bookings.set(bookingId, { ...booking, slotAt })
  },
  BookingReopened(state, { bookingId, cameAt }) {
    const { state: was, personRef, slotAt } = present(state.bookings.get(bookingId), `booking ${bookingId}`)
    if (was === 'BOOKING_MISSED' && personRef !== null) {
      const others = (state.noShows.get(personRef) ?? []).filter((each) => each !== slotAt)
      if (others.length > 0) state.noShows.set(personRef, others)
      else state.noShows.delete(personRef)
    }
    changeBooking(state, bookingId, { state: 'BOOKED', ticketId: null, cameAt })
  },
  BookingCancelled: (state, { bookingId }) => changeBooking(state, bookingId, { state: 'CANCELLED' }),
  BookingMissed(state, { bookingId }) {
    changeBooking(state, bookingId, { state: 'BOOKING_MISSED' })
    const { personRef, slotAt } = present(state.bookings.get(bookingId), `booking ${bookingId}`)
    if (personRef !== null) state.noShows.set(personRef, [...(state.noShows.get(personRef) ?? []), slotAt])
  },
  TicketPrinted: (state, { ticketId }) => change(state, ticketId, { state: 'WAITING', printed: 'ok' }),
  TicketPrintUnknown: (state, { ticketId }) => change(state, ticketId, { printed: 'unknown' }),
  TicketVoided(state, { ticketId }, at) {
    add(state.issued, ticketOf(state, ticketId).leg.serviceId, -1)
    change(state, ticketId, { state: 'VOID' }, { endedAt: at })
  },
  TicketReprinted(state, { ticketId }) {
    change(state, ticketId, { reprints: ticketOf(state, ticketId).reprints + 1 })
  },
  TicketReactivated(state, { ticketId, orderAt }) {
    const ticket = ticketOf(state, ticketId)
    const reactivations = ticket.reactivations + 1
    keepLast(state, orderAt)
    // Its place is behind those who wait: the time booked was when it was called.
    put(state, { ...withoutSlot(ticket), state: 'WAITING', orderAt, reactivations, missedAt: null })
  },
  TicketResumed(state, { ticketId }) {
    const { priority } = ticketOf(state, ticketId)
    change(state, ticketId, {
      state: 'WAITING',
      heldUntil: null,
      awaits: null,
      priority: priority === 'normal' ? 'returned' : priority,
    })
  },
  TicketCancelled: (state, { ticketId }, at) =>
    change(state, ticketId, { state: 'CANCELLED' }, { endedAt: at }),
  TicketNoShow: (state, { ticketId }, at) => change(state, ticketId, { state: 'NO_SHOW' }, { endedAt: at }),
} satisfies Partial<Appliers<EventType>>
