import type { Clock } from '#basics'

/** The pulse of a page: `heard` is told each answer, `stop` ends the watching. */
export interface Heartbeat {
  heard(beat: number): void
  stop(): void
}

/** How often a page is asked, and after how long a silence it counts as hung, in milliseconds. */
export const heartbeatDelays = { every: 500, silent: 3_000 } as const

/**
 * Asks a page again and again whether it is alive, and calls `onSilent` once when it has been silent too long. Needed
 * beside Electron's own `unresponsive`, which only comes after somebody has touched a hung page.
 */
export function watchHeartbeat(clock: Clock, ask: (beat: number) => void, onSilent: () => void): Heartbeat {
  let beat = 0
  let heardAt = 0
  let elapsed = 0
  const timer = clock.every(heartbeatDelays.every, () => {
    // Counted in beats, not by the wall clock: a clock that is set must not look like a silence.
    elapsed += heartbeatDelays.every
    if (elapsed - heardAt > heartbeatDelays.silent) {
      timer.cancel()
      onSilent()
      return
    }
    beat += 1
    ask(beat)
  })
  return {
    heard(answered) {
      if (answered <= beat) heardAt = elapsed
    },
    stop: () => timer.cancel(),
  }
}
