import { assertNever, ok, type Result } from '#basics'
import {
  type CentreState,
  type Command,
  type CommandType,
  findTicket,
  isPermitted,
  type Refusal,
  refuse,
} from '#domain'
import type { CounterBody, IssueBody, RouteName, WireCommand } from '#protocol'
import type { Identity } from '../access/identify.ts'
import { actorName, type Request } from '../core/batch.ts'
import { bookingReplyOf, counterReplyOf, ticketReplyAtIssue, ticketReplyNow } from '../core/replies.ts'
import type { SealedField } from '../store/event_store.ts'
import type { HubParts } from './hub_parts.ts'

type Of<Name extends WireCommand['name']> = Extract<WireCommand, { name: Name }>

/** A wire command as the rules take it, with the vault rows that go with it. */
interface Translated {
  readonly command: Command
  readonly sealed: readonly SealedField[]
}

/** The HTTP route that stands for each command of the socket, so that both ask the same rights; null has none. */
export const routeOf: Readonly<Record<WireCommand['name'], RouteName | null>> = {
  issue: 'issueTicket',
  'print-result': 'printResult',
  reprint: 'reprintTicket',
  cancel: 'cancelTicket',
  reactivate: 'reactivateTicket',
  'walk-out': 'leaveTicket',
  'document-ready': 'documentReady',
  'grant-priority': 'grantPriority',
  bar: 'barPerson',
  book: 'book',
  'check-in': 'checkIn',
  'move-booking': 'moveBooking',
  'cancel-booking': 'cancelBooking',
  counter: 'counterCommand',
  rate: 'rate',
  'lift-bar': 'liftBar',
  'begin-rating': 'beginRating',
  'lapse-rating': 'lapseRating',
  'raise-emergency': 'raiseEmergency',
  'end-emergency': 'endEmergency',
  'close-day': 'closeDay',
  'save-service': 'putService',
  'save-counter': 'putCounter',
  'save-staff': 'putStaff',
  'save-ticket-template': 'putTicketTemplate',
  configure: 'configure',
  'report-device': null,
  'change-roll': 'changeRoll',
  'report-announcement': null,
  'lease-numbers': null,
  'merge-offline': null,
  'settle-conflict': 'settleConflict',
}

const commandTypeOf = (wire: WireCommand): CommandType =>
  wire.name === 'counter' ? wire.body.type : wire.name

const bare = (command: Command): Result<Translated, Refusal> => ok({ command, sealed: [] })

async function issue(
  hub: HubParts,
  identity: Identity,
  body: IssueBody,
): Promise<Result<Translated, Refusal>> {
  const { visitor, anonymous, serviceId, claims } = body
  const atKiosk = identity.kind === 'device' && identity.role === 'kiosk'
  // The card's person is known to the agent of that machine only: it fills it in before the command comes here.
  if (visitor !== undefined && 'cardSession' in visitor) return refuse('person-unknown')
  const person = anonymous === true || visitor === undefined ? {} : visitor
  const day = hub.centre.state().businessDay ?? ''
  const sealed = await hub.vault.sealPerson(person, day, hub.clock.now())
  if (!sealed.ok) return sealed
  const { personRef, age } = sealed.value
  const agent = await sealAgent(hub, body.agent)
  if (!agent.ok) return agent
  const extra = {
    ...(agent.value.personRef === null ? {} : { agentRef: agent.value.personRef }),
    ...(body.groupSize === undefined ? {} : { groupSize: body.groupSize }),
    ...(body.party === undefined ? {} : { party: body.party }),
  }
  const channel = atKiosk ? 'kiosk' : 'guide'
  const delivery = body.delivery ?? (atKiosk ? 'print' : 'spoken')
  const given = { serviceId, personRef, age, claims, channel, delivery } as const
  const rows = [...sealed.value.sealed, ...agent.value.sealed]
  return ok({ command: { type: 'issue', ...given, ...extra }, sealed: rows })
}

/** Seals who acts for somebody, apart from that person. */
const sealAgent = (hub: HubParts, agent: IssueBody['agent']) =>
  hub.vault.sealPerson(agent ?? {}, hub.centre.state().businessDay ?? '', hub.clock.now())

async function book(hub: HubParts, { body }: Of<'book'>): Promise<Result<Translated, Refusal>> {
  const person = await sealAgent(hub, body.visitor)
  if (!person.ok) return person
  const agent = await sealAgent(hub, body.agent)
  if (!agent.ok) return agent
  const refs = { personRef: person.value.personRef, agentRef: agent.value.personRef }
  const slotAt = Date.parse(body.slotAt)
  const party = body.party === undefined ? {} : { party: body.party }
  const sealed = [...person.value.sealed, ...agent.value.sealed]
  return ok({ command: { type: 'book', serviceId: body.serviceId, slotAt, ...refs, ...party }, sealed })
}

