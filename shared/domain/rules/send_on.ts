import { ok, type Result } from '#basics'
import type { Context, CounterCommand, TransferPosition } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { arrivalAt, placeBehind } from '../queue_order.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import type { OpenCounter } from './counter.ts'
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

/** Sends a ticket on with its number to a service, counter, room or person (一票到底). */
export function transfer(
  state: CentreState,
  counter: OpenCounter,
  command: Of<'transfer'>,
  context: Context,
): Decision {
  const found = current(state, counter, ['CALLED', 'SERVING'])
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
