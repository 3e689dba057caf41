import type { EventData } from '../events.ts'
import { minute, type Witness } from '../hall.fixture.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { demand } from './invariants.model.ts'

type Called = EventData['TicketCalled']

const couldCall = (state: CentreState, ticket: Ticket, { counterId, staffId }: Called) =>
  ticket.state === 'WAITING' &&
  ticket.affinity === null &&
  ticket.putOffUntilCall === null &&
  !ticket.excludedStaffIds.includes(staffId) &&
  state.counters.get(counterId)?.serviceIds.includes(ticket.leg.serviceId) === true

/** For every call by dispatch: the ticket called, and the others its caller could have called. */
function onDispatch(
  judge: (called: Ticket, others: readonly Ticket[], data: Called, now: number, state: CentreState) => void,
): NonNullable<Witness['before']> {
  return (state, event, now) => {
    if (event.type !== 'TicketCalled' || event.data.why.rule === 'by-number') return
    const called = state.live.get(event.data.ticketId)
    if (called === undefined || called.forcedFront) return
    const others = [...state.live.values()].filter((each) => couldCall(state, each, event.data))
    judge(
      called,
      others.filter((each) => each.id !== called.id),
      event.data,
      now,
      state,
    )
  }
}

/** What gives a ticket another place or class for a reason in the log. */
const reordering: ReadonlySet<string> = new Set([
  'TicketReactivated',
  'TicketTransferred',
  'TicketNextLeg',
  'TicketReclassified',
])

/** Inside a class of a service the order is that of the log of arrivals, whatever the clock said. */
export function arrivalOrder(): Witness {
  const arrivals = new Map<string, number>()
  const moved = new Set<string>()
  const judge = onDispatch((called, others) => {
    for (const other of others) {
      const isPeer = other.leg.serviceId === called.leg.serviceId && other.priority === called.priority
      if (!isPeer || moved.has(other.id) || moved.has(called.id)) continue
      const inOrder = (arrivals.get(called.id) ?? 0) < (arrivals.get(other.id) ?? 0)
      demand(inOrder, `${called.number} is called before ${other.number}, which came first`)
    }
  })
  return {
    before(state, event, now) {
      if (event.type === 'TicketIssued') arrivals.set(event.data.ticketId, event.revision)
      if (reordering.has(event.type) && 'ticketId' in event.data) moved.add(event.data.ticketId)
      if (event.type === 'TicketIssued' && event.data.slotAt !== undefined) moved.add(event.data.ticketId)
      judge(state, event, now)
    },
  }
}

/**
 * Bounded bypass: who has waited out the target is passed only by those who have waited longer against theirs, so
 * whoever takes a number of the same service after that moment is called later.
 */
export function boundedBypass(): Witness {
  const ratio = (state: CentreState, ticket: Ticket, now: number) =>
    (now - ticket.orderAt) / minute / (state.services.get(ticket.leg.serviceId)?.targetMinutes ?? 1)
  return {
    before: onDispatch((called, others, _, now, state) => {
      for (const other of others) {
        const waited = ratio(state, other, now)
        if (waited < 1) continue
        demand(
          ratio(state, called, now) >= waited,
          `${other.number} is overdue and passed by ${called.number}`,
        )
      }
    }),
  }
}

/** At most N priority calls in a row while somebody normal has waited long: counted here from the log alone. */
export function oneInN(): Witness {
  const runs = new Map<string, number[]>()
  const judge = onDispatch((called, others, { counterId, why }, now, state) => {
    const { priorityRun, priorityRunMinutes } = state.policy
    if ((called.priority === 'normal' && why.band !== 'C') || why.band === 'B') return
    const run = runs.get(counterId)?.at(-1) ?? 0
    const patient = others.find((each) => {
      const waited = (now - each.orderAt) / minute
      const isBooked = each.slotAt !== undefined
      return each.priority === 'normal' && !each.forcedFront && !isBooked && waited > priorityRunMinutes
    })
    if (patient !== undefined)
      demand(run < priorityRun, `${patient.number} waits while priorities are called ${run} times in a row`)
  })
  return {
    before(state, event, now) {
      judge(state, event, now)
      if (event.type === 'CounterClosed') runs.delete(event.data.counterId)
      if (event.type === 'TransitionUndone' && event.data.undid === 'TicketCalled')
        runs.get(event.data.counterId)?.pop()
      if (event.type !== 'TicketCalled') return
      const { counterId, ticketId } = event.data
      const history = runs.get(counterId) ?? []
      const isNormal = state.live.get(ticketId)?.priority === 'normal' && event.data.why.band !== 'C'
      runs.set(counterId, [...history, isNormal ? 0 : (history.at(-1) ?? 0) + 1])
    },
  }
}
