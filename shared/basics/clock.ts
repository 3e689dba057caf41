/** Something that will happen later and may be called off. */
export interface Timer {
  cancel(): void
}

/** The only source of time: programs get the real one, tests a simulated one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds since some moment of this program's run: they pass evenly, whatever is done to the clock on the wall. */
  elapsed(): number
  /** Runs `action` once after `ms` milliseconds. */
  after(ms: number, action: () => void): Timer
  /** Runs `action` every `ms` milliseconds until cancelled. */
  every(ms: number, action: () => void): Timer
}

/** Waits on a clock. */
export const sleep = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve)
  })

interface Timers {
  setTimeout(action: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
  setInterval(action: () => void, ms: number): unknown
  clearInterval(handle: unknown): void
  readonly performance: { now(): number }
}

/** The machine's clock and timers. */
export function systemClock(): Clock {
  const timers = globalThis as unknown as Timers
  return {
    now: () => Date.now(),
    elapsed: () => timers.performance.now(),
    after(ms, action) {
      const handle = timers.setTimeout(action, ms)
      return { cancel: () => timers.clearTimeout(handle) }
    },
    every(ms, action) {
      const handle = timers.setInterval(action, ms)
      return { cancel: () => timers.clearInterval(handle) }
    },
  }
}

/** A clock that stands still until a test moves it; timers fire in order of their time. */
export interface SimulatedClock extends Clock {
  /** Moves time forward, running every timer that falls due, each at its own moment. */
  advance(ms: number): void
  /** Sets the wall clock without running timers (a clock jump); `ms` since the epoch. */
  jumpTo(ms: number): void
}

/** Makes a simulated clock that starts at `start` (ms since the epoch). */
export function simulatedClock(start: number): SimulatedClock {
  let wall = start
  let elapsed = 0
  let sequence = 0
  const pending = new Map<number, { due: number; action: () => void; period: number | null }>()

  const add = (ms: number, action: () => void, period: number | null): Timer => {
    const id = sequence++
    pending.set(id, { due: elapsed + Math.max(0, ms), action, period })
    return { cancel: () => void pending.delete(id) }
  }
  const nextDue = (limit: number) => {
    let found: [number, { due: number; action: () => void; period: number | null }] | null = null
    for (const entry of pending) {
      if (entry[1].due <= limit && (found === null || entry[1].due < found[1].due)) found = entry
    }
    return found
  }
  const moveTo = (due: number) => {
    wall += due - elapsed
    elapsed = due
  }

  return {
    now: () => wall,
    elapsed: () => elapsed,
    after: (ms, action) => add(ms, action, null),
    every(ms, action) {
      const period = Math.max(1, ms)
      return add(period, action, period)
    },
    advance(ms) {
      const limit = elapsed + ms
      for (let entry = nextDue(limit); entry !== null; entry = nextDue(limit)) {
        const [id, timer] = entry
        moveTo(timer.due)
        if (timer.period === null) pending.delete(id)
        else pending.set(id, { ...timer, due: timer.due + timer.period })
        timer.action()
      }
      moveTo(limit)
    },
    jumpTo(ms) {
      wall = ms
    },
  }
}
