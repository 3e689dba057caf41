import { type Forecast, forecast } from './forecast/forecast.ts'
import { nextStretch, openHours } from './hours.ts'
import { compareArrival } from './queue_order.ts'
import type { CentreState } from './state.ts'
import type { BookedTime, Estimate, PriorityClass, Ticket } from './ticket.ts'

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

/** Whether somebody at an open counter, be it in a pause, has a service or helps with it. */
function isAttended(state: CentreState, serviceId: string): boolean {
  for (const [counterId, { staffId }] of state.counterLive) {
    if (staffId === null) continue
    const { serviceIds, overflowServiceIds } = state.counters.get(counterId) ?? {}
    if (serviceIds?.includes(serviceId) === true || overflowServiceIds?.includes(serviceId) === true)
      return true
  }
  return false
}

/** What a service no counter is open for adds to its estimate. */
function attendance(state: CentreState, serviceId: string, now: number): Pick<Estimate, 'unattended'> {
  const service = state.services.get(serviceId)
  if (service === undefined || isAttended(state, serviceId)) return {}
  const isOpen = openHours(service, state.policy, now) !== null
  return { unattended: { opensAt: isOpen ? null : (nextStretch(service, state.policy, now)?.from ?? null) } }
}

/** Who waits for other services at the open counters that have a service in their profile. */
export function sharingWith(state: CentreState, serviceId: string): number {
  const others = new Set<string>()
  for (const [counterId, { staffId }] of state.counterLive) {
    const serviceIds = staffId === null ? [] : (state.counters.get(counterId)?.serviceIds ?? [])
    if (serviceIds.includes(serviceId)) for (const id of serviceIds) others.add(id)
  }
  others.delete(serviceId)
  return [...others].reduce((sum, id) => sum + (state.waiting.get(id) ?? 0), 0)
}

/**
 * How long a new ticket of a service and class would wait: as `estimate`. One that checks in to a time it booked is
 * called when that time is due, or before when nobody else is (queue rules, which ticket next, 2).
 */
export const estimateNew = (
  state: CentreState,
  serviceId: string,
  priority: PriorityClass,
  now: number,
  booked?: BookedTime,
): Estimate => ({
  ...shown(forecast(state, { serviceIds: [serviceId], priority, tickets: [], booked }, now).get(serviceId)),
  ...attendance(state, serviceId, now),
})

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
    return {
      ...shown(
        forecast(state, { serviceIds: [], priority: 'normal', tickets: [ticket] }, now).get(ticket.id),
      ),
      ...attendance(state, ticket.leg.serviceId, now),
    }
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
  return new Map(serviceIds.map((id) => [id, { ...shown(reckoned.get(id)), ...attendance(state, id, now) }]))
}
