import type { Service } from '../catalogue.ts'
import { type DomainEvent, event } from '../events.ts'
import { type LocalMoment, localMoment, minuteOf, workingDay } from '../hours.ts'
import type { CentreState } from '../state.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Days with hours for which places are given out in advance … */
const grantDays = 5
/** … looked for no farther than over the longest holidays. */
const farthestDays = 15

/** Places of a slot the city may fill. Given once, they stay the city's: it may have filled them unheard. */
export const grantedAt = (state: CentreState, serviceId: string, slotAt: number): number =>
  state.grants.get(serviceId)?.[slotAt] ?? 0

/** The slots of a service on one day, ms since the epoch; `at` is any moment of that day. */
export function slotsOf(
  state: CentreState,
  service: Service,
  at: number,
  moment: LocalMoment = localMoment(at, state.policy.zoneMinutes),
): number[] {
  const step = service.booking?.slotMinutes ?? 0
  const weekday = workingDay(state.policy, moment)
  const midnight = Math.floor(at / minuteMs) * minuteMs - moment.minute * minuteMs
  return service.hours
    .filter(({ days }) => step > 0 && days.includes(weekday))
    .flatMap(({ from, to }) => {
      const count = Math.floor((minuteOf(to) - minuteOf(from)) / step)
      return Array.from(
        { length: Math.max(0, count) },
        (_, n) => midnight + (minuteOf(from) + n * step) * minuteMs,
      )
    })
}

const takenHere = (state: CentreState, serviceId: string, slotAt: number) =>
  [...state.bookings.values()].filter(
    (each) => each.serviceId === serviceId && each.slotAt === slotAt && each.state === 'BOOKED',
  ).length

function grantsOf(state: CentreState, service: Service, now: number): DomainEvent[] {
  const { booking, id: serviceId } = service
  if (!service.enabled || booking === undefined || (booking.online ?? 0) === 0) return []
  const { capacity, online = 0 } = booking
  const known = state.grants.get(serviceId) ?? {}
  const found: DomainEvent[] = []
  let days = 0
  for (let ahead = 1; ahead <= farthestDays && days < grantDays; ahead += 1) {
    const at = now + ahead * dayMs
    const slots = slotsOf(state, service, at)
    if (slots.length === 0) continue
    days += 1
    if (slots.some((slotAt) => known[slotAt] !== undefined)) continue
    const places = (slotAt: number) =>
      Math.max(0, Math.min(online, capacity - takenHere(state, serviceId, slotAt)))
    const granted = slots.map((slotAt) => ({ slotAt, places: places(slotAt) }))
    found.push(event('SlotsGranted', { serviceId, slots: granted }))
  }
  return found
}

/**
 * Places to give to the city for the next five days with hours, from tomorrow on: a day is given once and whole, so
 * that nothing that is changed here later can take back what the city has sold while nobody heard of it (S14).
 */
export const dueGrants = (state: CentreState, now: number): DomainEvent[] =>
  state.site === null ? [] : [...state.services.values()].flatMap((service) => grantsOf(state, service, now))
