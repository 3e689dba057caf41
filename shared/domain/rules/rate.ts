import { ok, type Result } from '#basics'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, findTicket } from '../state.ts'
import { noted } from './merge_parts.ts'

type Decision = Result<DomainEvent[], Refusal>
type Rate = Extract<Command, { type: 'rate' }>

const worstTwo = 2

/** Whom a rating is about: who served the visit, where and for what. */
interface Rated {
  readonly counterId: string
  readonly staffId: string
  readonly serviceId: string
  /** When it lapsed, ms since the epoch; null while it is open. */
  readonly lapsedAt: number | null
  /** Nobody can have rated it earlier, whatever the pad's clock says; ms since the epoch. */
  readonly notBefore: number
  /** Of a visit of an earlier day: which. */
  readonly businessDay?: string
}

/** The visit as this day knows it; a rating that has lapsed says when. */
function ratedToday(state: CentreState, { ticketId, leg: index }: Rate): Rated | null {
  const ticket = findTicket(state, ticketId)
  const leg =
    ticket === null ? undefined : [...ticket.pastLegs, ticket.leg].find((each) => each.index === index)
  if (leg === undefined) return null
  const shown = [...state.counterLive].find(
    ([, { rating }]) => rating?.ticketId === ticketId && rating.leg === index,
  )
  // A visit taken up again may have gone on to another counter: the rating is about who was asked about.
  const counterId = shown?.[0] ?? leg.counterId
  const staffId = shown?.[1].rating?.staffId ?? leg.staffId
  if (counterId === null || staffId === null) return null
  const { serviceId } = leg
  const about = { counterId, staffId, serviceId, notBefore: leg.endedAt ?? leg.enqueuedAt }
  if (leg.rating === 'open') return { ...about, lapsedAt: null }
  const lapsed = state.ratings.find(
    (each) => each.ticketId === ticketId && each.leg === index && each.marks === null,
  )
  const isLapsed = leg.rating === 'unrated' && lapsed !== undefined
  return isLapsed ? { ...about, lapsedAt: lapsed.at } : null
}

/** The visit a rating is for, of this day or of one before. */
function ratedVisit(state: CentreState, command: Rate): Rated | null {
  const { ticketId, leg } = command
  const visit = state.unrated.find((each) => each.ticketId === ticketId && each.leg === leg)
  if (visit === undefined) return ratedToday(state, command)
  if (visit.isRated) return null
  const { counterId, staffId, serviceId, businessDay, at, ticket } = visit
  return { counterId, staffId, serviceId, businessDay, lapsedAt: at, notBefore: ticket.issuedAt }
}

/** A rating that came after its visit counts as not rated for good: kept for a manager, and counted nowhere. */
function tooLate(state: CentreState, command: Rate, context: Context): Decision {
  const { past, marks, reasons, commentRef, givenAt } = command
  const { actor, now } = context
  if (past === undefined || givenAt === undefined) return refuse('ticket-unknown')
  // The history knows where the visit ended; it may have been another counter that asked.
  const counterId = actor.kind === 'device' ? actor.counterId : past.counterId
  const rating = { marks, reasons, commentRef }
  const facts = { kind: 'rating-late', did: 'rate', ...past, counterId, rating } as const
  return ok([noted(state, context, facts, Math.min(givenAt, now))])
}

const isKnown = (state: CentreState, ticketId: string) =>
  findTicket(state, ticketId) !== null || state.unrated.some((visit) => visit.ticketId === ticketId)

/**
 * A rating from the pad of the counter that served, once, while it is open (S24, S25); given in time at a pad without
 * the hub it counts when it comes, also after the day of its visit, and takes the place of the note that none was given.
 * More than a week late it counts no more, and is noted for a manager.
 */
export function rate(state: CentreState, command: Rate, context: Context): Decision {
  const { actor, now } = context
  const { ticketId, leg, marks, reasons, commentRef, channel, givenAt } = command
  const visit = ratedVisit(state, command)
  if (visit === null)
    return isKnown(state, ticketId) ? refuse('rating-not-open') : tooLate(state, command, context)
  const { lapsedAt, notBefore, ...where } = visit
  if (lapsedAt !== null && (givenAt === undefined || givenAt > lapsedAt)) return refuse('rating-not-open')
  if (actor.kind === 'device' && actor.counterId !== where.counterId) return refuse('forbidden')
  if (marks.overall <= worstTwo && reasons.length === 0 && commentRef === null)
    return refuse('reason-required')
  const given = { marks, reasons, commentRef, channel }
  const trueTime = lapsedAt === null ? {} : { occurredAt: Math.max(notBefore, Math.min(givenAt ?? now, now)) }
  return ok([event('RatingRecorded', { ticketId, leg, ...where, ...given, ...trueTime })])
}
