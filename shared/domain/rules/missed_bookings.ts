import { barOf } from '../bars.ts'
import { type DomainEvent, event } from '../events.ts'
import { lateMinutes, runningNow } from '../halts.ts'
import { localMoment, openHours } from '../hours.ts'
import { rulesOf } from '../policy.ts'
import type { CentreState } from '../state.ts'
import type { Booking } from '../ticket.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Why somebody is barred who missed too many. */
export const missedTooMany = 'no-shows'

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
    return [event('PersonBarred', { personRef, until, reason: missedTooMany, scope: 'booking' })]
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

/** Why a visitor could not have used a booking, or null: nobody has missed a time that the centre did not keep. */
type Excuse = 'service-suspended' | 'service-closed' | 'emergency' | 'day-closed'

function unkept(state: CentreState, { serviceId, slotAt }: Booking): Excuse | null {
  const service = state.services.get(serviceId)
  if (service?.enabled !== true) return 'service-suspended'
  // A holiday or other hours since it was booked.
  return openHours(service, state.policy, slotAt) === null ? 'service-closed' : null
}

/** The same at the end of the day: of bookings whose time was cut short, or has not come. */
export const cutShort =
  (state: CentreState, now: number) =>
  ({ serviceId, slotAt }: Booking): Excuse | null => {
    const { bookingEarlyMinutes, bookingLateMinutes } = rulesOf(state.policy, state.services.get(serviceId))
    const isCut = runningNow(state, slotAt - bookingEarlyMinutes * minuteMs, now) < now
    if (state.emergency?.kind === 'plan' || isCut) return 'emergency'
    return lateMinutes(state, slotAt, now) <= bookingLateMinutes ? 'day-closed' : null
  }

/**
 * The open bookings of which something is true are missed, or taken back if their visitor came without them or could
 * not have come; who has missed too many cannot book for a while.
 */
export function missed(
  state: CentreState,
  isOver: (booking: Booking) => boolean,
  now: number,
  excuse: (booking: Booking) => Excuse | null = () => null,
): DomainEvent[] {
  const over = [...state.bookings.values()].filter(
    (each) => each.state === 'BOOKED' && each.cameAt === undefined && isOver(each),
  )
  const judged = over.map((each) => ({
    each,
    reason: hasCome(state, each) ? ('came-without-it' as const) : (unkept(state, each) ?? excuse(each)),
  }))
  const absent = judged.flatMap(({ each, reason }) => (reason === null ? [each] : []))
  return [
    ...judged.flatMap(({ each: { id: bookingId }, reason }) =>
      reason === null ? [] : [event('BookingCancelled', { bookingId, reason })],
    ),
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
