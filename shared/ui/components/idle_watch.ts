import type { Clock, Timer } from '#basics'

/** Watches for stillness; `touch` starts the wait anew, `stop` ends the watch. */
export interface IdleWatch {
  touch(): void
  stop(): void
}

/** Runs `onIdle` once nothing has been touched for `ms`; once, until the next touch. */
export function idleWatch(clock: Clock, ms: number, onIdle: () => void): IdleWatch {
  let timer: Timer = clock.after(ms, onIdle)
  return {
    touch() {
      timer.cancel()
      timer = clock.after(ms, onIdle)
    },
    stop: () => timer.cancel(),
  }
}
