import type { Clock, Timer } from '#basics'
import { faultOf } from './codec/reading.ts'
import type { LineEvent } from './line_events.ts'
import type { StatusLine } from './status_line.ts'
import type { PrinterFault } from './types.ts'

/** Waits while a ticket prints, in ms. */
const proofDelays = { answer: 8_000, poll: 1_000, settle: 500 } as const

/** What the printer's answers prove about the ticket just sent. */
export type Proof =
  | { readonly kind: 'confirmed' }
  /** It was consumed and the printer is clean; `pidMissing`: a process id was asked for and never came. */
  | { readonly kind: 'weak'; readonly pidMissing: boolean }
  | { readonly kind: 'fault'; readonly fault: PrinterFault }

/** How a proof is waited for. */
export interface ProofOptions {
  readonly line: StatusLine
  readonly clock: Clock
  /** The process id sent with the ticket; null when the printer knows none. */
  readonly pid: string | null
}

// A hot head cools and prints on by itself: not a reason to stop before the time is up.
const stops = (fault: PrinterFault) => fault !== 'head-hot'

/** A proof that is waited for. */
export interface ProofWatch {
  readonly proof: Promise<Proof>
  /** Stops waiting; the promise never settles. */
  cancel(): void
}

/**
 * Waits until the ticket is proved printed, a fault stops it, or eight seconds are up (ESC/POS GS ( H; without it
 * GS r after the cut and a clean DLE EOT). Call before the first byte is written.
 */
export function watchProof({ line, clock, pid }: ProofOptions): ProofWatch {
  const { promise, resolve } = Promise.withResolvers<Proof>()
  let consumed = false
  let settling: Timer | null = null

  const cancel = () => {
    stop()
    deadline.cancel()
    poll.cancel()
    settling?.cancel()
  }
  const finish = (proof: Proof) => {
    cancel()
    resolve(proof)
  }
  const judge = async () => {
    const reading = await line.ask()
    if (reading === null) return finish({ kind: 'fault', fault: line.up ? 'no-answer' : 'offline' })
    const fault = faultOf(reading)
    if (fault !== null) return finish({ kind: 'fault', fault })
    finish(consumed ? { kind: 'weak', pidMissing: pid !== null } : { kind: 'fault', fault: 'no-answer' })
  }
  const hearFault = (fault: PrinterFault | null) => {
    if (fault === null || !stops(fault)) {
      settling?.cancel()
      settling = null
      return
    }
    // The answer for a ticket that was just complete may still be on its way.
    settling ??= clock.after(proofDelays.settle, () => finish({ kind: 'fault', fault }))
  }
  const hear = (event: LineEvent) => {
    if (event.kind === 'process-id' && event.pid === pid) finish({ kind: 'confirmed' })
    if (event.kind === 'down') finish({ kind: 'fault', fault: 'offline' })
    if (event.kind === 'reading') hearFault(faultOf(event.reading))
    if (event.kind === 'paper') {
      consumed = true
      if (pid === null) void judge()
    }
  }
  const stop = line.listen(hear)
  const deadline = clock.after(proofDelays.answer, () => void judge())
  // Boards that do not report by themselves are asked.
  const poll = clock.every(proofDelays.poll, () => void line.ask())
  return { proof: promise, cancel }
}
