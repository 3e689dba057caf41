import { ok, type Result } from '#basics'
import { barOf } from '../bars.ts'
import { bookingCode } from '../booking_code.ts'
import type { Service } from '../catalogue.ts'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { lateMinutes } from '../halts.ts'
import { localMoment, minuteOf, openHours } from '../hours.ts'
import { rulesOf } from '../policy.ts'
import { usedQuota } from '../quotas.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Bar, CentreState } from '../state.ts'
import type { Booking } from '../ticket.ts'
import { grantedAt } from './grants.ts'
import { alreadyHeld, numbered, openTicketOf } from './issue.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Decision = Result<DomainEvent[], Refusal>

const minuteMs = 60_000

/** Whether a time is the start of a slot in the service's hours. */
function isSlot(state: CentreState, service: Service, slotAt: number): boolean {
  const stretch = openHours(service, state.policy, slotAt)
  if (stretch === null || service.booking === undefined) return false
  const into = localMoment(slotAt, state.policy.zoneMinutes).minute - minuteOf(stretch.from)
  return slotAt % minuteMs === 0 && into % service.booking.slotMinutes === 0
}

const holdsPlace = ({ state }: Booking) => state === 'BOOKED' || state === 'CHECKED_IN'

/** Places of a slot for bookings made here: what the city was not granted. */
export const placesHere = (state: CentreState, service: Service, slotAt: number): number =>
  Math.max(0, (service.booking?.capacity ?? 0) - grantedAt(state, service.id, slotAt))

/** Places of a slot that are taken, of those for the city or of those for bookings made here. */
export const inSlot = (state: CentreState, serviceId: string, slotAt: number, isOnline: boolean) =>
  [...state.bookings.values()].filter(
    (each) =>
      each.serviceId === serviceId &&
      each.slotAt === slotAt &&
      (each.channel === 'city') === isOnline &&
      holdsPlace(each),
  ).length

/**
 * Takes in a booking the city has made and the visitor has been told of: whatever has been changed here since, a
 * place that was granted is there. Told twice it is made once.
 */
function bookOnline(
  state: CentreState,
  command: Of<'book'>,
  id: string,
  code: string,
  now: number,
): Decision {
  const { serviceId, slotAt, personRef, agentRef } = command
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (state.bookings.has(id)) return ok([])
  const { bookingMissedMinutes } = rulesOf(state.policy, service)
  if (lateMinutes(state, slotAt, now) > bookingMissedMinutes) return refuse('booking-late')
  const quota = grantedAt(state, serviceId, slotAt)
  if (inSlot(state, serviceId, slotAt, true) >= quota) return refuse('quota-used', { quota })
  const given = { bookingId: id, serviceId, slotAt, personRef, agentRef }
  return ok([event('BookingMade', { ...given, channel: 'city', code })])
}

/**
 * Books a time for a service: a slot of its hours with room left beside the places granted to the city, one booking
 * of a person for a service. The place is taken from the quotas of that day and its stretch of hours, like a number's.
 */
export function book(state: CentreState, command: Of<'book'>, context: Context): Decision {
  const { serviceId, slotAt, personRef, agentRef, party, reservation } = command
  if (reservation !== undefined)
    return bookOnline(state, command, reservation.id, reservation.code, context.now)
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  if (slotAt <= context.now || !isSlot(state, service, slotAt)) return refuse('not-bookable')
  const bar = barOf(state, personRef, 'bookings', context.now)
  if (bar !== null) return barRefusal(state, bar)
  const same = [...state.bookings.values()].filter((each) => each.serviceId === serviceId)
  if (personRef !== null && same.some((each) => each.personRef === personRef && each.state === 'BOOKED'))
    return refuse('already-booked')
  const full = fullSlot(state, service, slotAt)
  if (full !== null) return full
  const code = bookingCode(context.freshId, new Set([...state.bookings.values()].map((each) => each.code)))
  const given = { serviceId, slotAt, personRef, agentRef, ...(party === undefined ? {} : { party }) }
  return ok([event('BookingMade', { bookingId: context.freshId, code, ...given })])
}

