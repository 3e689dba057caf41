import { ok, type Result } from '#basics'
import { type CentreState, type CommandType, findTicket, isPermitted, type Refusal, refuse } from '#domain'
import type { RouteName, WireCommand } from '#protocol'
import type { Identity } from '../access/identify.ts'
import { actorName, type Request } from '../core/batch.ts'
import { bookingReplyOf, counterReplyOf, ticketReplyAtIssue, ticketReplyNow } from '../core/replies.ts'
import type { HubParts } from './hub_parts.ts'
import { translate } from './translate/translate.ts'
import type { SingleCommand } from './translate/translated.ts'

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
  'save-medium': 'putMedium',
  'remove-medium': 'removeMedium',
  'report-plays': null,
  'lease-numbers': null,
  'merge-offline': null,
  'settle-conflict': 'settleConflict',
  'begin-rating-task': 'beginRatingTask',
  'answer-rating-task': 'answerRatingTask',
  'sign-report': 'signReport',
  'save-activity': 'saveActivity',
}

/** The rules' name of a command: what rights are asked by, and metrics. */
export const commandTypeOf = (wire: WireCommand): CommandType =>
  wire.name === 'counter' ? wire.body.type : wire.name

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
