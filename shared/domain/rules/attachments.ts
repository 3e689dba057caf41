import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, liveCounter } from '../state.ts'

/** More documents than a visit ever has; beyond it something runs wild. */
const attachmentsOfTicket = 20

/** Adds a captured document to the ticket being served (S23), by the member of staff who serves it. */
export function attach(
  state: CentreState,
  command: Extract<Command, { type: 'attach' }>,
  { actor }: Context,
): Result<DomainEvent[], Refusal> {
  const { ticketId, attachmentId, pages, bytes, sha256 } = command
  const ticket = state.live.get(ticketId)
  if (ticket === undefined) return refuse('ticket-unknown')
  const { counterId } = ticket.leg
  const live = liveCounter(state, counterId ?? '')
  const isMine = actor.kind === 'staff' && live.staffId === actor.staffId && live.currentTicketId === ticketId
  if (counterId === null || !isMine) return refuse('ticket-not-yours', { number: ticket.number })
  if (ticket.state !== 'SERVING')
    return refuse('ticket-state', { state: ticket.state, number: ticket.number })
  const attachments = ticket.attachments ?? []
  if (attachments.some(({ id }) => id === attachmentId)) return ok([])
  if (attachments.length >= attachmentsOfTicket) return refuse('too-large')
  const document = { attachmentId, pages, bytes, sha256 }
  return ok([
    event('AttachmentAdded', {
      ticketId,
      leg: ticket.leg.index,
      counterId,
      staffId: actor.staffId,
      ...document,
    }),
  ])
}
