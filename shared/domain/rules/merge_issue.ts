import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { type DomainEvent, type EventData, event } from '../events.ts'
import { isLeased } from '../leases.ts'
import type { ConflictKind, MergeCommand } from '../offline.ts'
import type { Refusal, RefusalCode } from '../refusal.ts'
import { numberText } from '../series.ts'
import { type CentreState, findTicket, ticketNumbered } from '../state.ts'
import type { Booking } from '../ticket.ts'
import { checkIn } from './booking.ts'
import { openTicketOf } from './issue.ts'
import { type Did, noted, otherDay } from './merge_parts.ts'
import { missedTooMany } from './missed_bookings.ts'
import { voided } from './void.ts'

type Issue = Did<'issue'>
type OfBooking = Partial<
  Pick<EventData['TicketIssued'], 'bookingId' | 'personRef' | 'agentRef' | 'slotAt' | 'party'>
>

/** What a number given without the hub has from its booking. */
interface BookedPart {
  readonly given: OfBooking
  /** Why it has nothing. */
  readonly misfit: RefusalCode | null
  /** What brings the booking back that was taken for missed. */
  readonly reopened?: readonly DomainEvent[]
}

/** A booking that was taken for missed while nobody heard that its visitor had come. */
const cameInTime = (booking: Booking | undefined, at: number): Booking | null =>
  booking?.state === 'BOOKING_MISSED' ? { ...booking, state: 'BOOKED', cameAt: booking.cameAt ?? at } : null

/** Takes back that somebody did not come, and the bar that would not be there without it. */
function reopening(state: CentreState, booking: Booking, cameAt: number): DomainEvent[] {
  const { id: bookingId, personRef, slotAt } = booking
  const reopened = event('BookingReopened', { bookingId, cameAt })
  if (personRef === null || state.bars.get(personRef)?.reason !== missedTooMany) return [reopened]
  const others = (state.noShows.get(personRef) ?? []).filter((each) => each !== slotAt)
  if (others.length >= state.policy.noShowLimit) return [reopened]
  return [reopened, event('PersonBarred', { personRef, until: null, reason: 'came-after-all' })]
}

/** The ticket the hub made for the same press is given up for the one on paper; one already called is not. */
function givenUp(state: CentreState, ticketId: string | null): DomainEvent[] {
  const ticket = ticketId === null ? undefined : state.live.get(ticketId)
  const reason = 'issued-offline'
  if (ticket?.state === 'ISSUING') return voided(state, ticket, reason)
  return ticket?.state === 'WAITING' ? [event('TicketCancelled', { ticketId: ticket.id, reason })] : []
}

/**
 * What a number has from the booking it was given for, by the rules of a check-in at that time, or why it has nothing.
 * `online`: the ticket the hub made for the same press; its booking is not used a second time by this one.
 */
function bookedPart(
  state: CentreState,
  { bookingId, delivery }: Issue,
  online: string | null,
  context: Context,
): BookedPart {
  if (bookingId === undefined) return { given: {}, misfit: null }
  const same = state.bookings.get(bookingId)
  if (online !== null && same?.ticketId === online)
    return { given: { bookingId, personRef: same.personRef, agentRef: same.agentRef }, misfit: null }
  const back = cameInTime(same, context.now)
  const decision = checkIn(
    back === null ? state : { ...state, bookings: new Map(state.bookings).set(bookingId, back) },
    { type: 'check-in', bookingId, channel: 'kiosk', delivery },
    context,
  )
  if (!decision.ok) return { given: {}, misfit: decision.error.code }
  const [issued] = decision.value
  if (issued?.type !== 'TicketIssued') return { given: {}, misfit: null }
  const { personRef, agentRef, slotAt, party } = issued.data
  const given = {
    ...{ bookingId, personRef },
    ...(agentRef === undefined ? {} : { agentRef }),
    ...(slotAt === undefined ? {} : { slotAt }),
    ...(party === undefined ? {} : { party }),
  }
  return { given, misfit: null, ...(back === null ? {} : { reopened: reopening(state, back, context.now) }) }
}

/**
 * Takes up a number a kiosk gave: it is in the queue by its time whatever else does not fit, unless somebody else has
 * it or its day is over. A booking that was used or missed meanwhile leaves an ordinary number, and a word to a person.
 */
export function mergeIssue(
  state: CentreState,
  command: MergeCommand,
  step: Issue,
  context: Context,
): Result<DomainEvent[], Refusal> {
  const { did: _, bookingId: __, series, sequence, ticketId, serviceId, ...given } = step
  const number = numberText(series, sequence)
  if (findTicket(state, ticketId) !== null) return ok([])
  const note = (kind: ConflictKind, code: RefusalCode | null = null) =>
    noted(state, context, {
      ...{ kind, counterId: null, number, serviceId, did: 'issue', code },
      ...otherDay(state, command),
    })
  if (!state.dayOpen || command.businessDay !== state.businessDay) return ok([note('day-over')])
  const service = state.services.get(serviceId)
  if (service === undefined) return ok([note('not-possible')])
  const isTaken = ticketNumbered(state, number) !== null || state.carriedNumbers.includes(number)
  if (isTaken) return ok([note('number-taken')])
  const deviceId = context.actor.kind === 'device' ? context.actor.deviceId : ''
  const isFromLease = isLeased(state, series, sequence, deviceId)
  const online = command.online?.ticketId ?? null
  const dropped = givenUp(state, online)
  const booked = bookedPart(state, step, online, context)
  const personRef = booked.given.personRef ?? step.personRef
  const other = openTicketOf(state, personRef, serviceId)
  const isSecond = other !== null && !(other.id === online && dropped.length > 0)
  const wasCalled = online !== null && dropped.length === 0 && state.live.has(online)
  const named = { ticketId, number, series, sequence, serviceId }
  return ok([
    ...dropped,
    ...(booked.reopened ?? []),
    event('TicketIssued', {
      ...given,
      ...named,
      ...booked.given,
      personRef,
      channel: 'kiosk',
      offline: true,
    }),
    ...(isFromLease ? [] : [note('number-not-leased')]),
    ...(isSecond || wasCalled ? [note('second-ticket')] : []),
    ...(booked.misfit === null ? [] : [note('booking-used', booked.misfit)]),
  ])
}