function checkIn(identity: Identity, { bookingId, body }: Of<'check-in'>): Command {
  const atKiosk = identity.kind === 'device' && identity.role === 'kiosk'
  const delivery = body.delivery ?? (atKiosk ? 'print' : 'spoken')
  return { type: 'check-in', bookingId, channel: atKiosk ? 'kiosk' : 'guide', delivery }
}

/** Words are sealed under a reference made of the command's id, so that a repetition says the same. */
const wordsRef = (commandId: string) => `w-${commandId.toUpperCase()}`

function words(hub: HubParts, kind: 'note' | 'comment', commandId: string, text: string | undefined) {
  if (text === undefined || text.trim() === '') return { ref: null, sealed: [] }
  const ref = wordsRef(commandId)
  return { ref, sealed: [hub.vault.sealWords(kind, ref, text.trim(), hub.clock.now())] }
}

function atCounter(hub: HubParts, counterId: string, body: CounterBody): Translated {
  const plain = (command: Command): Translated => ({ command, sealed: [] })
  switch (body.type) {
    case 'open':
      return plain({ counterId, type: 'open', staffId: body.staffId ?? null })
    case 'call-next': {
      const { finishCurrent = false } = body
      const outcome = typeof finishCurrent === 'string' ? finishCurrent : finishCurrent ? 'done' : null
      return plain({ counterId, type: 'call-next', finishCurrent: outcome })
    }
    case 'hold': {
      const { scope, until, reason } = body
      return plain({
        counterId,
        type: 'hold',
        scope,
        until: until === undefined ? null : Date.parse(until),
        reason,
        ...(body.awaits === undefined ? {} : { awaits: body.awaits }),
      })
    }
    case 'transfer': {
      const { serviceId = null, toCounterId = null, staffId = null, position, returnToMe } = body
      const held = body.ticketId === undefined ? {} : { ticketId: body.ticketId }
      const note = words(hub, 'note', body.commandId, body.note)
      const target = { serviceId, toCounterId, staffId, position, returnToMe, noteRef: note.ref, ...held }
      return { command: { counterId, type: 'transfer', ...target }, sealed: note.sealed }
    }
    case 'call-number':
      return plain({ counterId, type: 'call-number', number: body.number, reason: body.reason })
    case 'finish':
      return plain({ counterId, type: 'finish', outcome: body.outcome })
    case 'resume':
      return plain({ counterId, type: 'resume', ticketId: body.ticketId })
    case 'next-service': {
      const { serviceId, stays, outcome } = body
      return plain({ counterId, type: 'next-service', serviceId, stays, outcome })
    }
    case 'recuse':
      return plain({ counterId, type: 'recuse', reason: body.reason })
    case 'pause':
      return plain({ counterId, type: 'pause', reason: body.reason })
    default:
      return plain({ counterId, type: body.type })
  }
}

function rate(hub: HubParts, { body }: Of<'rate'>): Translated {
  const { ticketId, leg, marks, reasons } = body
  const given = body.givenAt === undefined ? {} : { givenAt: Date.parse(body.givenAt) }
  const comment = words(hub, 'comment', body.commandId, body.comment)
  const rating = { ticketId, leg, marks, reasons, commentRef: comment.ref, channel: 'pad' as const, ...given }
  return { command: { type: 'rate', ...rating }, sealed: comment.sealed }
}

const printResults = { true: 'confirmed', false: 'failed' } as const

function printResult({ ticketId, body }: Of<'print-result'>): Command {
  const { printed, reason } = body
  const result = typeof printed === 'boolean' ? printResults[`${printed}`] : printed
  return { type: 'print-result', ticketId, result, reason }
}

/** A new password is set before the record is saved: sent again after a failure it is simply set again. */
async function saveStaff(
  hub: HubParts,
  identity: Identity,
  { body }: Of<'save-staff'>,
): Promise<Result<Translated, Refusal>> {
  const { staff, password, commandId } = body
  const before = hub.centre.state().staff.get(staff.id)
  const touchesAdmin = staff.roles.includes('admin') || before?.roles.includes('admin') === true
  if (touchesAdmin && !(identity.kind === 'staff' && identity.roles.includes('admin')))
    return refuse('forbidden')
  const known = await hub.store.findResults([commandId.toUpperCase()])
  if (password !== undefined && known.size === 0) await hub.access.setPassword(staff.id, password)
  return bare({ type: 'save-staff', staff })
}

/** A wire command that is one command; a merge is many. */
export type SingleCommand = Exclude<WireCommand, { name: 'merge-offline' }>

