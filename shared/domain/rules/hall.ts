import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, liveCounter } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The visitor has touched the pad: from now on nobody can take back the step that asked for the rating. */
export function beginRating(state: CentreState, command: Of<'begin-rating'>, context: Context): Decision {
  const { actor } = context
  const { counterId } = command
  if (actor.kind === 'device' && actor.counterId !== counterId) return refuse('forbidden')
  const { rating } = liveCounter(state, counterId)
  if (rating === null) return refuse('rating-not-open')
  if (rating.begun === true) return ok([])
  return ok([event('RatingBegun', { ticketId: rating.ticketId, leg: rating.leg, counterId })])
}

/** The pad waited and nobody pressed: 未评价, never a default good. */
export function lapseRating(state: CentreState, command: Of<'lapse-rating'>, context: Context): Decision {
  const { actor } = context
  if (actor.kind === 'device' && actor.counterId !== command.counterId) return refuse('forbidden')
  // Whoever has been told to leave the hall has not kept the pad waiting.
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  const { rating } = liveCounter(state, command.counterId)
  if (rating === null) return refuse('rating-not-open')
  const data = { ticketId: rating.ticketId, leg: rating.leg, counterId: command.counterId }
  return ok([event('RatingLapsed', data)])
}

/** Whether help has been called for there and is on its way. */
function isHeard({ emergency }: CentreState, counterId: string | null): boolean {
  if (emergency === null) return false
  const isFirst = emergency.kind === 'help' && emergency.counterId === counterId
  return isFirst || emergency.others?.includes(counterId) === true
}

/** Calls colleagues, or switches the hall to the emergency plan; ends by hand. */
export function raiseEmergency(
  state: CentreState,
  command: Of<'raise-emergency'>,
  context: Context,
): Decision {
  const { actor } = context
  const counterId = actor.kind === 'device' ? actor.counterId : command.counterId
  if (counterId !== null && !state.counters.has(counterId)) return refuse('counter-unknown')
  const { emergency } = state
  if (command.kind === 'plan' ? emergency?.kind === 'plan' : isHeard(state, counterId)) return ok([])
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

/** A new roll of paper in a ticket printer whose paper is counted; its machine then counts from the beginning. */
export function changeRoll(
  state: CentreState,
  { deviceId }: Of<'change-roll'>,
  { actor }: Context,
): Decision {
  if (state.devices.get(deviceId)?.ticketsLeft === undefined) return refuse('not-found')
  return ok([event('RollChanged', { deviceId, staffId: actor.kind === 'staff' ? actor.staffId : null })])
}

/** Writes an announcement of this machine's loudspeaker into the play log. */
export function reportAnnouncement({ report }: Of<'report-announcement'>, { actor }: Context): Decision {
  if (actor.kind !== 'device') return refuse('forbidden')
  return ok([event('AnnouncementEnded', { deviceId: actor.deviceId, ...report })])
}
