import { dayAfter, localMoment, workingDay } from './hours.ts'
import type { CentreState } from './state.ts'

/** A block of numbers a kiosk may give while the hub is away; the hub gives none of them. */
export interface NumberLease {
  readonly deviceId: string
  readonly series: string
  /** First and last of the block. */
  readonly from: number
  readonly to: number
  /** The only day on which they may be given. */
  readonly businessDay: string
  /** When it was leased, ms since the epoch: nothing given from it happened before. */
  readonly at: number
  /** Its kiosk no longer knows which of these it has given: nobody gives any of them any more. */
  readonly lapsed?: true
}

const holds = ({ from, to }: NumberLease, sequence: number) => from <= sequence && sequence <= to

/** Whether a lease is of one kiosk, series and day. */
export const isLeaseOf = (
  lease: NumberLease,
  { deviceId, series, businessDay }: { deviceId: string; series: string; businessDay: string | null },
): boolean => lease.deviceId === deviceId && lease.series === series && lease.businessDay === businessDay

/** Whether a number belongs to a lease of today, of any kiosk or of one. */
export const isLeased = (
  state: CentreState,
  series: string,
  sequence: number,
  deviceId: string | null = null,
): boolean => leaseOf(state, series, sequence, deviceId) !== null

/** The lease of today that holds a number. */
export const leaseOf = (
  state: CentreState,
  series: string,
  sequence: number,
  deviceId: string | null,
): NumberLease | null =>
  state.leases.find(
    (lease) =>
      lease.series === series &&
      holds(lease, sequence) &&
      (deviceId === null || lease.deviceId === deviceId) &&
      lease.businessDay === state.businessDay,
  ) ?? null

/**
 * The numbers of a kiosk's leases of one series and day that nobody has yet, in the order in which they are given; of
 * a day to come nobody has any.
 */
export function leasedFree(
  state: CentreState,
  deviceId: string,
  series: string,
  businessDay: string | null = state.businessDay,
): number[] {
  const given = new Set<number>()
  if (businessDay === state.businessDay)
    for (const tickets of [state.live, state.closed])
      for (const ticket of tickets.values()) if (ticket.series === series) given.add(ticket.sequence)
  const free: number[] = []
  for (const lease of state.leases) {
    if (!isLeaseOf(lease, { deviceId, series, businessDay }) || lease.lapsed === true) continue
    for (let sequence = lease.from; sequence <= lease.to; sequence += 1)
      if (!given.has(sequence)) free.push(sequence)
  }
  return free
}

/** The longest holidays with the days around them. */
const farthestDays = 15

/** The next date after a business day on which numbers of some service are issued, or null within a fortnight. */
export function nextBusinessDay({ policy, services }: CentreState, businessDay: string): string | null {
  for (let ahead = 1; ahead < farthestDays; ahead += 1) {
    const moment = dayAfter(businessDay, ahead)
    const isWorked = [...services.values()].some(
      ({ enabled, hours }) => enabled && hours.some(({ days }) => days.includes(workingDay(policy, moment))),
    )
    if (policy.hours === 'always' || isWorked) return moment.date
  }
  return null
}

/** Whether a new date has come for which numbers were leased ahead: then terminals open its day without the hub. */
export function isNextDayLeased({ businessDay, policy, leases }: CentreState, now: number): boolean {
  const today = localMoment(now, policy.zoneMinutes).date
  return businessDay !== null && today > businessDay && leases.some((lease) => lease.businessDay === today)
}