/** Why a slot takes no more bookings made here: its own places, or the quotas of its day and hours; or null. */
function fullSlot(state: CentreState, service: Service, slotAt: number) {
  const capacity = placesHere(state, service, slotAt)
  if (inSlot(state, service.id, slotAt, false) >= capacity) return refuse('slot-full', { capacity })
  const used = usedQuota(state, service, slotAt)
  return used === null ? null : refuse('slot-full', { capacity: used.quota })
}

/**
 * Moves a booking to another slot of its service, into a place of the centre's own there; its code stays. One made at
 * the city gives the place the city has sold back to it, to be sold again once the city hears of it.
 */
export function moveBooking(state: CentreState, command: Of<'move-booking'>, context: Context): Decision {
  const found = openBooking(state, command.bookingId)
  if (!found.ok) return found
  const { id: bookingId, serviceId } = found.value
  const { slotAt } = command
  if (slotAt === found.value.slotAt) return ok([])
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  if (slotAt <= context.now || !isSlot(state, service, slotAt)) return refuse('not-bookable')
  // The place it gives up is free for it: on a day that is full it can still move.
  const others = new Map(state.bookings)
  others.delete(bookingId)
  return (
    fullSlot({ ...state, bookings: others }, service, slotAt) ??
    ok([event('BookingMoved', { bookingId, slotAt })])
  )
}

/** Who may not book is told until when; who gets no numbers at all, that. */
const barRefusal = (state: CentreState, { scope, until }: Bar) =>
  scope === 'all'
    ? refuse('barred')
    : refuse('booking-barred', { date: localMoment(until, state.policy.zoneMinutes).date })

/** A booking that is still to come, or why not. */
function openBooking(state: CentreState, bookingId: string): Result<Booking, Refusal> {
  const booking = state.bookings.get(bookingId)
  if (booking === undefined) return refuse('booking-unknown')
  if (booking.state !== 'BOOKED') return refuse('booking-state', { state: booking.state })
  return ok(booking)
}

/** Who has checked in already is told the number that still lives. */
function numberOf(state: CentreState, bookingId: string) {
  const ticket = state.live.get(state.bookings.get(bookingId)?.ticketId ?? '')
  return ticket === undefined ? {} : alreadyHeld(state, ticket)
}

/** Checks a booking in within its window: in time it keeps its slot, later it is an ordinary arrival. */
export function checkIn(state: CentreState, command: Of<'check-in'>, context: Context): Decision {
  const found = openBooking(state, command.bookingId)
  if (!found.ok)
    return refuse(found.error.code, { ...found.error.detail, ...numberOf(state, command.bookingId) })
  if (!state.dayOpen) return refuse('day-closed')
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  const { id: bookingId, serviceId, slotAt, personRef, agentRef, party, cameAt } = found.value
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  if (barOf(state, personRef, 'numbers', context.now) !== null) return refuse('barred')
  const rules = rulesOf(state.policy, service)
  const late = lateMinutes(state, slotAt, cameAt ?? context.now)
  if (late < -rules.bookingEarlyMinutes)
    return refuse('booking-early', { minutes: Math.ceil(-late - rules.bookingEarlyMinutes) })
  if (late > rules.bookingMissedMinutes) return refuse('booking-late')
  const existing = openTicketOf(state, personRef, serviceId)
  if (existing !== null) return refuse('already-has-ticket', alreadyHeld(state, existing))
  return numbered(state, service, context, {
    priority: 'normal',
    claims: [],
    personRef,
    channel: command.channel,
    delivery: command.delivery,
    bookingId,
    ...(agentRef === null ? {} : { agentRef }),
    ...(late > rules.bookingLateMinutes ? {} : { slotAt }),
    ...(party === undefined ? {} : { party }),
  })
}

/** Takes a booking back. */
export function cancelBooking(state: CentreState, command: Of<'cancel-booking'>): Decision {
  const found = openBooking(state, command.bookingId)
  if (!found.ok) return found
  return ok([event('BookingCancelled', { bookingId: found.value.id, reason: command.reason })])
}
