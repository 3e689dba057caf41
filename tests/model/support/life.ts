import type { Clock, Timer } from '#basics'

/** One run of a program: its timers end with it. */
export interface Life {
  readonly clock: Clock
  /** True once the program was killed; what it still does reaches nobody. */
  readonly isOver: boolean
  end(): void
}

const nothing: Timer = { cancel: () => undefined }

/** Begins a run on the hall's clock. */
export function newLife(clock: Clock): Life {
  const timers = new Set<Timer>()
  let isOver = false
  const kept = (make: () => Timer) => {
    if (isOver) return nothing
    const timer = make()
    timers.add(timer)
    return {
      cancel() {
        timer.cancel()
        timers.delete(timer)
      },
    }
  }
  return {
    clock: {
      now: clock.now,
      elapsed: clock.elapsed,
      // Whole milliseconds, as a machine's own clock tells them.
      after: (ms, action) => kept(() => clock.after(Math.ceil(ms), action)),
      every: (ms, action) => kept(() => clock.every(ms, action)),
    },
    get isOver() {
      return isOver
    },
    end() {
      isOver = true
      for (const timer of timers) timer.cancel()
    },
  }
}

/** When a program is killed: between two things, or just before or after its next write to the disk. */
export type Moment = 'now' | 'before' | 'after'

/** A disk whose owner dies at a write. */
export interface DeadlyWrite {
  arm(moment: Exclude<Moment, 'now'>): void
  /** Its owner died of something else: the next run begins without it. */
  disarm(): void
  /** Takes the next write's fate. */
  next(): 'before' | 'after' | null
}

/** Makes one; `next` gives each fate once. */
export function deadlyWrite(): DeadlyWrite {
  let armed: 'before' | 'after' | null = null
  return {
    arm: (moment) => {
      armed = moment
    },
    disarm() {
      armed = null
    },
    next() {
      const fate = armed
      armed = null
      return fate
    },
  }
}
