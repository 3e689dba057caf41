import type { Clock } from '#basics'
import { composeTicket, ticketMm } from '#ticket'
import { ticketBytes } from './codec/ticket_bytes.ts'
import type { PrinterModel } from './driver.ts'
import type { PreparedTicket } from './transaction.ts'
import type { PrintJob } from './types.ts'

/** Four characters for GS ( H: base 36, counting on from the second the program started in. */
function processIds(clock: Clock): () => string {
  let next = Math.floor(clock.now() / 1_000)
  return () => (next++ % 36 ** 4).toString(36).toUpperCase().padStart(4, '0')
}

/** What tickets are prepared with. */
export interface PrepareOptions {
  readonly clock: Clock
  readonly model: PrinterModel
  /** False over a spooler. */
  readonly isHeard: boolean
  /** Whether the printer is worth asking for a process id. */
  asksForPid(): boolean
  /** Told how much paper each ticket takes. */
  onPaper(mm: number): void
}

/** Makes jobs into bytes and the record of them, by the look tickets have at that moment. */
export function ticketPreparer(options: PrepareOptions): (job: PrintJob) => PreparedTicket {
  const { clock, model, isHeard } = options
  const nextPid = processIds(clock)
  return ({ jobId, paper }) => {
    const rows = composeTicket(model.template(), paper)
    const pid = nextPid()
    const asksForPid = isHeard && options.asksForPid()
    const { charset, raster } = model
    const bytes = ticketBytes(rows, { charset, raster, pid: asksForPid ? pid : null, isHeard })
    options.onPaper(ticketMm(rows))
    const record = { jobId, pid, number: paper.number, state: 'sent', reason: null, at: clock.now() } as const
    return { record, bytes, asksForPid }
  }
}
