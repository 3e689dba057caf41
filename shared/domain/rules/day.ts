import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { hasPassed } from '../elapsed.ts'
import { type DomainEvent, event } from '../events.ts'
import { missedMs, runningNow } from '../halts.ts'
import { localMoment } from '../hours.ts'
import { rulesOf } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Booking, Ticket } from '../ticket.ts'
import { isPauseAlarm } from '../views/counter.ts'
import { estimateReport } from '../views/estimates.ts'
import { finished } from './finished.ts'
import { dueGrants } from './grants.ts'
import { cutShort, missed, missedBookings, unused } from './missed_bookings.ts'
import { voided } from './void.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Opens a business day: a new day starts the numbers again, whatever the clock says later. */
export function openDay(state: CentreState, command: Of<'open-day'>): Decision {
  if (state.dayOpen)
    return state.businessDay === command.businessDay ? ok([]) : refuse('invalid', { field: 'businessDay' })
  if (state.businessDay !== null && command.businessDay <= state.businessDay)
    return refuse('invalid', { field: 'businessDay' })
  return ok([event('DayOpened', { businessDay: command.businessDay })])
}

const isCarriedOver = (state: CentreState, ticket: Ticket) =>
  state.services.get(ticket.leg.serviceId)?.carryOver === true

/** Whether the hall is being left: nobody can come to a counter, or come back. */
const isLeft = ({ emergency }: CentreState) => emergency?.kind === 'plan'

/** What the end of the day does to a counter's ticket and to a rating nobody gave; carried tickets stay with it. */
function closeCounter(state: CentreState, counterId: string): DomainEvent[] {
  const live = liveCounter(state, counterId)
  const { rating, staffId } = live
  const ended: DomainEvent[] =
    rating === null ? [] : [event('RatingLapsed', { ticketId: rating.ticketId, leg: rating.leg, counterId })]
  const config = state.counters.get(counterId)
  if (staffId === null || config === undefined) return ended
  const ticket = state.live.get(live.currentTicketId ?? '')
  if (ticket !== undefined && isCarriedOver(state, ticket)) return ended
  if (ticket?.state === 'CALLED') {
    ended.push(event('TicketMissed', { ticketId: ticket.id, counterId }))
    if (!isLeft(state)) ended.push(event('TicketNoShow', { ticketId: ticket.id }))
  }
  if (ticket?.state === 'SERVING') {
    const unrated = { ...live, rating: null }
    const last = finished(
      state,
      { ...ticket, returnTo: null },
      { config, live: unrated, staffId },
      'incomplete',
    )
    const isAsked = last.some(({ type }) => type === 'RatingOpened')
    const lapse = event('RatingLapsed', { ticketId: ticket.id, leg: ticket.leg.index, counterId })
    ended.push(...last, ...(isAsked ? [lapse] : []))
  }
  return [...ended, event('CounterClosed', { counterId })]
}

/**
 * Closes the day: who waits or is set aside expires, unless the service carries over; who was missed did not show;
 * a number that never reached anybody is void; a visit still open is finished without a result.
 */
export function closeDay(state: CentreState, { now }: Pick<Context, 'now'>): Decision {
  if (!state.dayOpen || state.businessDay === null) return refuse('day-closed')
  const closing = [...state.counterLive.keys()].flatMap((counterId) => closeCounter(state, counterId))
  const expired: string[] = []
  for (const ticket of state.live.values()) {
    const ticketId = ticket.id
    if (ticket.state === 'ISSUING') closing.push(...voided(state, ticket, 'day-closed'))
    if (ticket.state === 'MISSED' && !isLeft(state)) closing.push(event('TicketNoShow', { ticketId }))
    const isAside = ticket.state === 'WAITING' || ticket.state === 'HELD'
    const isSentOut = isLeft(state) && (ticket.state === 'CALLED' || ticket.state === 'MISSED')
    if ((isAside || isSentOut) && !isCarriedOver(state, ticket)) expired.push(ticketId)
  }
  const { businessDay } = state
  const { zoneMinutes } = state.policy
  const isOver = ({ slotAt }: Booking) => localMoment(slotAt, zoneMinutes).date <= businessDay
  closing.push(...unused(state, isOver), ...missed(state, isOver, now, cutShort(state, now)))
  const estimates = estimateReport(state)
  return ok([...closing, event('DayClosed', { businessDay, expired, estimates })])
}

function dueOf(state: CentreState, ticket: Ticket, now: number): DomainEvent[] {
  const { issuingFlagMinutes } = state.policy
  const { reactivateWithinMinutes } = rulesOf(state.policy, state.services.get(ticket.leg.serviceId))
  const ticketId = ticket.id
  if (ticket.state === 'HELD' && ticket.heldUntil !== null && ticket.heldUntil <= now)
    return [event('TicketResumed', { ticketId, by: 'timer' })]
  const isForgotten = hasPassed(ticket.issuedAt, now, issuingFlagMinutes * 60_000)
  if (ticket.state === 'ISSUING' && ticket.printed === 'pending' && isForgotten)
    return [event('TicketPrintUnknown', { ticketId, reason: 'no-result' })]
  const missedFor = missedMs(state, ticket, now)
  if (ticket.state === 'MISSED' && missedFor > reactivateWithinMinutes * 60_000)
    return [event('TicketNoShow', { ticketId })]
  return []
}

/** What has fallen due: held tickets that return, ratings not given, prints nobody reported, places for the city, the next day. */
export function tick(state: CentreState, context: Context): Decision {
  const { now } = context
  // The end of the day settles everything itself; what is due in the new day comes with the next tick.
  const rolled = rollOver(state, now)
  if (rolled.length > 0) return ok(rolled)
  const due = [...state.live.values()].flatMap((ticket) => dueOf(state, ticket, now))
  for (const [counterId, { rating }] of state.counterLive) {
    if (rating === null) continue
    const running = runningNow(state, rating.since, now)
    if (hasPassed(rating.since, running, state.policy.ratingSeconds * 1_000))
      due.push(event('RatingLapsed', { ticketId: rating.ticketId, leg: rating.leg, counterId }))
  }
  return ok([...due, ...overrunPauses(state, now), ...missedBookings(state, now), ...dueGrants(state, now)])
}

/** Pauses that have become too long and of which the manager has not been told yet (queue rules, pause). */
const overrunPauses = (state: CentreState, now: number): DomainEvent[] =>
  [...state.counterLive].flatMap(([counterId, { paused, staffId }]) => {
    if (paused === null || paused.alarmed === true || !isPauseAlarm(state, counterId, now)) return []
    const { reason, since } = paused
    return [event('PauseOverrun', { counterId, staffId, reason, since })]
  })

/** The next business day opens when its date has come; a clock set back never reopens an old one. */
export function rollOver(state: CentreState, now: number): DomainEvent[] {
  const today = localMoment(now, state.policy.zoneMinutes).date
  if (state.site === null || (state.businessDay !== null && today <= state.businessDay)) return []
  const closing = state.dayOpen ? closeDay(state, { now }) : ok<DomainEvent[]>([])
  return closing.ok ? [...closing.value, event('DayOpened', { businessDay: today })] : []
}