async function translate(
  hub: HubParts,
  identity: Identity,
  wire: SingleCommand,
): Promise<Result<Translated, Refusal>> {
  switch (wire.name) {
    case 'issue':
      return issue(hub, identity, wire.body)
    case 'counter':
      return ok(atCounter(hub, wire.counterId, wire.body))
    case 'rate':
      return ok(rate(hub, wire))
    case 'save-staff':
      return saveStaff(hub, identity, wire)
    case 'print-result':
      return bare(printResult(wire))
    case 'reprint':
      return bare({ type: 'reprint', ticketId: wire.ticketId })
    case 'reactivate':
    case 'cancel':
      return bare({ type: wire.name, ticketId: wire.ticketId, reason: wire.body.reason })
    case 'lift-bar':
      return bare({ type: 'lift-bar', personRef: wire.personRef, reason: wire.body.reason })
    case 'book':
      return book(hub, wire)
    case 'check-in':
      return bare(checkIn(identity, wire))
    case 'move-booking':
      return bare({ type: 'move-booking', bookingId: wire.bookingId, slotAt: Date.parse(wire.body.slotAt) })
    case 'cancel-booking':
      return bare({ type: 'cancel-booking', bookingId: wire.bookingId, reason: wire.body.reason })
    case 'walk-out':
    case 'document-ready':
      return bare({ type: wire.name, ticketId: wire.ticketId })
    case 'grant-priority': {
      const { priority, reason } = wire.body
      return bare({ type: 'grant-priority', ticketId: wire.ticketId, priority, reason })
    }
    case 'bar': {
      const { until, reason } = wire.body
      const at = until === null ? null : Date.parse(until)
      return bare({ type: 'bar', ticketId: wire.ticketId, until: at, reason })
    }
    case 'begin-rating':
    case 'lapse-rating':
      return bare({ type: wire.name, counterId: wire.counterId })
    case 'raise-emergency':
      return bare({ type: 'raise-emergency', kind: wire.body.kind, counterId: wire.body.counterId ?? null })
    case 'end-emergency':
    case 'close-day':
      return bare({ type: wire.name })
    case 'save-service':
      return bare({ type: 'save-service', service: wire.body.service })
    case 'save-counter':
      return bare({ type: 'save-counter', counter: wire.body.counter })
    case 'save-ticket-template':
      return bare({ type: 'save-ticket-template', template: wire.body.template })
    case 'configure':
      return bare({ type: 'configure', site: wire.body.site, policy: wire.body.policy })
    case 'report-device': {
      const { commandId: _, ...report } = wire.body
      return bare({ type: 'report-device', report })
    }
    case 'change-roll':
      return bare({ type: 'change-roll', deviceId: wire.deviceId })
    case 'report-announcement': {
      const { commandId: _, ...report } = wire.body
      return bare({ type: 'report-announcement', report })
    }
    case 'lease-numbers':
      return bare({ type: 'lease-numbers' })
    case 'settle-conflict':
      return bare({ type: 'settle-conflict', conflictId: wire.conflictId })
    default:
      return assertNever(wire)
  }
}

/** What a sender is shown of the state just after its command. */
function replyTo(hub: HubParts, wire: SingleCommand): Request['reply'] {
  const ticket = (state: CentreState, ticketId: string, fresh: boolean) => {
    const found = findTicket(state, ticketId)
    if (found === null) return null
    return fresh ? ticketReplyNow(state, found, hub.clock.now()) : ticketReplyAtIssue(found)
  }
  switch (wire.name) {
    case 'issue':
    case 'check-in':
      return (state, [event]) =>
        event?.type === 'TicketIssued' ? ticket(state, event.data.ticketId, false) : null
    case 'print-result':
    case 'cancel':
    case 'walk-out':
      return (state) => ticket(state, wire.ticketId, false)
    case 'reprint':
    case 'reactivate':
    case 'document-ready':
    case 'grant-priority':
      return (state) => ticket(state, wire.ticketId, true)
    case 'book':
      return (state, [event]) =>
        event?.type === 'BookingMade' ? bookingReplyOf(state, event.data.bookingId) : null
    case 'move-booking':
    case 'cancel-booking':
      return (state) => bookingReplyOf(state, wire.bookingId)
    case 'counter':
      return (state) => counterReplyOf(state, wire.counterId)
    case 'lease-numbers':
      return (state) => ({ revision: state.revision, sealKey: hub.vault.postKey })
    default:
      return (state) => ({ revision: state.revision })
  }
}

/** Makes a wire command of a verified sender into a request; refuses what it may not send or what does not parse. */
export async function requestOf(
  hub: HubParts,
  identity: Identity,
  wire: SingleCommand,
): Promise<Result<Request, Refusal>> {
  if (!isPermitted(identity, commandTypeOf(wire))) return refuse('forbidden')
  const translated = await translate(hub, identity, wire)
  if (!translated.ok) return translated
  return ok({
    commandId: wire.body.commandId.toUpperCase(),
    actor: identity,
    ...translated.value,
    fingerprint: hub.vault.fingerprint(`${actorName(identity)} ${JSON.stringify(wire)}`),
    reply: replyTo(hub, wire),
  })
}

/** The type of a command, for metrics. */
export { commandTypeOf }
