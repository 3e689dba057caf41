import { ok, type Result } from '#basics'
import { type Command, decide, findTicket, type Refusal, refuse } from '#domain'
import type { Identity } from '../../access/identify.ts'
import { monthReport } from '../../reports/month_report.ts'
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

/** The visit of a rating that a pad has kept for longer than the state remembers visits. */
async function pastVisit(hub: HubParts, { ticketId, givenAt }: Wire<'rate'>['body']) {
  const state = hub.centre.state()
  const isKnown =
    findTicket(state, ticketId) !== null || state.unrated.some((each) => each.ticketId === ticketId)
  const row = givenAt === undefined || isKnown ? null : await hub.store.findTicket(ticketId)
  if (row === null || row.counterId === null) return {}
  const { number, day, serviceId, counterId } = row
  return { past: { number, businessDay: day, serviceId, counterId } }
}

async function rate({ body }: Wire<'rate'>, hub: HubParts): Promise<Translated> {
  const { ticketId, leg, marks, reasons } = body
  const given = body.givenAt === undefined ? {} : { givenAt: Date.parse(body.givenAt) }
  const comment = sealedWords(hub, 'comment', body.commandId, body.comment)
  const past = await pastVisit(hub, body)
  const pressed = { leg, marks, reasons, commentRef: comment.ref, ...given, ...past }
  const rating = { ticketId, ...pressed, channel: 'pad' as const }
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

/**
 * A new password is set before the record is saved: sent again after a failure it is simply set again. A record that
 * the rules refuse leaves the old one.
 */
async function saveStaff({ body }: Wire<'save-staff'>, hub: HubParts, identity: Identity): Promise<Outcome> {
  const { staff, password, commandId } = body
  const before = hub.centre.state().staff.get(staff.id)
  const touchesAdmin = staff.roles.includes('admin') || before?.roles.includes('admin') === true
  if (touchesAdmin && !(identity.kind === 'staff' && identity.roles.includes('admin')))
    return refuse('forbidden')
  const command = { type: 'save-staff', staff } as const
  const known = await hub.store.findResults([commandId.toUpperCase()])
  if (password === undefined || known.size > 0) return ok(bare(command))
  const estimate = () => ({ p50Minutes: 0, p80Minutes: 0 })
  const context = { now: hub.clock.now(), freshId: '', actor: identity, estimate }
  const decision = decide(hub.centre.state(), command, context)
  if (!decision.ok) return decision
  await hub.access.setPassword(staff.id, password)
  return ok(bare(command))
}

/** What is signed is reckoned here, never sent in; it must be what was looked at. */
async function signReport({ period, body }: Wire<'sign-report'>, hub: HubParts): Promise<Outcome> {
  const { named, digest } = await monthReport(hub.store, period)
  // Sent again after its answer was lost it is answered as before.
  const known = await hub.store.findResults([body.commandId.toUpperCase()])
  if (digest !== body.digest && known.size === 0) return refuse('report-changed')
  return ok(bare({ type: 'sign-report', period, figures: named }))
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
  rate: async (wire, hub) => ok(await rate(wire, hub)),
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
  'lease-numbers': plain(({ body: { afresh = false } }) => ({ type: 'lease-numbers', afresh })),
  'begin-rating-task': plain(({ ticketId, body: { leg } }) => ({
    type: 'begin-rating-task',
    about: { ticketId, leg },
  })),
  'answer-rating-task': plain(({ ticketId, body: { leg, outcome, words } }) => ({
    type: 'answer-rating-task',
    about: { ticketId, leg },
    outcome,
    words,
  })),
  'sign-report': signReport,
  'save-activity': plain(({ body: { commandId: _, activityId = null, ...entry } }) => ({
    type: 'save-activity',
    activityId,
    entry,
  })),
  'save-medium': plain(({ body }) => ({ type: 'save-medium', medium: body.medium })),
  'remove-medium': plain(({ mediumId }) => ({ type: 'remove-medium', mediumId })),
  'report-plays': plain(({ body: { commandId: _, ...report } }) => ({ type: 'report-plays', report })),
  'settle-conflict': plain(({ conflictId }) => ({ type: 'settle-conflict', conflictId })),
}

/** A wire command as the rules take it; refused when its person or its password cannot be taken. */
export async function translate(hub: HubParts, identity: Identity, wire: SingleCommand): Promise<Outcome> {
  // The table pairs each name with its own wire command; a look-up by a union of names loses the pair.
  const translation = translations[wire.name] as Translation<Name>
  return translation(wire, hub, identity)
}
