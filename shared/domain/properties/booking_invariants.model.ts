import type { RecordedEvent } from '../events.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'

const settledBy = (event: RecordedEvent): string | undefined => {
  if (event.type === 'BookingCancelled' || event.type === 'BookingMissed') return event.data.bookingId
  return event.type === 'TicketIssued' ? event.data.bookingId : undefined
}

/** A booking is settled once: checked in to one ticket, cancelled, or missed; a ticket comes from one booking. */
export const bookingsOnce: Invariant = {
  name: 'a booking is settled once',
  look() {
    const settled = new Set<string>()
    return {
      after(state, event) {
        if (event.type === 'BookingReopened') {
          const { bookingId } = event.data
          demand(settled.delete(bookingId), `${bookingId} is open again and was never settled`)
          demand(state.bookings.get(bookingId)?.state === 'BOOKED', `${bookingId} is open again and is not`)
          return
        }
        const bookingId = settledBy(event)
        if (bookingId === undefined) return
        demand(!settled.has(bookingId), `${bookingId} is settled twice`)
        settled.add(bookingId)
        demand(state.bookings.get(bookingId)?.state !== 'BOOKED', `${bookingId} is settled and still open`)
      },
    }
  },
}

/** Never more bookings of a slot than it has room for. */
export const slotsHold: Invariant = {
  name: 'a slot holds no more than it has room for',
  look: () => ({
    after(state, event) {
      if (event.type !== 'BookingMade' && event.type !== 'BookingMoved') return
      const { serviceId = '', slotAt = 0 } = state.bookings.get(event.data.bookingId) ?? {}
      const held = [...state.bookings.values()].filter(
        (each) => each.serviceId === serviceId && each.slotAt === slotAt && each.state === 'BOOKED',
      )
      const capacity = state.services.get(serviceId)?.booking?.capacity ?? 0
      demand(held.length <= capacity, `${held.length} bookings in a slot for ${capacity}`)
    },
  }),
}
