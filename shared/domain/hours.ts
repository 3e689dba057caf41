import type { IssueHours, Service } from './catalogue.ts'
import type { Policy } from './policy.ts'

const minuteMs = 60_000
const dayMinutes = 1_440
/** The longest holidays with the days around them. */
const farthestDays = 15

/** A moment in the centre's zone, taken apart without the machine's own zone. */
export interface LocalMoment {
  /** 'YYYY-MM-DD' */
  readonly date: string
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  /** Minutes since midnight. */
  readonly minute: number
}

/** Takes a time (ms since the epoch) apart in a zone given as minutes east of UTC. */
export function localMoment(at: number, zoneMinutes: number): LocalMoment {
  const shifted = new Date(at + zoneMinutes * minuteMs)
  return {
    date: shifted.toISOString().slice(0, 10),
    weekday: shifted.getUTCDay() === 0 ? 7 : shifted.getUTCDay(),
    minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  }
}

/** Midnight of the date so many days after another ('YYYY-MM-DD'). */
export const dayAfter = (date: string, days: number): LocalMoment =>
  localMoment(Date.parse(`${date}T00:00:00Z`) + days * dayMinutes * minuteMs, 0)

/** 'HH:MM' as minutes since midnight; '24:00' is the end of the day. */
export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const share = (one: readonly number[], other: readonly number[]) => one.some((day) => other.includes(day))

/**
 * The first stretch of a service's hours that cannot be kept, by its place, or null: one that ends before it begins or
 * after midnight, or that overlaps one before it, so that nobody could say whose quota a number takes.
 */
export function brokenStretch(hours: readonly IssueHours[]): number | null {
  const at = hours.findIndex(({ days, from, to }, index) => {
    if (minuteOf(to) <= minuteOf(from) || minuteOf(to) > dayMinutes) return true
    return hours
      .slice(0, index)
      .some(
        (other) =>
          share(days, other.days) &&
          minuteOf(from) < minuteOf(other.to) &&
          minuteOf(other.from) < minuteOf(to),
      )
  })
  return at < 0 ? null : at
}

/** Whose weekday's hours a day has: its own, another's on a make-up workday (调休), 0 = none on a holiday. */
export function workingDay(policy: Policy, { date, weekday }: LocalMoment): number {
  if (policy.closedDates.includes(date)) return 0
  return policy.makeUpDates.find((day) => day.date === date)?.weekday ?? weekday
}

/** The next stretch of issue hours that begins later on the same day, or null. */
export function nextStretch(service: Service, policy: Policy, at: number): IssueHours | null {
  const moment = localMoment(at, policy.zoneMinutes)
  const weekday = workingDay(policy, moment)
  const later = service.hours.filter(
    ({ days, from }) => days.includes(weekday) && minuteOf(from) > moment.minute,
  )
  return later.sort((a, b) => minuteOf(a.from) - minuteOf(b.from))[0] ?? null
}

/** The stretch of issue hours a moment falls in, or null when no tickets are issued then. */
export function openHours(service: Service, policy: Policy, at: number): IssueHours | null {
  if (policy.hours === 'always')
    return { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', quota: null }
  const moment = localMoment(at, policy.zoneMinutes)
  const { minute } = moment
  const weekday = workingDay(policy, moment)
  return (
    service.hours.find(
      (hours) =>
        hours.days.includes(weekday) && minute >= minuteOf(hours.from) && minute < minuteOf(hours.to),
    ) ?? null
  )
}

/** When tickets of a service are next issued, as 'HH:MM' with the days ahead (0 = today), or null within a fortnight. */
export function nextOpening(
  service: Service,
  policy: Policy,
  at: number,
): { inDays: number; from: string } | null {
  for (let inDays = 0; inDays < farthestDays; inDays++) {
    const moment = localMoment(at + inDays * dayMinutes * minuteMs, policy.zoneMinutes)
    const openings = service.hours
      .filter((hours) => hours.days.includes(workingDay(policy, moment)))
      .filter((hours) => inDays > 0 || minuteOf(hours.from) > moment.minute)
      .map((hours) => hours.from)
      .sort()
    if (openings[0] !== undefined) return { inDays, from: openings[0] }
  }
  return null
}
