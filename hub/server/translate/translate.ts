import { ok, type Result } from '#basics'
import { type Command, type Refusal, refuse } from '#domain'
import type { Identity } from '../../access/identify.ts'
import type { HubParts } from '../hub_parts.ts'
import { atCounter } from './at_counter.ts'
import { bare, type SingleCommand, type Translated, type Wire } from './translated.ts'
import { book, checkIn, issue } from './visitors.ts'
import { sealedWords } from './words.ts'

type Name = SingleCommand['name']
type Outcome = Result<Translated, Refusal>

type Translation<N extends Name> = (
  wire: Wire<N>,
  hub: HubParts,
  identity: Identity,
) => Outcome | Promise<Outcome>

function rate({ body }: Wire<'rate'>, hub: HubParts): Translated {
  const { ticketId, leg, marks, reasons } = body
  const given = body.givenAt === undefined ? {} : { givenAt: Date.parse(body.givenAt) }
  const comment = sealedWords(hub, 'comment', body.commandId, body.comment)
  const rating = { ticketId, leg, marks, reasons, commentRef: comment.ref, channel: 'pad' as const, ...given }
  return { command: { type: 'rate', ...rating }, sealed: comment.sealed }
}

const printResults = { true: 'confirmed', false: 'failed' } as const

function printResult({ ticketId, body }: Wire<'print-result'>): Command {
  const { printed, reason } = body
  const result = typeof printed === 'boolean' ? printResults[`${printed}`] : printed
  return { type: 'print-result', ticketId, result, reason }
}

function bar({ ticketId, body }: Wire<'bar'>): Command {
  const until = body.until === null ? null : Date.parse(body.until)
  return { type: 'bar', ticketId, until, reason: body.reason }
}

/** A new password is set before the record is saved: sent again after a failure it is simply set again. */
async function saveStaff({ body }: Wire<'save-staff'>, hub: HubParts, identity: Identity): Promise<Outcome> {
  const { staff, password, commandId } = body
  const before = hub.centre.state().staff.get(staff.id)
  const touchesAdmin = staff.roles.includes('admin') || before?.roles.includes('admin') === true
  if (touchesAdmin && !(identity.kind === 'staff' && identity.roles.includes('admin')))
    return refuse('forbidden')
  const known = await hub.store.findResults([commandId.toUpperCase()])
  if (password !== undefined && known.size === 0) await hub.access.setPassword(staff.id, password)
  return ok(bare({ type: 'save-staff', staff }))
}

/** A translation that needs nothing but the words on the wire. */
const plain =
  <N extends Name>(commandOf: (wire: Wire<N>) => Command) =>
  (wire: Wire<N>): Outcome =>
    ok(bare(commandOf(wire)))

const translations: { readonly [N in Name]: Translation<N> } = {
  issue,
  book,
  'check-in': (wire, _, identity) => ok(bare(checkIn(wire, identity))),
  counter: ({ counterId, body }, hub) => ok(atCounter(hub, counterId, body)),
  rate: (wire, hub) => ok(rate(wire, hub)),
  'save-staff': saveStaff,
  'print-result': plain(printResult),
  bar: plain(bar),
  reprint: plain(({ ticketId }) => ({ type: 'reprint', ticketId })),
  reactivate: plain(({ ticketId, body }) => ({ type: 'reactivate', ticketId, reason: body.reason })),
  cancel: plain(({ ticketId, body }) => ({ type: 'cancel', ticketId, reason: body.reason })),
  'walk-out': plain(({ ticketId }) => ({ type: 'walk-out', ticketId })),
  'document-ready': plain(({ ticketId }) => ({ type: 'document-ready', ticketId })),
  'grant-priority': plain(({ ticketId, body: { priority, reason } }) => ({
    type: 'grant-priority',
    ticketId,
    priority,
    reason,
  })),
  'lift-bar': plain(({ personRef, body }) => ({ type: 'lift-bar', personRef, reason: body.reason })),
  'move-booking': plain(({ bookingId, body }) => ({
    type: 'move-booking',
    bookingId,
    slotAt: Date.parse(body.slotAt),
  })),
  'cancel-booking': plain(({ bookingId, body }) => ({
    type: 'cancel-booking',
    bookingId,
    reason: body.reason,
  })),
  'begin-rating': plain(({ counterId }) => ({ type: 'begin-rating', counterId })),
  'lapse-rating': plain(({ counterId }) => ({ type: 'lapse-rating', counterId })),
  'raise-emergency': plain(({ body: { kind, counterId = null } }) => ({
    type: 'raise-emergency',
    kind,
    counterId,
  })),
  'end-emergency': plain(() => ({ type: 'end-emergency' })),
  'close-day': plain(() => ({ type: 'close-day' })),
  'save-service': plain(({ body }) => ({ type: 'save-service', service: body.service })),
  'save-counter': plain(({ body }) => ({ type: 'save-counter', counter: body.counter })),
  'save-ticket-template': plain(({ body }) => ({ type: 'save-ticket-template', template: body.template })),
  configure: plain(({ body: { site, policy } }) => ({ type: 'configure', site, policy })),
  'report-device': plain(({ body: { commandId: _, ...report } }) => ({ type: 'report-device', report })),
  'change-roll': plain(({ deviceId }) => ({ type: 'change-roll', deviceId })),
  'report-announcement': plain(({ body: { commandId: _, ...report } }) => ({
    type: 'report-announcement',
    report,
  })),
  'save-medium': plain(({ body }) => ({ type: 'save-medium', medium: body.medium })),
  'remove-medium': plain(({ mediumId }) => ({ type: 'remove-medium', mediumId })),
  'report-plays': plain(({ body: { commandId: _, ...report } }) => ({ type: 'report-plays', report })),
  'lease-numbers': plain(() => ({ type: 'lease-numbers' })),
  'settle-conflict': plain(({ conflictId }) => ({ type: 'settle-conflict', conflictId })),
}

/** A wire command as the rules take it; refused when its person or its password cannot be taken. */
export async function translate(hub: HubParts, identity: Identity, wire: SingleCommand): Promise<Outcome> {
  // The table pairs each name with its own wire command; a look-up by a union of names loses the pair.
  const translation = translations[wire.name] as Translation<Name>
  return translation(wire, hub, identity)
}
