import { barOf } from '../bars.ts'
import { type DomainEvent, event } from '../events.ts'
import { lateMinutes, runningNow } from '../halts.ts'
import { localMoment } from '../hours.ts'
import { rulesOf } from '../policy.ts'
import type { CentreState } from '../state.ts'
import type { Booking } from '../ticket.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Bars those from booking who did not come too often: `fresh` are the bookings they miss just now. */
function limited(state: CentreState, fresh: readonly Booking[], now: number): DomainEvent[] {
  const { noShowLimit, noShowWithinDays, noShowBarDays } = state.policy
  if (noShowLimit === 0) return []
  const people = new Set(fresh.flatMap(({ personRef }) => personRef ?? []))
  return [...people].flatMap((personRef) => {
    const known = state.noShows.get(personRef) ?? []
    const slots = [
      ...known,
      ...fresh.filter((each) => each.personRef === personRef).map((each) => each.slotAt),
    ]
    const recent = slots.filter((slotAt) => slotAt > now - noShowWithinDays * dayMs)
    if (recent.length < noShowLimit || barOf(state, personRef, 'bookings', now) !== null) return []
    const until = now + noShowBarDays * dayMs
    return [event('PersonBarred', { personRef, until, reason: 'no-shows', scope: 'booking' })]
  })
}

/** Whether whoever booked has taken an ordinary number for the service that day. */
function hasCome(state: CentreState, { personRef, serviceId, slotAt }: Booking): boolean {
  if (personRef === null) return false
  const dayOf = (at: number) => localMoment(at, state.policy.zoneMinutes).date
  return [...state.live.values(), ...state.closed.values()].some(
    (ticket) =>
      ticket.personRef === personRef &&
      ticket.state !== 'VOID' &&
      dayOf(ticket.issuedAt) === dayOf(slotAt) &&
      [...ticket.pastLegs, ticket.leg].some((leg) => leg.serviceId === serviceId),
  )
}

/** Of the bookings still open at the end of the day: whether the emergency plan took time from their window. */
export const wasShutOut =
  (state: CentreState, now: number) =>
  ({ serviceId, slotAt }: Booking): boolean => {
    const { bookingEarlyMinutes } = rulesOf(state.policy, state.services.get(serviceId))
    return (
      state.emergency?.kind === 'plan' ||
      runningNow(state, slotAt - bookingEarlyMinutes * minuteMs, now) < now
    )
  }

/**
 * The open bookings of which something is true are missed, or taken back if their visitor came without them or was
 * shut out by an emergency; who has missed too many cannot book for a while.
 */
export function missed(
  state: CentreState,
  isOver: (booking: Booking) => boolean,
  now: number,
  isShutOut: (booking: Booking) => boolean = () => false,
): DomainEvent[] {
  const over = [...state.bookings.values()].filter(
    (each) => each.state === 'BOOKED' && each.cameAt === undefined && isOver(each),
  )
  const came = over.filter((each) => hasCome(state, each))
  const shutOut = over.filter((each) => !came.includes(each) && isShutOut(each))
  const absent = over.filter((each) => !came.includes(each) && !shutOut.includes(each))
  return [
    ...came.map(({ id }) => event('BookingCancelled', { bookingId: id, reason: 'came-without-it' })),
    ...shutOut.map(({ id }) => event('BookingCancelled', { bookingId: id, reason: 'emergency' })),
    ...absent.map(({ id }) => event('BookingMissed', { bookingId: id })),
    ...limited(state, absent, now),
  ]
}

/**
 * At the end of the day: bookings whose visitor came and whose number never reached anybody, then or now. They are
 * taken back, not missed: nobody is to be barred because a printer failed.
 */
export function unused(state: CentreState, isOver: (booking: Booking) => boolean): DomainEvent[] {
  const isVoid = ({ ticketId }: Booking) => state.live.get(ticketId ?? '')?.state === 'ISSUING'
  return [...state.bookings.values()]
    .filter((each) => (each.state === 'BOOKED' && each.cameAt !== undefined && isOver(each)) || isVoid(each))
    .map(({ id }) => event('BookingCancelled', { bookingId: id, reason: 'number-void' }))
}

/** Bookings whose window is over at a moment. */
export const missedBookings = (state: CentreState, now: number): DomainEvent[] =>
  missed(
    state,
    ({ serviceId, slotAt }) => {
      const { bookingMissedMinutes } = rulesOf(state.policy, state.services.get(serviceId))
      return lateMinutes(state, slotAt, now) > bookingMissedMinutes
    },
    now,
  )
