import { ok, type Result } from '#basics'
import type { Context, CounterCommand, TransferPosition } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { arrivalAt, placeBehind } from '../queue_order.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { lapsedRating, mayTakeUp, type OpenCounter } from './counter.ts'
import { current } from './serve.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends CounterCommand['type']> = Extract<CounterCommand, { type: T }>

function orderFor(
  state: CentreState,
  ticket: Ticket,
  serviceId: string,
  position: TransferPosition,
  now: number,
): number {
  if (position === 'taken' || position === 'front') return ticket.takenAt
  if (position === 'end') return arrivalAt(state, now)
  return placeBehind(state, serviceId, position.after, now)
}

const mayServe = (state: CentreState, ticket: Ticket, staffId: string) =>
  state.staff.get(staffId)?.enabled === true && !ticket.excludedStaffIds.includes(staffId)

/** A held ticket that this desk may send on. */
function heldTicket(
  state: CentreState,
  counter: OpenCounter,
  ticketId: string,
  context: Context,
): Result<Ticket, Refusal> {
  const ticket = state.live.get(ticketId)
  if (ticket === undefined) return refuse('ticket-unknown')
  const isPresent = ticketId === counter.live.currentTicketId
  if (isPresent) return current(state, counter, ['CALLED', 'SERVING'])
  if (ticket.state !== 'HELD') return refuse('ticket-state', { state: ticket.state })
  if (!mayTakeUp(state, ticket, counter, context))
    return refuse('ticket-not-yours', { number: ticket.number })
  return ok(ticket)
}

/** Sends a ticket on with its number to a service, counter, room or person (一票到底). */
export function transfer(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'transfer'>,
  context: Context,
): Decision {
  const found =
    command.ticketId === undefined
      ? current(state, counter, ['CALLED', 'SERVING'])
      : heldTicket(state, counter, command.ticketId, context)
  if (!found.ok) return found
  const ticket = found.value
  const { serviceId, toCounterId, staffId } = command
  const target = serviceId ?? ticket.leg.serviceId
  const known =
    state.services.has(target) &&
    (toCounterId === null || state.counters.get(toCounterId)?.enabled === true) &&
    (staffId === null || mayServe(state, ticket, staffId)) &&
    (serviceId !== null || toCounterId !== null || staffId !== null)
  if (!known) return refuse('target-unknown')
  const affinity =
    toCounterId === null && staffId === null ? null : { counterId: toCounterId, staffId, until: null }
  return ok([
    event('TicketTransferred', {
      ticketId: ticket.id,
      fromCounterId: counter.config.id,
      serviceId: target,
      affinity,
      orderAt: orderFor(state, ticket, target, command.position, context.now),
      forcedFront: command.position === 'front',
      noteRef: command.noteRef,
      // Sent on again, it still goes back to the colleague who asked first.
      returnTo: command.returnToMe
        ? { counterId: null, staffId: counter.staffId, until: null }
        : ticket.returnTo,
    }),
  ])
}

/** The next service of the same visit, at this counter or back in the queue by its take time (一票到底). */
export function nextService(state: CentreState, counter: OpenCounter, command: Of<'next-service'>): Decision {
  const found = current(state, counter, ['SERVING'])
  if (!found.ok) return found
  const { serviceId, stays, outcome } = command
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  const counterId = counter.config.id
  const { id: ticketId, leg } = found.value
  const next = event('TicketNextLeg', { ticketId, counterId, serviceId, outcome, stays })
  // Who goes on at the same counter rates the visit when it is over.
  if (stays) return ok([next])
  const data = { counterId, staffId: counter.staffId, serviceId: leg.serviceId }
  return ok([...lapsedRating(counter), next, event('RatingOpened', { ticketId, leg: leg.index, ...data })])
}
