import { expect } from 'vitest'
import type { RecordedEvent } from '../events.ts'
import type { Witness } from '../hall.fixture.ts'
import { type CentreState, liveCounter } from '../state.ts'
import { isLive, type Ticket, type TicketState } from '../ticket.ts'
import { boardView } from '../views/board.ts'
import { counterView, padView } from '../views/counter.ts'
import { kioskView } from '../views/kiosk.ts'

/** Fails with a sentence. */
export function demand(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence)
}

const allTickets = (state: CentreState) => [...state.live.values(), ...state.closed.values()]
const isAtDesk = ({ state }: Ticket) => state === 'CALLED' || state === 'SERVING'

/** No ticket live at two counters, no counter with two live tickets, none at a desk that nobody sits at. */
export function onePlace(): Witness {
  return {
    after(state) {
      const places = [...state.counterLive.values()].flatMap(({ currentTicketId }) => currentTicketId ?? [])
      demand(new Set(places).size === places.length, 'a ticket is at two counters')
      for (const ticketId of places) {
        const ticket = state.live.get(ticketId)
        demand(
          ticket !== undefined && isAtDesk(ticket),
          `a counter keeps ${ticketId}, which is not at a desk`,
        )
      }
      const atDesk = allTickets(state).filter(isAtDesk)
      for (const ticket of atDesk) demand(places.includes(ticket.id), `${ticket.number} is at no counter`)
      const seats = atDesk.map((ticket) => ticket.leg.counterId)
      demand(new Set(seats).size === seats.length, 'a counter has two live tickets')
    },
  }
}

/** A number is unique per day and series, and among those still in somebody's hand. */
export function uniqueNumbers(): Witness {
  const given = new Set<string>()
  return {
    after(state, event) {
      if (event.type !== 'TicketIssued') return
      const key = `${state.businessDay} ${event.data.number}`
      demand(!given.has(key), `${key} is given twice`)
      given.add(key)
      const same = [...state.live.values()].filter((ticket) => ticket.number === event.data.number)
      demand(same.length === 1, `${event.data.number} is in two hands`)
    },
  }
}

const edges: Readonly<Record<TicketState, readonly TicketState[]>> = {
  ISSUING: ['WAITING', 'VOID'],
  WAITING: ['CALLED', 'CANCELLED', 'EXPIRED', 'WALKED_OUT'],
  CALLED: ['SERVING', 'HELD', 'MISSED', 'WAITING', 'ABANDONED'],
  SERVING: ['DONE', 'HELD', 'WAITING', 'ABANDONED'],
  HELD: ['WAITING', 'EXPIRED', 'CANCELLED'],
  MISSED: ['WAITING', 'NO_SHOW', 'CANCELLED'],
  DONE: [],
  NO_SHOW: [],
  WALKED_OUT: [],
  ABANDONED: [],
  CANCELLED: [],
  EXPIRED: [],
  VOID: [],
}

function isLegal(from: TicketState, to: TicketState, event: RecordedEvent): boolean {
  if (event.type === 'TransitionUndone') return edges[to].includes(from) || isByReason(to, from)
  if (event.type === 'TicketCalled' && event.data.why.reason !== null) return isByReason(from, to)
  return edges[from].includes(to)
}

/** A number set aside may be called by name and with a reason, out of order. */
const isByReason = (from: TicketState, to: TicketState) =>
  to === 'CALLED' && (from === 'WAITING' || from === 'HELD' || from === 'MISSED')

/** Only the edges of the state diagram, or exactly one of them backwards. */
export function legalEdges(): Witness {
  let before = new Map<string, TicketState>()
  return {
    before(state) {
      before = new Map(allTickets(state).map((ticket) => [ticket.id, ticket.state]))
    },
    after(state, event) {
      for (const ticket of allTickets(state)) {
        const from = before.get(ticket.id)
        if (from === undefined)
          demand(ticket.state === 'ISSUING' || ticket.state === 'WAITING', `born ${ticket.state}`)
        else if (from !== ticket.state)
          demand(isLegal(from, ticket.state, event), `${event.type}: ${from} → ${ticket.state}`)
        demand(state.live.has(ticket.id) === isLive(ticket.state), `${ticket.state} in the wrong drawer`)
      }
    },
  }
}

/** The counts of those who wait are those who wait. */
export function truthfulCounts(): Witness {
  return {
    after(state) {
      const counted = new Map<string, number>()
      for (const { state: at, leg } of state.live.values()) {
        if (at === 'WAITING' || at === 'ISSUING')
          counted.set(leg.serviceId, (counted.get(leg.serviceId) ?? 0) + 1)
      }
      for (const serviceId of state.services.keys())
        expect(state.waiting.get(serviceId) ?? 0).toBe(counted.get(serviceId) ?? 0)
    },
  }
}

/** Everything anybody sees of a hall at a moment, but for the offer to take a step back. */
export function wholeView(state: CentreState, now: number): string {
  const { waiting, called, issued } = state
  const counters = [...state.counters.keys()].map((id) => {
    const view = counterView(state, id, now)
    return [view && { ...view, live: { ...liveCounter(state, id), undo: null } }, padView(state, id)]
  })
  const counts = [waiting, called, issued].map((map) => [...map].filter(([, count]) => count > 0))
  return JSON.stringify([boardView(state, now), kioskView(state, now), counters, counts])
}

/** A view without ratings: one that was asked for stays asked when the step that asked is taken back (ADR 11). */
const withoutRatings = (view: string): unknown =>
  JSON.parse(view, (key, value) => (key === 'rating' ? undefined : value))

/** A step taken back with nothing in between leaves every view as it was before the step. */
export function undoRestores(): Witness {
  const seen = new Map<number, { view: string; now: number }>()
  let last = 0
  return {
    before(state, event, now) {
      seen.set(event.revision, { view: wholeView(state, now), now })
      seen.delete(event.revision - 4)
      if (event.type !== 'TransitionUndone' && event.type !== 'RatingOpened') last = event.revision
    },
    after(state, event) {
      if (event.type !== 'TransitionUndone') return
      const was = event.data.undo.revision === last ? seen.get(last) : undefined
      last = event.revision
      if (was !== undefined)
        expect(withoutRatings(wholeView(state, was.now))).toEqual(withoutRatings(was.view))
    },
  }
}

/** A booking is settled once: checked in to one ticket, cancelled, or missed; a ticket comes from one booking. */
export function bookingsOnce(): Witness {
  const settled = new Set<string>()
  const settling = (event: RecordedEvent): string | undefined => {
    if (event.type === 'BookingCancelled' || event.type === 'BookingMissed') return event.data.bookingId
    return event.type === 'TicketIssued' ? event.data.bookingId : undefined
  }
  return {
    after(state, event) {
      const bookingId = settling(event)
      if (bookingId === undefined) return
      demand(!settled.has(bookingId), `${bookingId} is settled twice`)
      settled.add(bookingId)
      demand(state.bookings.get(bookingId)?.state !== 'BOOKED', `${bookingId} is settled and still open`)
    },
  }
}

/** Never more bookings of a slot than it has room for. */
export function slotsHold(): Witness {
  return {
    after(state, event) {
      if (event.type !== 'BookingMade') return
      const { serviceId, slotAt } = event.data
      const held = [...state.bookings.values()].filter(
        (each) => each.serviceId === serviceId && each.slotAt === slotAt && each.state === 'BOOKED',
      )
      const capacity = state.services.get(serviceId)?.booking?.capacity ?? 0
      demand(held.length <= capacity, `${held.length} bookings in a slot for ${capacity}`)
    },
  }
}
