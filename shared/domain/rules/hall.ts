import { ok, type Result } from '#basics'
import { canonicalJson } from '../canonical_json.ts'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, findTicket, liveCounter } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

const worstTwo = 2

/** A rating from the pad of the counter that served, once, while it is open (S24, S25). */
export function rate(state: CentreState, command: Of<'rate'>, context: Context): Decision {
  const ticket = findTicket(state, command.ticketId)
  if (ticket === null) return refuse('ticket-unknown')
  const leg = [...ticket.pastLegs, ticket.leg].find((each) => each.index === command.leg)
  const { actor } = context
  if (leg === undefined || leg.rating !== 'open' || leg.counterId === null || leg.staffId === null)
    return refuse('rating-not-open')
  if (actor.kind === 'device' && actor.counterId !== leg.counterId) return refuse('forbidden')
  if (command.marks.overall <= worstTwo && command.reasons.length === 0 && command.commentRef === null)
    return refuse('reason-required')
  return ok([
    event('RatingRecorded', {
      ticketId: ticket.id,
      leg: leg.index,
      counterId: leg.counterId,
      staffId: leg.staffId,
      serviceId: leg.serviceId,
      marks: command.marks,
      reasons: command.reasons,
      commentRef: command.commentRef,
      channel: command.channel,
    }),
  ])
}

/** The pad waited and nobody pressed: 未评价, never a default good. */
export function lapseRating(state: CentreState, command: Of<'lapse-rating'>, context: Context): Decision {
  const { actor } = context
  if (actor.kind === 'device' && actor.counterId !== command.counterId) return refuse('forbidden')
  const { rating } = liveCounter(state, command.counterId)
  if (rating === null) return refuse('rating-not-open')
  const data = { ticketId: rating.ticketId, leg: rating.leg, counterId: command.counterId }
  return ok([event('RatingLapsed', data)])
}

/** Calls colleagues, or switches the hall to the emergency plan; ends by hand. */
export function raiseEmergency(
  state: CentreState,
  command: Of<'raise-emergency'>,
  context: Context,
): Decision {
  const { actor } = context
  const counterId = actor.kind === 'device' ? actor.counterId : command.counterId
  const { emergency } = state
  const isSame =
    emergency?.kind === command.kind && (command.kind === 'plan' || emergency.counterId === counterId)
  if (isSame) return ok([])
  const staffId = actor.kind === 'staff' ? actor.staffId : null
  return ok([event('EmergencyRaised', { counterId, staffId, kind: command.kind })])
}

/** Ends an emergency. */
export function endEmergency(state: CentreState, context: Context): Decision {
  if (state.emergency === null) return refuse('no-emergency')
  const { actor } = context
  return ok([event('EmergencyEnded', { staffId: actor.kind === 'staff' ? actor.staffId : null })])
}

/** Notes a device's state when it changed. */
export function reportDevice(state: CentreState, command: Of<'report-device'>): Decision {
  const { report } = command
  const before = state.devices.get(report.deviceId)
  const isSame =
    before !== undefined &&
    before.state === report.state &&
    before.reason === report.reason &&
    before.ticketsLeft === report.ticketsLeft
  return ok(isSame ? [] : [event('DeviceReported', report)])
}

/** Saves a service; its letter is its own, and never I or O, which read like figures. */
export function saveService(state: CentreState, command: Of<'save-service'>): Decision {
  const { service } = command
  if (!/^[A-HJ-NP-Z]$/.test(service.prefix)) return refuse('invalid', { field: 'prefix' })
  const twin = [...state.services.values()].find(
    (each) => each.id !== service.id && each.prefix === service.prefix,
  )
  if (twin !== undefined) return refuse('prefix-taken', { serviceId: twin.id })
  return ok([event('ServiceSaved', { service })])
}

/** Saves a counter, its profile and its sign. */
export function saveCounter(state: CentreState, command: Of<'save-counter'>): Decision {
  const { counter } = command
  const asked = (counter.conditions ?? []).flatMap((each) => [each.serviceId, each.callServiceId])
  const named = [...counter.serviceIds, ...(counter.overflowServiceIds ?? []), ...asked]
  if (named.some((id) => !state.services.has(id))) return refuse('service-unknown')
  if (counter.rosteredStaffId !== null && !state.staff.has(counter.rosteredStaffId))
    return refuse('staff-unknown')
  return ok([event('CounterSaved', { counter })])
}

/** Saves a member of staff; a user name belongs to one person. */
export function saveStaff(state: CentreState, command: Of<'save-staff'>): Decision {
  const { staff } = command
  const isTaken = [...state.staff.values()].some(
    (each) => each.id !== staff.id && each.username === staff.username,
  )
  if (isTaken) return refuse('invalid', { field: 'username' })
  return ok([event('StaffSaved', { staff })])
}

/** Saves how tickets look on paper of one width; the same look again is nothing. */
export function saveTicketTemplate(state: CentreState, command: Of<'save-ticket-template'>): Decision {
  const { template } = command
  const before = state.ticketTemplates.get(String(template.paperMm))
  const isSame = before !== undefined && canonicalJson(before) === canonicalJson(template)
  return ok(isSame ? [] : [event('TicketTemplateSaved', { template })])
}
