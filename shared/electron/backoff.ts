/** The waits before a program that ended is started again, in milliseconds; the last repeats. */
export const restartDelays = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000] as const

/** A run this long counts as healthy: the waits begin anew. */
export const healthyAfter = 60_000

/** The wait before the next start after `failures` failures in a row (0 = the first), in milliseconds. */
export function restartDelay(failures: number): number {
  return restartDelays[failures] ?? restartDelays[restartDelays.length - 1] ?? 0
}
