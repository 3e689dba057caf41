import { createHash } from 'node:crypto'
import { ok, type Result } from '#basics'
import { findTicket, type Refusal, refuse, type Ticket } from '#domain'
import { type AttachBody, largestDocument } from '#protocol'
import type { Identity } from '../access/identify.ts'
import { actorName } from '../core/batch.ts'
import type { HubParts } from './hub_parts.ts'

/** Under which reference a document is sealed: asked for under another ticket it is not found. */
const refOf = (ticketId: string, attachmentId: string) => `attachment-${ticketId}-${attachmentId}`

function documentOf(text: string): Result<Buffer, Refusal> {
  const pdf = Buffer.from(text, 'base64')
  if (pdf.length > largestDocument) return refuse('too-large')
  // ISO 32000-1, 7.5.2: a file begins with its version.
  return pdf.subarray(0, 5).toString('latin1') === '%PDF-' ? ok(pdf) : refuse('invalid', { field: 'pdf' })
}

/** Seals a document with the event that names it, in one commit; the same command again is answered the same. */
export async function attachDocument(
  hub: HubParts,
  identity: Identity | null,
  ticketId: string,
  { pdf: text, pages, commandId: given }: AttachBody,
): Promise<Result<{ readonly json: string }, Refusal>> {
  if (identity === null) return refuse('unauthenticated')
  const document = documentOf(text)
  if (!document.ok) return document
  const commandId = given.toUpperCase()
  const bytes = document.value.length
  const sha256 = createHash('sha256').update(document.value).digest('hex')
  const answer = await hub.centre.execute({
    commandId,
    actor: identity,
    command: { type: 'attach', ticketId, attachmentId: commandId, pages, bytes, sha256 },
    fingerprint: hub.vault.fingerprint(`${actorName(identity)} attach ${ticketId} ${pages} ${sha256}`),
    sealed: [hub.vault.sealDocument(refOf(ticketId, commandId), document.value, hub.clock.now())],
    reply: ({ revision }) => ({ attachmentId: commandId, bytes, sha256, revision }),
  })
  hub.metrics.command('attach', answer.ok ? 'done' : answer.error.code)
  return answer.ok ? ok({ json: answer.value }) : answer
}

/** Whoever serves or served the ticket, and managers; a ticket of another day (null) is for managers. */
function mayRead(identity: Identity | null, ticket: Ticket | null): boolean {
  if (identity?.kind !== 'staff') return false
  if (identity.roles.includes('manager')) return true
  const legs = ticket === null ? [] : [ticket.leg, ...ticket.pastLegs]
  return legs.some(({ staffId }) => staffId === identity.staffId)
}

/** The documents of a ticket of today. */
export function listAttachments(
  hub: HubParts,
  identity: Identity | null,
  ticketId: string,
): Result<unknown, Refusal> {
  const ticket = findTicket(hub.centre.state(), ticketId)
  if (ticket === null) return refuse('ticket-unknown')
  if (!mayRead(identity, ticket)) return refuse('ticket-not-yours', { number: ticket.number })
  const attachments = (ticket.attachments ?? []).map(({ id, at, ...rest }) => ({
    attachmentId: id,
    ...rest,
    at: new Date(at).toISOString(),
  }))
  return ok({ attachments })
}

/** A document by its id; the reading is logged, not the document. */
export async function getAttachment(
  hub: HubParts,
  identity: Identity | null,
  ticketId: string,
  attachmentId: string,
): Promise<Result<unknown, Refusal>> {
  const ticket = findTicket(hub.centre.state(), ticketId)
  if (!mayRead(identity, ticket)) return refuse('ticket-not-yours', { number: ticket?.number ?? '' })
  const pdf = await hub.vault.openDocument(refOf(ticketId, attachmentId.toUpperCase()))
  if (pdf === null) return refuse('not-found')
  const staffId = identity?.kind === 'staff' ? identity.staffId : null
  hub.log.info({ ticketId, attachmentId, staffId }, 'document read')
  return ok({ pdf: pdf.toString('base64') })
}
