import { type Clock, type simulatedClock, systemClock } from '#basics'

/** Moves a simulated clock in steps shorter than any delay, letting promises settle between them. */
export function passing(clock: ReturnType<typeof simulatedClock>) {
  return async (ms: number) => {
    for (let left = ms; left > 0; left -= 5) {
      for (let turn = 0; turn < 16; turn += 1) await Promise.resolve()
      clock.advance(Math.min(5, left))
    }
    for (let turn = 0; turn < 16; turn += 1) await Promise.resolve()
  }
}

/** The machine's clock with its timers shortened: waits of seconds over a real wire in a test. */
export function hurriedClock(times: number): Clock {
  const clock = systemClock()
  return {
    now: () => clock.now() * times,
    elapsed: () => clock.elapsed() * times,
    after: (ms, action) => clock.after(ms / times, action),
    every: (ms, action) => clock.every(ms / times, action),
  }
}

/** Waits until something holds, over real wires; fails after ten seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still not: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
