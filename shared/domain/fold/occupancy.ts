import { type CentreState, liveCounter, type Occupancy } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/** Enough to know a service's durations; older ones are forgotten. */
const occupanciesKept = 120
const comingsKept = 240
/** Longer than this is a counter somebody forgot, not a talk. */
const longestMinutes = 240

/** Notes how long a call took up a counter that is now free: talks, visitors who never came, numbers set aside. */
export function noteOccupancy(state: CentreState, ticket: Ticket, counterId: string, at: number): void {
  const { lastCall } = liveCounter(state, counterId)
  if (lastCall?.ticketId !== ticket.id) return
  const minutes = (at - lastCall.at) / 60_000
  if (minutes < 0 || minutes > longestMinutes) return
  const { serviceId, index } = ticket.leg
  const noted: Occupancy = { ticketId: ticket.id, leg: index, minutes: Math.round(minutes * 100) / 100 }
  const known = state.occupancies.get(serviceId) ?? []
  state.occupancies.set(serviceId, [...known.slice(1 - occupanciesKept), noted])
}

/** Forgets an occupancy whose end was taken back. */
export function forgetOccupancy(state: CentreState, ticket: Ticket): void {
  const { serviceId, index } = ticket.leg
  const known = state.occupancies.get(serviceId)
  const place = known?.findLastIndex((each) => each.ticketId === ticket.id && each.leg === index) ?? -1
  if (known !== undefined && place >= 0) state.occupancies.set(serviceId, known.toSpliced(place, 1))
}

/** Notes that somebody came. */
export function noteComing(state: CentreState, { issuedAt, leg, priority }: Ticket): void {
  const coming = { at: issuedAt, serviceId: leg.serviceId, priority }
  state.comings = [...state.comings.slice(1 - comingsKept), coming]
}
