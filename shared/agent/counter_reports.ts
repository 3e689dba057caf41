import type { Clock } from '#basics'
import type { HubClient } from '#client'
import type { LinkCounters } from '#drivers'
import { longestFault } from '#protocol'

/** How often the hub is told what lines have seen, ms. */
export const countersEvery = 15_000

/** What the lines of this machine have seen, for the hub. */
export interface CounterReports {
  /** `read` gives the figures of a device now; null while it has none. */
  watch(deviceId: string, read: () => LinkCounters | null): void
  close(): void
}

/** What figures are told with. */
export interface CounterReportsOptions extends Pick<HubClient, 'tell'> {
  readonly clock: Clock
  /** Ms between two tellings. */
  readonly every: number
}

/** Tells the hub all figures from time to time, whole, so that a hub that was restarted has them too. */
export function counterReports({ clock, tell, every }: CounterReportsOptions): CounterReports {
  const watched = new Map<string, () => LinkCounters | null>()
  const regular = clock.every(every, () => {
    const devices = [...watched].flatMap(([deviceId, read]) => {
      const counters = read()
      if (counters === null) return []
      const lastFault = counters.lastFault?.slice(0, longestFault) ?? null
      return [{ deviceId, ...counters, lastFault }]
    })
    if (devices.length > 0) tell({ type: 'device-counters', devices })
  })
  return {
    watch: (deviceId, read) => void watched.set(deviceId, read),
    close: () => regular.cancel(),
  }
}
