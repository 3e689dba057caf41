import type { IssueHours, Service } from './catalogue.ts'
import { localMoment, minuteOf, nextStretch, openHours } from './hours.ts'
import { rulesOf } from './policy.ts'
import type { CentreState } from './state.ts'
import type { Estimate } from './ticket.ts'

/** Whether a counter on midday duty (午间值班) has a service. */
const isOnDuty = (state: CentreState, service: Service) =>
  [...state.counters.values()].some(
    ({ enabled, middayDuty, serviceIds }) =>
      enabled && middayDuty === true && serviceIds.includes(service.id),
  )

function hadHours(service: Service, state: CentreState, now: number): boolean {
  const { minute } = localMoment(now, state.policy.zoneMinutes)
  // Asked at each earlier end of the day: a stretch that is over is one that was open just before its end.
  return service.hours.some(({ to }) => {
    const ago = minute - minuteOf(to) + 1
    return ago > 0 && openHours(service, state.policy, now - ago * 60_000) !== null
  })
}

/**
 * The stretch in which numbers of a service are issued now, or null: its hours, also through the midday break when a
 * counter is on duty, but not just before a break unless the estimate still fits (queue rules, business hours).
 */
export function issuingNow(
  state: CentreState,
  service: Service,
  now: number,
  estimate: () => Estimate,
): IssueHours | null {
  const stretch = openHours(service, state.policy, now)
  if (state.policy.hours === 'always') return stretch
  const next = nextStretch(service, state.policy, now)
  if (next === null) return stretch
  if (isOnDuty(state, service))
    return stretch ?? (hadHours(service, state, now) ? { ...next, quota: null } : null)
  if (stretch === null || minuteOf(next.from) <= minuteOf(stretch.to)) return stretch
  const left = minuteOf(stretch.to) - localMoment(now, state.policy.zoneMinutes).minute
  const { stopBeforeBreakMinutes } = rulesOf(state.policy, service)
  if (left > stopBeforeBreakMinutes) return stretch
  const { p80Minutes, unattended } = estimate()
  // With no counter open nobody can say that it still fits.
  return unattended === undefined && p80Minutes <= left ? stretch : null
}
