import { cellOf } from '../forecast/cells.ts'
import { runningNow } from '../halts.ts'
import { type CentreState, liveCounter, type Occupancy } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/** Enough to know a service's durations; older ones are forgotten. */
const occupanciesKept = 120
/** Enough to know those of one hour of the week: this many for each service and hour are all a state ever holds. */
const hourlyKept = 32
/** Longer than this is a counter somebody forgot, not a talk. */
const longestMinutes = 240

/** Notes how long a call took up a counter that is now free: talks, visitors who never came, numbers set aside. */
export function noteOccupancy(state: CentreState, ticket: Ticket, counterId: string, at: number): void {
  const { lastCall } = liveCounter(state, counterId)
  if (lastCall?.ticketId !== ticket.id) return
  const exactly = (runningNow(state, lastCall.at, at) - lastCall.at) / 60_000
  if (exactly < 0 || exactly > longestMinutes) return
  const { serviceId, index } = ticket.leg
  const minutes = Math.round(exactly * 100) / 100
  const noted: Occupancy = { ticketId: ticket.id, leg: index, minutes }
  const known = state.occupancies.get(serviceId) ?? []
  state.occupancies.set(serviceId, [...known.slice(1 - occupanciesKept), noted])
  const cell = cellOf(state.policy, serviceId, lastCall.at)
  const hourly = state.hourlyMinutes.get(cell) ?? []
  state.hourlyMinutes.set(cell, [...hourly.slice(1 - hourlyKept), minutes])
}

/** Forgets an occupancy whose end was taken back; `calledAt` is when it began (ms since the epoch). */
export function forgetOccupancy(state: CentreState, ticket: Ticket, calledAt: number): void {
  const { serviceId, index } = ticket.leg
  const known = state.occupancies.get(serviceId) ?? []
  const place = known.findLastIndex((each) => each.ticketId === ticket.id && each.leg === index)
  const minutes = known[place]?.minutes
  if (minutes === undefined) return
  state.occupancies.set(serviceId, known.toSpliced(place, 1))
  const cell = cellOf(state.policy, serviceId, calledAt)
  const hourly = state.hourlyMinutes.get(cell) ?? []
  const last = hourly.lastIndexOf(minutes)
  if (last >= 0) state.hourlyMinutes.set(cell, hourly.toSpliced(last, 1))
}
