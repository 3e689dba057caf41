import type { Band } from './events.ts'
import type { Policy } from './policy.ts'
import { compareArrival } from './queue_order.ts'
import type { Ticket } from './ticket.ts'

/** What decides the place of somebody who waits. */
export type Waiting = Pick<Ticket, 'id' | 'series' | 'sequence' | 'priority' | 'orderAt' | 'forcedFront'> & {
  readonly slotAt?: number | null
}

const step = 1e6
const floors: Readonly<Record<Band, number>> = { A: 6 * step, B: 4 * step, C: 2 * step, D: 0 }

/**
 * The place of somebody who waits as one number, the highest is called first: the band, and inside it the score
 * (queue rules, which ticket next, 2 and 3). Overdue by ratio, bookings by slot, the rest by accumulated priority.
 */
export function standing(policy: Policy, who: Waiting, targetMinutes: number, now: number): number {
  if (who.forcedFront) return floors.A
  const waited = Math.max(0, (now - who.orderAt) / 60_000)
  const ratio = waited / targetMinutes
  if (ratio >= 1) return floors.B + Math.min(ratio, step)
  const { slotAt } = who
  if (slotAt !== undefined && slotAt !== null && now >= slotAt - policy.bookingLeadMinutes * 60_000)
    return floors.C + Math.max(-step, Math.min(step, (now - slotAt) / 60_000))
  const { base, rate } = policy.classes[who.priority]
  return Math.min(base + rate * waited, step - 1)
}

/** The band of a standing. */
export const bandOf = (place: number): Band =>
  place >= floors.A ? 'A' : place >= 3 * step ? 'B' : place >= step ? 'C' : 'D'

/** The score inside its band. */
export const scoreOf = (place: number): number => place - floors[bandOf(place)]

/** Whether one is called before the other: standing, then arrival, then number. */
export const isBefore = (place: number, who: Waiting, otherPlace: number, other: Waiting): boolean =>
  place !== otherPlace ? place > otherPlace : compareArrival(who, other) < 0
