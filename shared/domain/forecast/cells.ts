import { localMoment, workingDay } from '../hours.ts'
import type { Policy } from '../policy.ts'

/** Quarters of an hour in a day. */
export const quarters = 96
/** A quarter of an hour in ms. */
export const quarterMs = 15 * 60_000

const cellNames = new WeakMap<Policy, Map<string, string>>()
const hourMs = 60 * 60_000
const cellsKept = 4_000

/**
 * The name of a service's hour of the week: durations differ by both (queue rules, estimate). A day worked instead
 * of another (调休) counts as that one; a holiday as the weekday it is.
 */
export function cellOf(policy: Policy, serviceId: string, at: number): string {
  const zoned = Math.floor((at + policy.zoneMinutes * 60_000) / hourMs)
  const key = `${zoned} ${serviceId}`
  const names = cellNames.get(policy) ?? new Map<string, string>()
  const known = names.get(key)
  if (known !== undefined) return known
  const moment = localMoment(at, policy.zoneMinutes)
  const name = `${workingDay(policy, moment) || moment.weekday} ${Math.floor(moment.minute / 60)} ${serviceId}`
  if (names.size > cellsKept) names.clear()
  cellNames.set(policy, names.set(key, name))
  return name
}

/** The quarter of an hour of the centre's day a moment falls in, 0 to 95. */
export const quarterOf = (policy: Policy, at: number): number =>
  Math.floor(((((at / 60_000 + policy.zoneMinutes) % 1_440) + 1_440) % 1_440) / 15)

/** Whose weekday's habits a business day ('YYYY-MM-DD') has. */
export function weekdayOf(policy: Policy, businessDay: string): number {
  const moment = localMoment(Date.parse(`${businessDay}T00:00:00Z`), 0)
  return workingDay(policy, moment) || moment.weekday
}
