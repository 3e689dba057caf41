import type { Service } from './catalogue.ts'
import { localMoment, minuteOf, openHours } from './hours.ts'
import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

/** A quota that is used up: of the day, or of the stretch of issue hours. */
export interface UsedQuota {
  readonly of: 'day' | 'interval'
  readonly quota: number
}

/** The times whose places are taken: of numbers given, and of bookings that are still to come. */
function* placesTaken(state: CentreState, serviceId: string): Generator<number> {
  const isCounted = (ticket: Ticket) =>
    ticket.state !== 'VOID' && (ticket.pastLegs[0] ?? ticket.leg).serviceId === serviceId
  for (const tickets of [state.live, state.closed]) {
    for (const ticket of tickets.values()) {
      // Checked in early or late, a booking takes the place it booked.
      const slotAt = state.bookings.get(ticket.bookingId ?? '')?.slotAt
      if (isCounted(ticket)) yield slotAt ?? ticket.issuedAt
    }
  }
  for (const { serviceId: booked, state: at, slotAt } of state.bookings.values())
    if (booked === serviceId && at === 'BOOKED') yield slotAt
}

/** Numbers of a service given today, and bookings to come on the day of a moment. */
function takenOnDay(state: CentreState, { id }: Service, at: number): number {
  const dayOf = (time: number) => localMoment(time, state.policy.zoneMinutes).date
  const date = dayOf(at)
  const isToCome = state.businessDay !== null && date > state.businessDay
  let taken = isToCome ? 0 : (state.issued.get(id) ?? 0)
  for (const { serviceId, state: held, slotAt } of state.bookings.values())
    if (serviceId === id && held === 'BOOKED' && dayOf(slotAt) === date) taken += 1
  return taken
}

/**
 * The quota that is used up at a moment, or null when places are left. A booking holds its place in both until it is
 * cancelled or missed (queue rules, issue).
 */
export function usedQuota(state: CentreState, service: Service, at: number): UsedQuota | null {
  const { dailyQuota } = service
  if (dailyQuota !== null && takenOnDay(state, service, at) >= dailyQuota)
    return { of: 'day', quota: dailyQuota }
  const stretch = openHours(service, state.policy, at)
  if (stretch === null || stretch.quota === null) return null
  const { zoneMinutes } = state.policy
  const { date } = localMoment(at, zoneMinutes)
  let taken = 0
  for (const time of placesTaken(state, service.id)) {
    const place = localMoment(time, zoneMinutes)
    const isWithin = place.minute >= minuteOf(stretch.from) && place.minute < minuteOf(stretch.to)
    if (place.date === date && isWithin) taken += 1
  }
  return taken >= stretch.quota ? { of: 'interval', quota: stretch.quota } : null
}
