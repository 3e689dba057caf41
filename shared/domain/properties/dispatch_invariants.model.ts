import type { EventData } from '../events.ts'
import { minute, type Witness } from '../hall.fixture.ts'
import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'

type Called = EventData['TicketCalled']

const couldCall = (state: CentreState, ticket: Ticket, { counterId, staffId }: Called) =>
  ticket.state === 'WAITING' &&
  ticket.affinity === null &&
  ticket.putOffUntilCall === null &&
  !ticket.excludedStaffIds.includes(staffId) &&
  state.counters.get(counterId)?.serviceIds.includes(ticket.leg.serviceId) === true

interface Seen {
  readonly called: Ticket
  /** The others its caller could have called. */
  readonly others: readonly Ticket[]
  readonly data: Called
  readonly now: number
  readonly state: CentreState
}

/** For every call by dispatch: the ticket called, and the others its caller could have called. */
function onDispatch(look: (seen: Seen) => void): NonNullable<Witness['before']> {
  return (state, event, now) => {
    if (event.type !== 'TicketCalled' || event.data.why.rule === 'by-number') return
    const { data } = event
    const called = state.live.get(data.ticketId)
    if (called === undefined || called.forcedFront) return
    const others = [...state.live.values()].filter(
      (each) => each.id !== called.id && couldCall(state, each, data),
    )
    look({ called, others, data, now, state })
  }
}

/** What gives a ticket another place or class for a reason in the log. */
const reordering: ReadonlySet<string> = new Set([
  'TicketReactivated',
  'TicketTransferred',
  'TicketNextLeg',
  'TicketReclassified',
])

function arrivalOrder(): Witness {
  const arrivals = new Map<string, number>()
  const moved = new Set<string>()
  const look = onDispatch(({ called, others }) => {
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
      look(state, event, now)
    },
  }
}

/** Inside a class of a service the order is that of the log of arrivals. */
export const orderIsArrival: Invariant = {
  name: 'inside a class the order is that of arrival, unless the log says why',
  needsSteadyClock: true,
  look: arrivalOrder,
}

/** The same while clocks are set to and fro: places come from the log of arrivals, not from the time of day. */
export const clockKeepsOrder: Invariant = {
  name: 'clock jumps change no order',
  look: arrivalOrder,
}

const waited = (ticket: Ticket, now: number) => (now - ticket.orderAt) / minute
const targetIn = (state: CentreState, { leg }: Ticket) =>
  state.services.get(leg.serviceId)?.targetMinutes ?? 1

/**
 * How much later than somebody who is overdue another may have come and still be called first, in minutes, by the
 * figures of the centre alone: overdue tickets go by wait ÷ target, so the shortest target T of all services catches
 * up with a wait w for a target X at w · (1 − T/X). With equal targets that is nothing: nobody who came later passes.
 */
function reachMinutes(state: CentreState, ticket: Ticket, now: number): number {
  const shortest = Math.min(...[...state.services.values()].map(({ targetMinutes }) => targetMinutes))
  const wait = waited(ticket, now)
  return Math.max(0, wait * (1 - shortest / targetIn(state, ticket)))
}

/**
 * Bounded bypass: whoever has waited out the target is passed only by those who have waited longer against theirs, and
 * so only by those who were there already or came within the reach that the centre's figures give.
 */
export const boundedBypass: Invariant = {
  name: 'bypass is bounded by the centre’s figures',
  needsSteadyClock: true,
  look() {
    const rounding = 1e-6
    return {
      before: onDispatch(({ called, others, now, state }) => {
        for (const other of others) {
          const ratio = waited(other, now) / targetIn(state, other)
          if (ratio < 1) continue
          const words = `${other.number} is overdue and passed by ${called.number}`
          demand(waited(called, now) / targetIn(state, called) >= ratio - rounding, words)
          const later = (called.orderAt - other.orderAt) / minute
          const reach = reachMinutes(state, other, now)
          demand(later <= reach + rounding, `${words}, ${later} min later, with a reach of ${reach}`)
        }
      }),
    }
  },
}

/** At most N priority calls in a row while somebody normal has waited long: counted here from the log alone. */
export const oneInN: Invariant = {
  name: 'one normal ticket after N priorities',
  needsSteadyClock: true,
  look() {
    const runs = new Map<string, number[]>()
    const look = onDispatch(({ called, others, data: { counterId, why }, now, state }) => {
      const { priorityRun, priorityRunMinutes } = state.policy
      if ((called.priority === 'normal' && why.band !== 'C') || why.band === 'B') return
      const run = runs.get(counterId)?.at(-1) ?? 0
      const patient = others.find(
        (each) =>
          each.priority === 'normal' &&
          !each.forcedFront &&
          each.slotAt === undefined &&
          waited(each, now) > priorityRunMinutes,
      )
      if (patient !== undefined)
        demand(run < priorityRun, `${patient.number} waits while priorities are called ${run} times in a row`)
    })
    return {
      before(state, event, now) {
        look(state, event, now)
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
  },
}
