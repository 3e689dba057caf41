import { quarterMs } from '../forecast/cells.ts'
import { logNormal, seededRandom } from '../forecast/random.ts'
import type { Claim } from '../ticket.ts'

/** How a day goes: who comes when, for what, for how long. */
export interface DayPlan {
  readonly seed: number
  /** Start of the day, ms since the epoch. */
  readonly startsAt: number
  /** Mean number of people who come in each quarter of an hour, from the start. */
  readonly perQuarter: readonly number[]
  /** Each service with its share of those who come and the true duration of its talks, minutes. */
  readonly services: readonly {
    readonly serviceId: string
    readonly share: number
    readonly meanMinutes: number
    /** Standard deviation over mean. */
    readonly variation: number
  }[]
  /** Share of those who do not come when called. */
  readonly noShowShare: number
  /** Shares of those with a claim to priority; the rest have none. */
  readonly priorities: Readonly<Partial<Record<Claim, number>>>
  /** Mean minutes from the call to the counter. */
  readonly wayMinutes: number
  /** Who has booked: so many come for a slot, minutes from the start. */
  readonly bookings?: readonly {
    readonly serviceId: string
    readonly slotMinute: number
    readonly count: number
  }[]
}

/** Somebody who will come. */
export interface Visitor {
  readonly at: number
  readonly serviceId: string
  readonly claim: Claim | null
  readonly comes: boolean
  readonly wayMinutes: number
  readonly talkMinutes: number
}

const minuteMs = 60_000
/** Who has booked comes up to so long before the slot … */
const earlyMinutes = 20
/** … or so long after it. */
const lateMinutes = 5

/** How long a plan lasts, ms. */
export const lengthOf = ({ perQuarter }: DayPlan): number => perQuarter.length * quarterMs

function oneOf<T>(shares: readonly (readonly [T, number])[], figure: number): T | null {
  let left = figure
  for (const [what, share] of shares) {
    left -= share
    if (left < 0) return what
  }
  return null
}

/** Everybody who comes on a day, in order: the same plan gives the same people whatever the counters do. */
export function visitorsOf(plan: DayPlan): Visitor[] {
  const random = seededRandom(plan.seed)
  const total = plan.services.reduce((sum, { share }) => sum + share, 0)
  const services = plan.services.map((service) => [service, service.share / total] as const)
  const claims = Object.entries(plan.priorities) as [Claim, number][]
  const visitors: Visitor[] = []
  for (const [quarter, mean] of plan.perQuarter.entries()) {
    const from = plan.startsAt + quarter * quarterMs
    let at = from
    while (mean > 0) {
      at += (-Math.log(1 - random()) * quarterMs) / mean
      const service = oneOf(services, random()) ?? services.at(-1)?.[0]
      const [claimed, comes, way, talk] = [random(), random(), random(), random()]
      if (at >= from + quarterMs || service === undefined) break
      visitors.push({
        at,
        serviceId: service.serviceId,
        claim: oneOf(claims, claimed),
        comes: comes >= plan.noShowShare,
        wayMinutes: plan.wayMinutes * (0.5 + way),
        talkMinutes: logNormal(service.meanMinutes, service.variation, talk),
      })
    }
  }
  return visitors
}

/** Somebody who has booked and will come, or not. */
export interface Booker {
  readonly slotAt: number
  readonly visitor: Visitor
}

/** Everybody who has booked for a day. */
export function bookersOf(plan: DayPlan): Booker[] {
  const random = seededRandom(plan.seed + 0x5bd1)
  return (plan.bookings ?? []).flatMap(({ serviceId, slotMinute, count }) => {
    const service = plan.services.find((each) => each.serviceId === serviceId)
    if (service === undefined) return []
    const slotAt = plan.startsAt + slotMinute * minuteMs
    return Array.from({ length: count }, () => ({
      slotAt,
      visitor: {
        at: Math.max(
          plan.startsAt,
          slotAt + (random() * (earlyMinutes + lateMinutes) - earlyMinutes) * minuteMs,
        ),
        serviceId,
        claim: null,
        comes: random() >= plan.noShowShare,
        wayMinutes: plan.wayMinutes * (0.5 + random()),
        talkMinutes: logNormal(service.meanMinutes, service.variation, random()),
      },
    }))
  })
}
