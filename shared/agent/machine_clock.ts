import { uptime } from 'node:os'
import { type Clock, systemClock } from '#basics'

/** The time since the start of a machine is told in whole seconds: less than this is not sleep, ms. */
const leastSleep = 5_000

/**
 * The machine's clock, whose `elapsed` goes on while the machine sleeps; `upFor`: s since the machine was started,
 * sleep included.
 */
export function machineClock(upFor: () => number = uptime, clock: Clock = systemClock()): Clock {
  const ahead = () => upFor() * 1_000 - clock.elapsed()
  const awake = ahead()
  return {
    ...clock,
    elapsed() {
      const slept = ahead() - awake
      return clock.elapsed() + (slept > leastSleep ? slept : 0)
    },
  }
}
