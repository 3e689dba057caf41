import { compareArrival } from './queue_order.ts'
import { type CentreState, liveCounter } from './state.ts'
import type { Estimate, Ticket } from './ticket.ts'

const minuteMs = 60_000
/** A busy counter is taken to need at least this much longer, however late it already is. */
const leastRemaining = 1
/** Spread of the sum of service times: the 80th percentile of a wait over its mean, from the Gamma shape of talks. */
const spread80 = 0.84
const relativeDeviation = 0.7
const fallbackMean = 12

interface Server {
  readonly serviceIds: readonly string[]
  freeIn: number
}

const meanOf = (state: CentreState, ticket: Ticket | null, serviceId: string) =>
  state.services.get(ticket?.leg.serviceId ?? serviceId)?.meanMinutes ?? fallbackMean

/** The open counters of a service; with none open, one that opens now: nobody is told that there is no wait. */
function servers(state: CentreState, serviceId: string, now: number): Server[] {
  const able = [...state.counters.values()].filter(
    (counter) => counter.enabled && counter.serviceIds.includes(serviceId),
  )
  const open = able.filter((counter) => liveCounter(state, counter.id).staffId !== null)
  if (open.length === 0) return [{ serviceIds: able[0]?.serviceIds ?? [serviceId], freeIn: 0 }]
  return open.map(({ id, serviceIds }) => {
    const current = state.live.get(liveCounter(state, id).currentTicketId ?? '')
    if (current === undefined) return { serviceIds, freeIn: 0 }
    const busyFor = Math.max(0, now - (current.leg.arrivedAt ?? now)) / minuteMs
    return { serviceIds, freeIn: Math.max(leastRemaining, meanOf(state, current, serviceId) - busyFor) }
  })
}

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

/**
 * How long a new ticket of a service would wait: the open counters of that service run forward over what waits
 * for any of them, in order, with mean durations; the interval is P50–P80, minutes, rounded outward.
 */
export function estimate(
  state: CentreState,
  serviceId: string,
  now: number,
  before: Ticket | null = null,
): Estimate {
  const pool = servers(state, serviceId, now)
  const queue = [...state.live.values()]
    .filter((ticket) => isQueued(ticket) && ticket.id !== before?.id)
    .filter((ticket) => before === null || compareArrival(ticket, before) < 0)
    .sort(compareArrival)
  let served = 0
  for (const ticket of queue) {
    const able = pool.filter((server) => server.serviceIds.includes(ticket.leg.serviceId))
    const next = able.sort((a, b) => a.freeIn - b.freeIn)[0]
    if (next === undefined) continue
    next.freeIn += meanOf(state, ticket, serviceId)
    served += 1
  }
  const wait = Math.min(...pool.map((server) => server.freeIn))
  const deviation = (relativeDeviation * wait) / Math.sqrt(Math.max(1, served / pool.length + 1))
  return { p50Minutes: Math.floor(wait), p80Minutes: Math.ceil(wait + spread80 * deviation) }
}
