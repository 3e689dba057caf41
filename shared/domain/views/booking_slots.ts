import type { Service } from '../catalogue.ts'
import { localMoment } from '../hours.ts'
import { usedQuota } from '../quotas.ts'
import { inSlot, placesHere } from '../rules/booking.ts'
import { grantedAt, slotsOf } from '../rules/grants.ts'
import type { CentreState } from '../state.ts'

/** A slot of a day as somebody who books for a visitor sees it. */
export interface BookingSlot {
  /** ms since the epoch. */
  readonly slotAt: number
  /** Places for bookings made here, and how many of them are taken. */
  readonly places: number
  readonly taken: number
  /** Places the city fills (网上预约), and how many of them it has filled. */
  readonly online: number
  readonly onlineTaken: number
  /** 'full' also when the day's or the hours' quota is used up. */
  readonly state: 'free' | 'full' | 'over'
}

function slotView(state: CentreState, service: Service, slotAt: number, now: number): BookingSlot {
  const places = placesHere(state, service, slotAt)
  const taken = inSlot(state, service.id, slotAt, false)
  const isFull = taken >= places || usedQuota(state, service, slotAt) !== null
  return {
    slotAt,
    places,
    taken,
    online: grantedAt(state, service.id, slotAt),
    onlineTaken: inSlot(state, service.id, slotAt, true),
    state: slotAt <= now ? 'over' : isFull ? 'full' : 'free',
  }
}

/** The slots of a service on the day of a moment `at`, in order; none when it cannot be booked or is suspended. */
export function bookingSlots(state: CentreState, serviceId: string, at: number, now: number): BookingSlot[] {
  const service = state.services.get(serviceId)
  if (service?.booking === undefined || !service.enabled) return []
  return slotsOf(state, service, at)
    .sort((a, b) => a - b)
    .map((slotAt) => slotView(state, service, slotAt, now))
}

const dayMs = 24 * 60 * 60_000
/** No farther than over the longest holidays. */
const farthestDays = 21

/** The next days with slots of a service, each by a moment in it (ms since the epoch), from today on. */
export function bookableDays(state: CentreState, serviceId: string, now: number, count: number): number[] {
  const service = state.services.get(serviceId)
  if (service?.booking === undefined) return []
  const { zoneMinutes } = state.policy
  const { minute } = localMoment(now, zoneMinutes)
  const noon = now + (12 * 60 - minute) * 60_000
  const days: number[] = []
  for (let ahead = 0; ahead < farthestDays && days.length < count; ahead += 1) {
    const slots = slotsOf(state, service, noon + ahead * dayMs)
    if (slots.some((slotAt) => slotAt > now)) days.push(noon + ahead * dayMs)
  }
  return days
}
