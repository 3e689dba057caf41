import type { Clock } from '#basics'

/** How much of something one sender may have: so many at once, refilled by so many a second. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** Counts what each sender takes; answers the seconds to wait, or 0 when it may go on. */
export type RateLimit = (sender: string, now?: number) => number

const mostSenders = 10_000

/** Makes a token bucket for each sender; senders long silent are forgotten. */
export function rateLimit(allowance: Allowance, clock: Clock): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return (sender, now = clock.now()) => {
    const bucket = buckets.get(sender)
    const elapsed = bucket === undefined ? 0 : Math.max(0, now - bucket.at) / 1_000
    const left = Math.min(allowance.burst, (bucket?.left ?? allowance.burst) + elapsed * allowance.perSecond)
    if (bucket === undefined) {
      if (buckets.size >= mostSenders) buckets.clear()
      buckets.set(sender, { left: left - 1, at: now })
      return 0
    }
    bucket.at = now
    if (left < 1) {
      bucket.left = left
      return Math.ceil((1 - left) / allowance.perSecond)
    }
    bucket.left = left - 1
    return 0
  }
}
