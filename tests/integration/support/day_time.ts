import type { SimulatedClock } from '#basics'

const stepMs = 20
/** How many turns of the event loop a real exchange may take before time goes on without it. */
const patience = 20_000

/** One simulated day: many people act, time goes on only when nobody waits for a real socket. */
export interface DayTime {
  readonly clock: SimulatedClock
  now(): number
  sleep(ms: number): Promise<void>
  /** Whether it came to hold within so many simulated ms. */
  until(holds: () => boolean, limitMs: number): Promise<boolean>
  /** Something that goes over a real socket: the clock stands still meanwhile. */
  real<T>(exchange: Promise<T>): Promise<T>
  /** Lets time pass until everybody is done. */
  run(people: readonly Promise<unknown>[]): Promise<void>
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Makes the time of a day. */
export function dayTime(clock: SimulatedClock): DayTime {
  let outside = 0
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(Math.round(ms), resolve))
  return {
    clock,
    now: () => clock.now(),
    sleep,
    async until(holds, limitMs) {
      const deadline = clock.now() + limitMs
      while (!holds()) {
        if (clock.now() >= deadline) return false
        await sleep(stepMs * 5)
      }
      return true
    },
    async real(exchange) {
      outside += 1
      try {
        return await exchange
      } finally {
        outside -= 1
      }
    },
    async run(people) {
      let done = false
      const all = Promise.all(people).finally(() => {
        done = true
      })
      all.catch(() => undefined)
      while (!done) {
        await turn()
        for (let turns = 0; outside > 0 && turns < patience; turns += 1) await turn()
        clock.advance(stepMs)
      }
      await all
    },
  }
}
