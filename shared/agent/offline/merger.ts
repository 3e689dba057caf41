import type { Clock, Timer } from '#basics'
import type { HubClient } from '#client'
import type { AgentLog } from '../log.ts'
import type { OfflineOutbox } from './outbox.ts'

/** Named times of a merge, ms. */
export const mergeTimes = {
  /** The hub must answer a message of steps within this time. */
  answer: 10_000,
  /** Asked again after this long, when the hub was busy or a number has not come from its kiosk. */
  again: 1_000,
  /** A refusal nobody expected is asked again after this long: the steps stay. */
  refused: 5_000,
  /** So long a call waits for a number of another machine; then a person settles it. */
  patience: 30_000,
} as const

const mostRecords = 64

/** Brings the outbox home, in order, whenever the hub is there. */
export interface Merger {
  wake(): void
  close(): void
}

/** Makes the merger of one agent; `onDone` is called when nothing is left. */
export function openMerger(options: {
  readonly clock: Clock
  readonly outbox: OfflineOutbox
  readonly send: HubClient['send']
  readonly log: AgentLog
  live(): boolean
  /** Some steps are merged. */
  onMoved(): void
  onDone(): void
}): Merger {
  const { clock, outbox, log } = options
  let running = false
  let closed = false
  let timer: Timer | null = null
  let waitingSince: number | null = null

  const later = (ms: number) => {
    timer?.cancel()
    timer = clock.after(ms, wake)
  }
  /** One message of steps; false when the rest must wait. */
  const bring = async (): Promise<boolean> => {
    const { records, upTo } = outbox.oldest(mostRecords)
    if (records.length === 0) return false
    const insist = waitingSince !== null && clock.now() - waitingSince >= mergeTimes.patience
    const body = { records: [...records], insist }
    const answer = await options.send({ name: 'merge-offline', body }, { limitMs: mergeTimes.answer })
    if (!answer.ok) {
      const { code } = answer.error
      log.warn({ code, pending: outbox.pending() }, 'steps not merged yet')
      later(code === 'unavailable' || code === 'rate-limited' ? mergeTimes.again : mergeTimes.refused)
      return false
    }
    const { merged, waitsFor } = answer.value
    if (merged > 0) outbox.settle(upTo(merged))
    log.info({ merged, pending: outbox.pending(), waitsFor }, 'steps merged')
    options.onMoved()
    if (merged > 0 || insist) waitingSince = null
    if (waitsFor === null) return true
    waitingSince ??= clock.now()
    later(mergeTimes.again)
    return false
  }
  const bringOn = () =>
    bring().catch((error: unknown) => {
      // A full disk, most likely: what the hub has is asked again and found done.
      log.error({ err: error }, 'merged steps cannot be settled')
      later(mergeTimes.refused)
      return false
    })
  const run = async () => {
    while (!closed && options.live() && outbox.pending() > 0) if (!(await bringOn())) return
    if (!closed && outbox.pending() === 0) options.onDone()
  }
  function wake() {
    if (running || closed || !options.live()) return
    running = true
    void run().finally(() => {
      running = false
    })
  }
  return {
    wake,
    close() {
      closed = true
      timer?.cancel()
    },
  }
}
