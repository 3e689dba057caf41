/** When a page's process is replaced by a fresh one before it comes to harm. */
export const recycleLimits = {
  /** Memory at which it is replaced as soon as nobody is using it, in MB. */
  softMegabytes: 500,
  /** Memory at which it is replaced at once, in MB. */
  hardMegabytes: 900,
  /** How long nobody must have touched the machine, in seconds. */
  idleSeconds: 120,
  /** The hour of the night when every page starts afresh, local time. */
  nightHour: 3,
  /** The least age for the nightly start, in milliseconds: once a night, not all through that hour. */
  leastAge: 2 * 3_600_000,
} as const

/** What is known of a running page. */
export interface PageHealth {
  readonly megabytes: number
  readonly idleSeconds: number
  readonly ageMs: number
  readonly localHour: number
}

/** Why a page should be replaced now, or null. Pages that run for weeks have been seen to die of what piles up. */
export function recycleReason(health: PageHealth): 'memory-ceiling' | 'memory' | 'nightly' | null {
  if (health.megabytes >= recycleLimits.hardMegabytes) return 'memory-ceiling'
  if (health.idleSeconds < recycleLimits.idleSeconds) return null
  if (health.megabytes >= recycleLimits.softMegabytes) return 'memory'
  const night = health.localHour === recycleLimits.nightHour && health.ageMs >= recycleLimits.leastAge
  return night ? 'nightly' : null
}
