import { type Forecast, forecast } from './forecast/forecast.ts'
import { compareArrival } from './queue_order.ts'
import type { CentreState } from './state.ts'
import type { Estimate, PriorityClass, Ticket } from './ticket.ts'

const isQueued = (ticket: Ticket) => ticket.state === 'WAITING' || ticket.state === 'ISSUING'

/** Tickets of a service that stand before a ticket, or before a new one (`before` null). */
export function aheadOf(state: CentreState, serviceId: string, before: Ticket | null): number {
  if (before === null) return state.waiting.get(serviceId) ?? 0
  let ahead = 0
  for (const ticket of state.live.values()) {
    const isSame = isQueued(ticket) && ticket.leg.serviceId === serviceId
    if (isSame && compareArrival(ticket, before) < 0) ahead += 1
  }
  return ahead
}

/** Rounded outward, so that the interval shown is never narrower than the one reckoned. */
const shown = (reckoned: Forecast | undefined): Estimate => ({
  p50Minutes: Math.floor(reckoned?.p50 ?? 0),
  p80Minutes: Math.ceil(reckoned?.p80 ?? 0),
})

/** How long a new ticket of a service and class would wait: as `estimate`. */
export const estimateNew = (
  state: CentreState,
  serviceId: string,
  priority: PriorityClass,
  now: number,
): Estimate => shown(forecast(state, { serviceIds: [serviceId], priority, tickets: [] }, now).get(serviceId))

/**
 * How long a new ticket of a service would wait, or a waiting one (`before`) still will: the dispatcher run forward;
 * the interval is P50–P80, minutes, rounded outward (queue rules, estimate).
 */
export function estimate(
  state: CentreState,
  serviceId: string,
  now: number,
  before: Ticket | null = null,
): Estimate {
  const ticket = before === null ? undefined : state.live.get(before.id)
  if (ticket !== undefined && isQueued(ticket))
    return shown(
      forecast(state, { serviceIds: [], priority: 'normal', tickets: [ticket] }, now).get(ticket.id),
    )
  return estimateNew(state, serviceId, 'normal', now)
}

/** The estimates of new tickets of a class for every service, by service id, from the same runs. */
export function estimateAll(
  state: CentreState,
  now: number,
  priority: PriorityClass = 'normal',
): ReadonlyMap<string, Estimate> {
  const serviceIds = [...state.services.keys()]
  const reckoned = forecast(state, { serviceIds, priority, tickets: [] }, now)
  return new Map(serviceIds.map((id) => [id, shown(reckoned.get(id))]))
}
