import { type Clock, sequential, type Timer } from '#basics'
import { composeTicket, samplePapers, type TicketTemplate, ticketMm } from '#ticket'
import type { Charset } from '../framing/rom_charset.ts'
import type { Transport } from '../transport/types.ts'
import { queued, realTime } from './codec/commands.ts'
import type { RasterText } from './codec/raster_text.ts'
import { faultOf } from './codec/reading.ts'
import { ticketPreparer } from './prepare.ts'
import { type ProofById, proofById } from './proof_by_id.ts'
import { type RecentOutcomes, recentOutcomes } from './recent_outcomes.ts'
import { type RollOptions, rollCounter } from './roll.ts'
import { type StatusLine, statusLine } from './status_line.ts'
import { type StatusView, statusView } from './status_view.ts'
import { type OneWayPolicy, printTicket } from './transaction.ts'
import type { PrinterStatus, PrintJob, PrintJournal, PrintOutcome, TicketPrinter } from './types.ts'

/** How often an idle printer is asked how it is, in ms. */
const idlePoll = 5_000

/** How often a printer whose cutter stopped is told to try again, in ms: whoever freed it has nothing to press. */
const recoverPause = 30_000

/** A printer model as the site configured it. */
export interface PrinterModel {
  /** The look of tickets now: asked for each, since a centre may change it while the printer runs. */
  template(): TicketTemplate
  readonly raster: RasterText
  /** What the mechanism's ROM holds. */
  readonly charset: Charset
  /**
   * process-id: GS ( H is known to work · queued-status: it is known not to (some boards would print it) ·
   * learn: ask the printer between tickets whether it answers, and believe what it does with each ticket ·
   * paper-byte: an old board that answers GS r 1 and nothing else.
   */
  readonly proof: 'process-id' | 'queued-status' | 'learn' | 'paper-byte'
  readonly roll: RollOptions
  /** What the site makes of a transport that nothing is heard over. */
  readonly oneWay: OneWayPolicy
}

/** What a ticket printer is opened with. */
export interface TicketPrinterOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly journal: PrintJournal
  readonly model: PrinterModel
  onStatus(status: PrinterStatus): void
  /** Proof of a ticket whose outcome was unknown came after all; its job has left the journal. */
  onLateProof(jobId: string): void
}

interface Watched {
  readonly line: StatusLine
  readonly view: StatusView
  readonly outcomes: RecentOutcomes
  readonly byId: ProofById
  /** False over a spooler: what is asked would be printed. */
  readonly isHeard: boolean
}

/** Keeps the status up to date and hears proofs that come late; the timer ends with the printer. */
function watchLine({ line, view, outcomes, byId, isHeard }: Watched, options: TicketPrinterOptions): Timer {
  const { clock, journal } = options
  let mayRecoverAt = 0
  const asked = async () => {
    const reading = await line.ask()
    view.know({ silent: reading === null && line.up })
    if (reading !== null && faultOf(reading) === null && !outcomes.busy()) await byId.idle()
    // With the cover open somebody has a hand in it.
    if (reading?.cutter !== true || reading.coverOpen || clock.now() < mayRecoverAt) return
    mayRecoverAt = clock.now() + recoverPause
    // What it still holds belongs to a ticket whose outcome is told as unknown: it must not come out by itself.
    if (!outcomes.busy()) await line.write(realTime.recoverAndClear)
  }
  line.listen((event) => {
    if (event.kind === 'down') view.know({ link: 'down', reading: null, silent: false })
    if (event.kind === 'reading') view.know({ reading: event.reading, silent: false })
    if (event.kind === 'up') {
      view.know({ link: 'up' })
      if (isHeard) void line.write(queued.watch).then(asked)
    }
  })
  const lateProof = async (pid: string) => {
    const late = (await journal.all()).find((job) => job.pid === pid && !outcomes.printing(job.jobId))
    if (late === undefined) return
    await journal.remove(late.jobId)
    options.onLateProof(late.jobId)
  }
  line.listen((event) => {
    if (event.kind === 'process-id') void lateProof(event.pid)
  })
  return clock.every(idlePoll, () => {
    // While a ticket prints, answers belong to it.
    if (line.up && isHeard && !outcomes.busy()) void asked()
  })
}

/** Opens a ticket printer: ESC/POS, 80 or 58 mm by its template. */
export function openTicketPrinter(options: TicketPrinterOptions): TicketPrinter {
  const { clock, journal, model } = options
  const line = statusLine(options.transport, clock, model.proof === 'paper-byte' ? 'paper-byte' : 'real-time')
  const view = statusView(clock, () => line.counters(), options.onStatus)
  const roll = rollCounter(model.roll, () => ticketMm(composeTicket(model.template(), samplePapers.normal)))
  const inTurn = sequential()
  const outcomes = recentOutcomes(journal)
  const byId = proofById(model.proof, line, clock)

  const oneWay = options.transport.oneWay === true ? model.oneWay : null
  const isHeard = oneWay === null
  view.know({
    rollNearEnd: roll.nearEnd(),
    oneWay: oneWay === null ? 'no' : oneWay === 'refuse' ? 'forbidden' : 'allowed',
  })
  line.listen((event) => {
    if (event.kind !== 'reading') return
    roll.watch(event.reading)
    view.know({ rollNearEnd: roll.nearEnd() })
  })
  const poll = watchLine({ line, view, outcomes, byId, isHeard }, options)

  const prepare = ticketPreparer({
    clock,
    model,
    isHeard,
    asksForPid: byId.asks,
    onPaper: roll.add,
  })
  const transaction = { line, clock, journal, oneWay, byId }
  const print = async (job: PrintJob): Promise<PrintOutcome> => {
    const earlier = await outcomes.of(job.jobId)
    if (earlier !== null) return earlier
    outcomes.begin(job.jobId)
    try {
      const outcome = await printTicket(transaction, () => prepare(job))
      outcomes.keep(job.jobId, outcome)
      return outcome
    } finally {
      outcomes.begin(null)
      view.know({ rollNearEnd: roll.nearEnd() })
    }
  }

  return {
    status: view.status,
    print: (job) => inTurn(() => print(job)),
    unresolved: async () => (await journal.all()).filter((job) => !outcomes.printing(job.jobId)),
    async settle(jobId) {
      await journal.remove(jobId)
    },
    roll: roll.forecast,
    rollReplaced() {
      roll.replaced()
      view.know({ rollNearEnd: roll.nearEnd() })
    },
    async close() {
      poll.cancel()
      await line.close()
    },
  }
}
