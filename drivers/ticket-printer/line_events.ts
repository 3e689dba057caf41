import type { Clock } from '#basics'
import type { StatusEvent } from './codec/status_parser.ts'
import type { PrinterReading } from './types.ts'

/** What a listener hears of the printer. */
export type LineEvent =
  | StatusEvent
  | { readonly kind: 'reading'; readonly reading: PrinterReading }
  | { readonly kind: 'down' }
  | { readonly kind: 'up' }

/** What is heard on the status line, told to whoever listens. */
export interface LineEvents {
  tell(event: LineEvent): void
  /** Hears every event; the returned function ends it. */
  listen(hear: (event: LineEvent) => void): () => void
  /** Resolves with the first event that `pick` accepts; null after `ms`, or when the line goes down. */
  expect<T>(pick: (event: LineEvent) => T | null, ms: number): Promise<T | null>
}

/** Events of one line. */
export function lineEvents(clock: Clock): LineEvents {
  const listeners = new Set<(event: LineEvent) => void>()
  const listen: LineEvents['listen'] = (hear) => {
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }
  return {
    tell(event) {
      for (const hear of [...listeners]) hear(event)
    },
    listen,
    expect: (pick, ms) =>
      new Promise((resolve) => {
        const finish = (value: ReturnType<typeof pick>) => {
          stop()
          timer.cancel()
          resolve(value)
        }
        const timer = clock.after(ms, () => finish(null))
        const stop = listen((event) => {
          const picked = event.kind === 'down' ? null : pick(event)
          if (picked !== null || event.kind === 'down') finish(picked)
        })
      }),
  }
}
