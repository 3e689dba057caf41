import { ok, type Result } from '#basics'
import { attendanceOf } from '../attendance.ts'
import type { Context, CounterCommand, TransferPosition } from '../commands.ts'
import { mustAvoid } from '../eligible.ts'
import { type DomainEvent, event } from '../events.ts'
import { arrivalAt, placeBehind } from '../queue_order.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Affinity, Ticket } from '../ticket.ts'
import { type OpenCounter, takenUp } from './counter.ts'
import { lapsedRating, openedRating, stillAsking } from './finished.ts'
import { liveTicket } from './live_ticket.ts'
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

/** Who gets a ticket back once it is dealt with elsewhere: I, when I ask, before those who asked before me. */
function returning(state: CentreState, ticket: Ticket, staffId: string, returnToMe: boolean) {
  const mine: readonly Affinity[] = returnToMe ? [{ counterId: null, staffId, until: null }] : []
  const [returnTo = null, ...returnLater] = [...mine, ...stillAsking(state, ticket, staffId)]
  return { returnTo, ...(returnLater.length === 0 ? {} : { returnLater }) }
}

/** A held ticket that this desk may send on. */
function heldTicket(
  state: CentreState,
  counter: OpenCounter,
  ticketId: string,
  context: Context,
): Result<Ticket, Refusal> {
  const isPresent = ticketId === counter.live.currentTicketId
  if (isPresent) return current(state, counter, ['CALLED', 'SERVING'])
  const ticket = liveTicket(state, ticketId)
  return ticket.ok ? takenUp(state, counter, ticket.value, context) : ticket
}

/** Why nobody is sent to a service: it is not there, suspended, or no counter of the centre has it; or null. */
function closedTo(state: CentreState, serviceId: string) {
  const service = state.services.get(serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  return attendanceOf(state, serviceId) === 'never' ? refuse('service-unattended') : null
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
    (staffId === null || state.staff.get(staffId)?.enabled === true) &&
    (serviceId !== null || toCounterId !== null || staffId !== null)
  if (!known) return refuse('target-unknown')
  const closed = target === ticket.leg.serviceId ? null : closedTo(state, target)
  if (closed !== null) return closed
  const there = staffId ?? liveCounter(state, toCounterId ?? '').staffId
  if (there !== null && mustAvoid(state, ticket, there)) return refuse('recused', { number: ticket.number })
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
      ...returning(state, ticket, counter.staffId, command.returnToMe),
    }),
  ])
}

/** The next service of the same visit, at this counter or back in the queue by its take time (一票到底). */
export function nextService(state: CentreState, counter: OpenCounter, command: Of<'next-service'>): Decision {
  const found = current(state, counter, ['SERVING'])
  if (!found.ok) return found
  const { serviceId, stays, outcome } = command
  const closed = closedTo(state, serviceId)
  if (closed !== null) return closed
  const counterId = counter.config.id
  const ticket = found.value
  const { id: ticketId } = ticket
  const next = event('TicketNextLeg', { ticketId, counterId, serviceId, outcome, stays })
  // Who goes on at the same counter rates the visit when it is over.
  if (stays) return ok([next])
  return ok([...lapsedRating(counter, ticket), next, ...openedRating(counter, ticket)])
}
