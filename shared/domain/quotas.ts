import type { Service } from './catalogue.ts'
import { localMoment, minuteOf, openHours } from './hours.ts'
import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

const isCounted = (ticket: Ticket, serviceId: string) =>
  ticket.state !== 'VOID' && (ticket.pastLegs[0] ?? ticket.leg).serviceId === serviceId

/** The quota that is used up at a moment, of the day or of the stretch of issue hours, or null when some are left. */
export function usedQuota(state: CentreState, service: Service, now: number): number | null {
  const { dailyQuota } = service
  if (dailyQuota !== null && (state.issued.get(service.id) ?? 0) >= dailyQuota) return dailyQuota
  const stretch = openHours(service, state.policy, now)
  if (stretch === null || stretch.quota === null) return null
  const { date } = localMoment(now, state.policy.zoneMinutes)
  let issued = 0
  for (const tickets of [state.live, state.closed]) {
    for (const ticket of tickets.values()) {
      if (!isCounted(ticket, service.id)) continue
      const taken = localMoment(ticket.issuedAt, state.policy.zoneMinutes)
      const isWithin = taken.minute >= minuteOf(stretch.from) && taken.minute < minuteOf(stretch.to)
      if (taken.date === date && isWithin) issued += 1
    }
  }
  return issued >= stretch.quota ? stretch.quota : null
}
