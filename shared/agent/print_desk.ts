import { type CentreState, findTicket } from '#domain'
import type { PrintOutcome, TicketOutlet } from '#drivers'
import type { Locale, PrintProgress, TicketReply } from '#protocol'
import type { AgentLog } from './log.ts'
import type { ResultOutbox } from './result_outbox.ts'
import { ticketPaper } from './ticket_paper.ts'

/** A ticket to be put on paper. */
export interface PrintOrder {
  readonly ticket: TicketReply
  readonly locale: Locale
  readonly idTail: string | null
  readonly reprint: boolean
  /** Never printed twice; begins with the ticket's id and a dot. */
  readonly jobId: string
}

/** What a print desk works with. */
export interface PrintDeskOptions {
  readonly printer: TicketOutlet
  readonly centre: () => CentreState
  readonly urlBase: string
  readonly outbox: ResultOutbox
  readonly log: AgentLog
  readonly onProgress: (progress: PrintProgress) => void
}

/** Puts tickets on paper and tells the hub how far each came. */
export interface PrintDesk {
  print(order: PrintOrder): Promise<void>
  /** Whether a ticket is being printed now. */
  busy(ticketId: string): boolean
  /** Whether a paper with its number may exist: another one must say 补打. */
  mayHavePaper(ticketId: string): Promise<boolean>
  /** Reports the jobs an earlier run left without a known end. */
  reportUnresolved(): Promise<void>
  /** Forgets jobs whose ticket a person has settled meanwhile. */
  settleResolved(): Promise<void>
  /** Proof that came late: the ticket is in the visitor's hand after all. */
  lateProof(jobId: string): void
}

/** The job of a ticket's first print. */
export const firstJob = (ticketId: string): string => `${ticketId}.0`

/** Tickets whose fate on paper this run remembers. */
const remembered = 500

const ticketOf = (jobId: string): string => jobId.slice(0, jobId.indexOf('.'))

/** Opens the desk of one printer. */
export function printDesk(options: PrintDeskOptions): PrintDesk {
  const { printer, outbox, log } = options
  const printing = new Set<string>()
  const onPaper = new Set<string>()

  const progress = (ticketId: string, state: PrintProgress['state'], reason: string | null = null) =>
    options.onProgress({ ticketId, state, reason })

  const settle = ({ jobId, ticket }: PrintOrder, outcome: PrintOutcome) => {
    const { printed } = outcome
    const reason = 'reason' in outcome ? outcome.reason : null
    if (printed !== 'refused') onPaper.add(ticket.id)
    for (const oldest of onPaper) {
      if (onPaper.size <= remembered) break
      onPaper.delete(oldest)
    }
    // Nothing on paper and nothing sent: the page offers the screen, and the visitor decides.
    if (printed !== 'refused') outbox.add({ jobId, ticketId: ticket.id, printed, reason: reason ?? '' })
    progress(ticket.id, printed, reason)
    log.info({ ticketId: ticket.id, jobId, printed, reason }, 'ticket print')
  }
  const attempt = async (order: PrintOrder): Promise<PrintOutcome> => {
    const { ticket, locale, idTail, reprint, jobId } = order
    try {
      const paper = ticketPaper(options.centre(), {
        ticket,
        locale,
        idTail,
        reprint,
        urlBase: options.urlBase,
      })
      return await printer.print({ jobId, paper })
    } catch (error) {
      // The journal failed (a full disk): whether bytes left is not known.
      log.error({ jobId, err: error }, 'print failed')
      return { printed: 'unknown', reason: 'unrecoverable', rest: 'may-print' }
    }
  }

  return {
    async print(order) {
      const { id } = order.ticket
      if (printing.has(id)) return
      printing.add(id)
      progress(id, 'printing')
      const outcome = await attempt(order)
      printing.delete(id)
      settle(order, outcome)
    },
    busy: (ticketId) => printing.has(ticketId),
    mayHavePaper: async (ticketId) =>
      onPaper.has(ticketId) || (await printer.unresolved()).some(({ jobId }) => ticketOf(jobId) === ticketId),
    async reportUnresolved() {
      for (const { jobId, reason } of await printer.unresolved())
        outbox.add({ jobId, ticketId: ticketOf(jobId), printed: 'unknown', reason: reason ?? 'no-answer' })
    },
    async settleResolved() {
      for (const { jobId } of await printer.unresolved()) {
        const ticket = findTicket(options.centre(), ticketOf(jobId))
        if (ticket === null || ticket.state !== 'ISSUING') await printer.settle(jobId)
      }
    },
    lateProof(jobId) {
      const ticketId = ticketOf(jobId)
      outbox.add({ jobId, ticketId, printed: 'confirmed', reason: '' })
      progress(ticketId, 'confirmed')
    },
  }
}
