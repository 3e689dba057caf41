import type { CentreState } from '../state.ts'
import { type Line, type Lines, newcomer } from './lines.ts'

/** At what rate people join each line, from those who came of late. */
export interface Comings {
  /** Mean minutes between two of them; Infinity when nobody came. */
  readonly gapMinutes: number
  /** Each line as often as somebody joined it. */
  readonly joined: readonly Line[]
}

const windowMs = 60 * 60_000
/** A burst at the opening of the doors is no rate for the hours to come. */
const leastWindowMs = 60 * 60_000
/** Further ahead nobody knows who comes, and few of them pass those who wait now. */
const aheadMs = 45 * 60_000

/** The rates of a centre now. */
export function comingsOf(state: CentreState, lines: Lines, now: number): Comings {
  const recent = state.comings.filter(({ at }) => at <= now && at > now - windowMs)
  const joined = recent.map(({ serviceId, priority }) => lines.ordinary(serviceId, priority))
  const first = recent[0]?.at ?? now
  const span = Math.max(leastWindowMs, Math.min(windowMs, now - first))
  return {
    gapMinutes: recent.length === 0 ? Number.POSITIVE_INFINITY : span / 60_000 / recent.length,
    joined,
  }
}

/** Lets people come one after another, up to a time: each joins the end of a line. */
export function arrivals(
  { gapMinutes, joined }: Comings,
  now: number,
  random: () => number,
  join: (line: Line, who: ReturnType<typeof newcomer>) => void,
) {
  let next = Number.POSITIVE_INFINITY
  const gap = () => -Math.log(1 - random()) * gapMinutes * 60_000
  if (joined.length > 0) next = now + gap()
  return {
    next: () => next,
    /** Everybody who comes up to a moment. */
    until(at: number) {
      while (next <= at) {
        const line = joined[Math.floor(random() * joined.length)]
        if (line !== undefined) join(line, newcomer('', line.priority, next))
        next = next > now + aheadMs ? Number.POSITIVE_INFINITY : next + gap()
      }
    },
  }
}
