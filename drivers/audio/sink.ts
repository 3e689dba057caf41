import { ok, type Result } from '#basics'
import type { Sound } from './joiner.ts'

/** A finished announcement with the words it says, for logs and captions. */
export interface Announcement extends Sound {
  readonly text: string
}

/** Why nothing was heard: there is no way to play here, or the player broke off. */
export type PlayFault = 'no-output' | 'play-failed'

/** Where sound goes. `play` settles when the sound is over, never rejects and never stays open. */
export interface AudioSink {
  readonly name: string
  play(sound: Announcement): Promise<Result<void, PlayFault>>
}

/** What a memory sink was given, and when it began and ended, ms since the epoch. */
export interface PlayedSound {
  readonly text: string
  readonly durationMs: number
  readonly from: number
  readonly to: number | null
}

/** A sink that only keeps a log, taking as long as the sound would: for tests and the device dock. */
export function memorySink(clock: {
  now(): number
  after(ms: number, action: () => void): unknown
}): AudioSink & { readonly log: readonly PlayedSound[]; fail(fault: PlayFault | null): void } {
  const log: PlayedSound[] = []
  let fault: PlayFault | null = null
  return {
    name: 'memory',
    log,
    fail(given) {
      fault = given
    },
    play: ({ text, durationMs }) => {
      if (fault !== null) return Promise.resolve({ ok: false, error: fault })
      const at = log.push({ text, durationMs, from: clock.now(), to: null }) - 1
      return new Promise((resolve) => {
        clock.after(durationMs, () => {
          log[at] = { text, durationMs, from: log[at]?.from ?? 0, to: clock.now() }
          resolve(ok(undefined))
        })
      })
    },
  }
}
