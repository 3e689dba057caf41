import type { CentreState } from '../state.ts'
import { type Line, type Lines, newcomer } from './lines.ts'
import { nextComing, type Rates, ratesFrom } from './rates.ts'
import { type Span, stretchesOf } from './stretches.ts'

/** Who joins each line, and when: from those who came of late and from what the quarters of the day usually bring. */
export interface Comings extends Rates {
  /** Each line as often as somebody joined it of late, with the hours of its service. */
  readonly joined: readonly { readonly line: Line; readonly open: readonly Span[] }[]
}

/** So many newcomers at most are let into one run, which bounds its time. */
const mostComings = 300
const never = Number.POSITIVE_INFINITY

/** Who is to be expected in a centre from now on. */
export function comingsOf(state: CentreState, lines: Lines, now: number): Comings {
  const hours = new Map<string, Span[]>()
  const openOf = (serviceId: string) => {
    const known = hours.get(serviceId) ?? stretchesOf(state, state.services.get(serviceId), now)
    hours.set(serviceId, known)
    return known
  }
  const joined = state.comings
    .filter(({ at, serviceId }) => at <= now && state.services.has(serviceId))
    .map(({ serviceId, priority }) => ({
      line: lines.ordinary(serviceId, priority),
      open: openOf(serviceId),
    }))
  return { ...ratesFrom(state, now), joined }
}

/** Lets people come one after another, up to a time: each joins the end of a line while its service is open. */
export function arrivals(
  rates: Comings,
  now: number,
  random: () => number,
  join: (line: Line, who: ReturnType<typeof newcomer>) => void,
) {
  const { joined } = rates
  let left = joined.length === 0 ? 0 : mostComings
  let next = left > 0 ? nextComing(rates, now, random) : never
  return {
    next: () => next,
    /** Everybody who comes up to a moment. */
    until(at: number) {
      while (next <= at) {
        const chosen = joined[Math.floor(random() * joined.length)]
        const came = next
        if (chosen?.open.some((span) => came >= span.from && came < span.to) === true)
          join(chosen.line, newcomer('', chosen.line.priority, came))
        left -= 1
        next = left > 0 ? nextComing(rates, came, random) : never
      }
    },
  }
}
