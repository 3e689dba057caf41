import { mustAvoid } from '../eligible.ts'
import { type DomainEvent, event } from '../events.ts'
import type { CentreState } from '../state.ts'
import type { Affinity, Outcome, Ticket } from '../ticket.ts'
import type { OpenCounter } from './counter.ts'

/**
 * Those who asked to have a ticket back, who is first in front: whoever has it now has it back, and nobody gets it
 * who has left or must not serve it.
 */
export function stillAsking(state: CentreState, ticket: Ticket, holderId: string): readonly Affinity[] {
  const asked = ticket.returnTo === null ? [] : [ticket.returnTo, ...(ticket.returnLater ?? [])]
  return asked.filter(
    ({ staffId }) =>
      staffId !== null &&
      staffId !== holderId &&
      state.staff.get(staffId)?.enabled === true &&
      !mustAvoid(state, ticket, staffId),
  )
}

/** The next leg of a ticket that was to come back when this one is finished (queue rules, transfer). */
function sentBack(
  ticket: Ticket,
  counterId: string,
  outcome: Outcome,
  to: Affinity,
  later: readonly Affinity[],
): DomainEvent {
  const asked = ticket.pastLegs.findLast((leg) => leg.staffId === to.staffId) ?? ticket.leg
  return event('TicketTransferred', {
    ticketId: ticket.id,
    fromCounterId: counterId,
    serviceId: asked.serviceId,
    affinity: to,
    orderAt: ticket.orderAt,
    forcedFront: false,
    noteRef: null,
    returnTo: later[0] ?? null,
    ...(later.length > 1 ? { returnLater: later.slice(1) } : {}),
    outcome,
  })
}

/** Another visitor's rating that the pad still shows has not been given. */
export function lapsedRating({ config, live: { rating } }: OpenCounter, next: Ticket): DomainEvent[] {
  const isOwn = rating?.ticketId === next.id && rating.leg === next.leg.index
  if (rating === null || isOwn) return []
  return [event('RatingLapsed', { ticketId: rating.ticketId, leg: rating.leg, counterId: config.id })]
}

/** The rating of the leg that ends; one that was asked for before its finish was taken back goes on (ADR 11). */
export function openedRating({ config, staffId }: OpenCounter, { id, leg }: Ticket): DomainEvent[] {
  if (leg.rating !== 'none') return []
  const { index, serviceId } = leg
  return [event('RatingOpened', { ticketId: id, leg: index, counterId: config.id, staffId, serviceId })]
}

/** A leg's end and the rating it opens; an older one the pad still shows has not been given. */
export function finished(
  state: CentreState,
  ticket: Ticket,
  counter: OpenCounter,
  outcome: Outcome,
): DomainEvent[] {
  const counterId = counter.config.id
  const [back, ...later] = stillAsking(state, ticket, counter.staffId)
  return [
    ...lapsedRating(counter, ticket),
    back === undefined
      ? event('TicketFinished', { ticketId: ticket.id, counterId, outcome })
      : sentBack(ticket, counterId, outcome, back, later),
    ...openedRating(counter, ticket),
  ]
}
