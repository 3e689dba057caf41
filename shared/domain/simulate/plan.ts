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

const quarterMs = 15 * 60_000

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
