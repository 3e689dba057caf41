import type { Clock } from '#basics'
import { type HubClient, newCommandId } from '#client'
import { aheadOf, type CentreState, estimate, findTicket, isLive, type Ticket } from '#domain'
import type { ClientMessage, PrintProgress, TicketReply } from '#protocol'
import { forwardLimit } from './forward.ts'
import type { PrintDesk } from './print_desk.ts'

type PrintMessage = Extract<ClientMessage, { type: 'print' }>

/** A ticket of the mirror as its holder sees it. */
export function ticketOfMirror(centre: CentreState, ticket: Ticket, now: number): TicketReply {
  const { id, number, state, leg, issuedAt, reprints, priority, slotAt } = ticket
  return {
    id,
    number,
    serviceId: leg.serviceId,
    state,
    ahead: aheadOf(centre, leg.serviceId, ticket),
    estimate: estimate(centre, leg.serviceId, now, ticket),
    issuedAt: new Date(issuedAt).toISOString(),
    counterId: leg.counterId,
    reprints,
    priority,
    ...(slotAt === undefined ? {} : { bookedFor: new Date(slotAt).toISOString() }),
  }
}

/**
 * Prints a live ticket when a page asks: with `reprint` the hub counts it and the paper says 补打; without, it is
 * another attempt at a print that never reached paper. Where a paper may exist it is a reprint whatever was asked:
 * two papers never carry the same number unmarked.
 */
export function reprinter(options: {
  readonly clock: Clock
  readonly prints: PrintDesk
  readonly hub: Pick<HubClient, 'send'>
  centre(): CentreState
  now(): number
  onProgress(progress: PrintProgress): void
}) {
  const { clock, prints } = options
  const refuse = (ticketId: string, reason: string) =>
    options.onProgress({ ticketId, state: 'refused', reason })

  const isReprint = async ({ ticketId, reprint }: PrintMessage): Promise<boolean> => {
    const printed = findTicket(options.centre(), ticketId)?.printed ?? 'pending'
    return reprint || printed !== 'pending' || (await prints.mayHavePaper(ticketId))
  }
  const fresh = async (
    { ticketId, locale }: PrintMessage,
    marked: boolean,
  ): Promise<TicketReply | string> => {
    if (marked) {
      const answer = await options.hub.send(
        { name: 'reprint', ticketId, body: { locale } },
        { limitMs: forwardLimit },
      )
      return answer.ok ? answer.value : answer.error.code
    }
    const ticket = findTicket(options.centre(), ticketId)
    if (ticket === null || !isLive(ticket.state)) return 'ticket-unknown'
    return ticketOfMirror(options.centre(), ticket, options.now())
  }
  return async (message: PrintMessage): Promise<void> => {
    if (prints.busy(message.ticketId)) return
    const marked = await isReprint(message)
    const ticket = await fresh(message, marked)
    if (typeof ticket === 'string') return refuse(message.ticketId, ticket)
    const jobId = `${ticket.id}.${newCommandId(clock)}`
    await prints.print({ ticket, locale: message.locale, idTail: null, reprint: marked, jobId })
  }
}
