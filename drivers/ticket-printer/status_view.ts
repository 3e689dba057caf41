import type { Clock } from '#basics'
import type { LinkCounters } from '../transport/types.ts'
import { faultOf } from './codec/reading.ts'
import type { PrinterReading, PrinterStatus } from './types.ts'

/** What the driver knows of its printer. */
export interface Known {
  readonly link: 'connecting' | 'up' | 'down'
  /** null until it first said how it is. */
  readonly reading: PrinterReading | null
  /** It did not answer when last asked. */
  readonly silent: boolean
  /** By the count of paper. */
  readonly rollNearEnd: boolean
  /** Nothing is ever heard of it: what can be known is whether it can be written to. */
  readonly oneWay: 'no' | 'allowed' | 'forbidden'
}

type Judged = Pick<PrinterStatus, 'state' | 'reason'>

function judge({ link, reading, silent, rollNearEnd, oneWay }: Known): Judged {
  if (oneWay === 'forbidden') return { state: 'faulted', reason: 'one-way' }
  if (link === 'down') return { state: 'absent', reason: null }
  if (oneWay === 'allowed' && link === 'up')
    return { state: 'degraded', reason: rollNearEnd ? 'near-end' : 'one-way' }
  if (silent) return { state: 'faulted', reason: 'no-answer' }
  if (link === 'connecting' || reading === null) return { state: 'connecting', reason: null }
  const fault = faultOf(reading)
  if (fault !== null) return { state: 'faulted', reason: fault }
  if (reading.nearEnd || rollNearEnd) return { state: 'degraded', reason: 'near-end' }
  return { state: 'ready', reason: null }
}

/** The printer's status for others. */
export interface StatusView {
  know(change: Partial<Known>): void
  status(): PrinterStatus
}

/** Keeps the status and tells of changes. */
export function statusView(
  clock: Clock,
  counters: () => LinkCounters,
  onStatus: (status: PrinterStatus) => void,
): StatusView {
  let known: Known = { link: 'connecting', reading: null, silent: false, rollNearEnd: false, oneWay: 'no' }
  let shown = judge(known)
  let since = clock.now()
  const status = (): PrinterStatus => ({ ...shown, since, counters: counters() })
  return {
    know(change) {
      known = { ...known, ...change }
      const next = judge(known)
      if (next.state === shown.state && next.reason === shown.reason) return
      shown = next
      since = clock.now()
      onStatus(status())
    },
    status,
  }
}
