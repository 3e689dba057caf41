import { localMoment } from '../hours.ts'
import type { CentreState } from '../state.ts'
import type { Estimate, Ticket } from '../ticket.ts'

/**
 * How true estimates were, as shares of the waits they were given for. Of good ones about a half of the waits are
 * shorter than P50, three tenths lie between P50 and P80, and eight tenths are not longer than P80.
 */
export interface EstimateTruth {
  /** Waits that ended with a call and had been told as longer than none. */
  readonly count: number
  /** The wait was shorter than P50. */
  readonly below: number
  /** It lay between P50 and P80, both included. */
  readonly within: number
  /** It was not longer than P80: `below` and `within` together. */
  readonly covered: number
  /** Median of wait minus P50, minutes: above zero the estimates are too short. */
  readonly bias: number
  /** Waits told as none at all, and the share of them that were called within a minute. */
  readonly atOnce: number
  readonly atOnceKept: number
}

/** The estimates of one day, all and by service; services nobody was called for are left out. */
export interface EstimateReport {
  readonly all: EstimateTruth
  readonly services: readonly ({ readonly serviceId: string } & EstimateTruth)[]
}

/** The report of a day that is over. */
export interface EstimateDay extends EstimateReport {
  /** 'YYYY-MM-DD' */
  readonly businessDay: string
}

/** A wait with what was told about it. */
export interface ToldWait {
  readonly serviceId: string
  readonly estimate: Estimate
  readonly waitedMinutes: number
}

const atOnceMinutes = 1
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** How true the estimates of some waits were; shares are 0 where there are none. */
export function truthOf(waits: readonly ToldWait[]): EstimateTruth {
  const told = waits.filter(({ estimate }) => estimate.p80Minutes > 0)
  const none = waits.filter(({ estimate }) => estimate.p80Minutes === 0)
  const share = (part: number, of: number) => rounded(part / Math.max(1, of), 3)
  const below = told.filter(({ waitedMinutes, estimate }) => waitedMinutes < estimate.p50Minutes).length
  const covered = told.filter(({ waitedMinutes, estimate }) => waitedMinutes <= estimate.p80Minutes).length
  const kept = none.filter(({ waitedMinutes }) => waitedMinutes <= atOnceMinutes).length
  return {
    count: told.length,
    below: share(below, told.length),
    within: share(covered - below, told.length),
    covered: share(covered, told.length),
    bias: rounded(median(told.map(({ waitedMinutes, estimate }) => waitedMinutes - estimate.p50Minutes)), 1),
    atOnce: none.length,
    atOnceKept: share(kept, none.length),
  }
}

/** The wait a ticket was told about: up to its very first call, not when it was booked or taken on another day. */
function toldWait(state: CentreState, ticket: Ticket): ToldWait[] {
  const { issuedAt, estimateAtIssue, bookingId } = ticket
  const first = ticket.pastLegs[0] ?? ticket.leg
  const isToday = localMoment(issuedAt, state.policy.zoneMinutes).date === state.businessDay
  // With no counter open nothing was promised.
  const isPromised = estimateAtIssue.unattended === undefined
  if (first.firstCalledAt === null || bookingId !== undefined || !isToday || !isPromised) return []
  const waitedMinutes = Math.max(0, (first.firstCalledAt - issuedAt) / 60_000)
  return [{ serviceId: first.serviceId, estimate: estimateAtIssue, waitedMinutes }]
}

/** How true the estimates of the open day are so far, reckoned anew from its tickets (queue rules, estimate). */
export function estimateReport(state: CentreState): EstimateReport {
  const waits = [...state.live.values(), ...state.closed.values()].flatMap((each) => toldWait(state, each))
  const byService = Map.groupBy(waits, ({ serviceId }) => serviceId)
  const services = [...byService].map(([serviceId, own]) => ({ serviceId, ...truthOf(own) }))
  return { all: truthOf(waits), services: services.sort((a, b) => (a.serviceId < b.serviceId ? -1 : 1)) }
}
