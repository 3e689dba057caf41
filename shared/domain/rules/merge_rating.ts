import { ok, type Result } from '#basics'
import type { Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import type { ConflictKind, MergeCommand } from '../offline.ts'
import type { Refusal } from '../refusal.ts'
import { type CentreState, ticketNumbered } from '../state.ts'
import { type Did, noted, otherDay } from './merge_parts.ts'

type Rate = Did<'rate'>

/** The visit a rating is for, by its number on the day it was given. */
function visitOf(state: CentreState, businessDay: string, { counterId, number, leg: index }: Rate) {
  if (businessDay !== state.businessDay) {
    const visit = state.unrated.find((each) => {
      const isSame = each.number === number && each.leg === index && each.counterId === counterId
      return isSame && each.businessDay === businessDay && !each.isRated
    })
    if (visit === undefined) return null
    const { ticketId, staffId, serviceId } = visit
    return { ticketId, staffId, serviceId, businessDay }
  }
  const ticket = ticketNumbered(state, number)
  const leg =
    ticket === null ? undefined : [...ticket.pastLegs, ticket.leg].find((each) => each.index === index)
  const isWanted = leg?.counterId === counterId && (leg.rating === 'open' || leg.rating === 'unrated')
  if (ticket === null || leg === undefined || leg.staffId === null || !isWanted) return null
  return { ticketId: ticket.id, staffId: leg.staffId, serviceId: leg.serviceId }
}

function misfit(state: CentreState, businessDay: string, number: string): ConflictKind {
  if (businessDay !== state.businessDay) return 'rating-late'
  return ticketNumbered(state, number) === null ? 'number-unknown' : 'not-possible'
}

/**
 * A rating given while the hub was away counts, also where the hub has meanwhile taken it for not given, and after the
 * day of its visit; one without a visit to belong to is for a person.
 */
export function mergeRating(
  state: CentreState,
  merge: MergeCommand,
  step: Rate,
  context: Context,
): Result<DomainEvent[], Refusal> {
  if (merge.online !== null) return ok([])
  const { did: _, counterId, number, leg, ...given } = step
  const visit = visitOf(state, merge.businessDay, step)
  if (visit !== null)
    return ok([event('RatingRecorded', { counterId, leg, ...visit, ...given, channel: 'pad' })])
  const kind = misfit(state, merge.businessDay, number)
  const facts = { kind, counterId, number, serviceId: null, did: 'rate', rating: given }
  return ok([noted(state, context, { ...facts, ...otherDay(state, merge) })])
}
