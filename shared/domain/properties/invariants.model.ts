import type { RecordedEvent } from '../events.ts'
import type { CentreState } from '../state.ts'
import { isLive, type Ticket, type TicketState } from '../ticket.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'

const isAtDesk = ({ state }: Ticket) => state === 'CALLED' || state === 'SERVING'

function onePlaceEach(state: CentreState): void {
  const seats = new Map<string, string>()
  for (const [counterId, { currentTicketId }] of state.counterLive) {
    if (currentTicketId === null) continue
    demand(!seats.has(currentTicketId), `${currentTicketId} is at two counters`)
    seats.set(currentTicketId, counterId)
    const ticket = state.live.get(currentTicketId)
    demand(ticket !== undefined && isAtDesk(ticket), `${counterId} keeps ${currentTicketId}, not at a desk`)
  }
  const taken = new Set<string | null>()
  for (const ticket of state.live.values()) {
    if (!isAtDesk(ticket)) continue
    const { counterId } = ticket.leg
    demand(!taken.has(counterId), `${counterId} has two live tickets`)
    demand(seats.get(ticket.id) === counterId, `${ticket.number} is at no counter`)
    taken.add(counterId)
  }
}

/** No ticket live at two counters, no counter with two live tickets, none at a desk that nobody sits at. */
export const onePlace = {
  name: 'no ticket at two counters, no counter with two tickets',
  look: () => ({ after: onePlaceEach }),
} satisfies Invariant

/** A number is unique per day and series and among those still in somebody's hand; none is left out. */
export const uniqueNumbers: Invariant = {
  name: 'a number is unique per day and series',
  look() {
    let last = new Map<string, number>()
    let kept = new Set<string>()
    return {
      after(state, event) {
        if (event.type === 'DayOpened') {
          last = new Map()
          kept = new Set([...state.live.values()].map(({ number }) => number))
        }
        if (event.type !== 'TicketIssued') return
        const { number, series, sequence } = event.data
        const text = (n: number) => `${series}${String(n).padStart(3, '0')}`
        demand(number === text(sequence), `${number} is not ${sequence} of ${series}`)
        let next = (last.get(series) ?? 0) + 1
        while (kept.has(text(next))) next += 1
        demand(sequence === next, `${number} is given where ${text(next)} is next on ${state.businessDay}`)
        last.set(series, sequence)
        const hands = [...state.live.values()].filter((ticket) => ticket.number === number)
        demand(hands.length === 1, `${number} is in two hands`)
      },
    }
  },
}

const edges: Readonly<Record<TicketState, readonly TicketState[]>> = {
  ISSUING: ['WAITING', 'VOID'],
  WAITING: ['CALLED', 'CANCELLED', 'EXPIRED', 'WALKED_OUT'],
  CALLED: ['SERVING', 'HELD', 'MISSED', 'WAITING', 'ABANDONED'],
  SERVING: ['DONE', 'HELD', 'WAITING', 'ABANDONED'],
  HELD: ['WAITING', 'EXPIRED', 'CANCELLED'],
  MISSED: ['WAITING', 'NO_SHOW', 'CANCELLED'],
  DONE: [],
  NO_SHOW: [],
  WALKED_OUT: [],
  ABANDONED: [],
  CANCELLED: [],
  EXPIRED: [],
  VOID: [],
}

/** A number set aside may be called by name and with a reason, out of order. */
const isByReason = (from: TicketState, to: TicketState) =>
  to === 'CALLED' && (from === 'WAITING' || from === 'HELD' || from === 'MISSED')

/** Whoever was missed when the hall was left expires with the day: nobody could come back. */
const isSentOut = (from: TicketState, to: TicketState, { emergency }: CentreState) =>
  to === 'EXPIRED' && from === 'MISSED' && emergency?.kind === 'plan'

function isLegal(from: TicketState, to: TicketState, event: RecordedEvent, state: CentreState): boolean {
  if (event.type === 'DayClosed' && isSentOut(from, to, state)) return true
  if (event.type === 'TransitionUndone') return edges[to].includes(from) || isByReason(to, from)
  if (event.type === 'TicketCalled' && event.data.why.reason !== null) return isByReason(from, to)
  return edges[from].includes(to)
}

/** Only the edges of the state diagram, or exactly one of them backwards; each ticket in the drawer of its state. */
export const legalEdges = {
  name: 'only the edges of the state diagram',
  look() {
    const known = new Map<string, TicketState>()
    const alive = new Set<string>()
    const see = (ticket: Ticket, event: RecordedEvent, state: CentreState) => {
      const from = known.get(ticket.id)
      if (from === ticket.state) return
      known.set(ticket.id, ticket.state)
      if (from === undefined)
        demand(ticket.state === 'ISSUING' || ticket.state === 'WAITING', `born ${ticket.state}`)
      else demand(isLegal(from, ticket.state, event, state), `${event.type}: ${from} → ${ticket.state}`)
    }
    return {
      after(state, event) {
        for (const id of alive) {
          if (state.live.has(id)) continue
          alive.delete(id)
          const over = state.closed.get(id)
          demand(over !== undefined, `${id} is gone after ${event.type}`)
          see(over, event, state)
          demand(!isLive(over.state), `${over.state} among those that are over`)
        }
        for (const ticket of state.live.values()) {
          alive.add(ticket.id)
          see(ticket, event, state)
          demand(isLive(ticket.state), `${ticket.state} among those that live`)
          demand(!state.closed.has(ticket.id), `${ticket.number} lives and is over`)
        }
      },
    }
  },
} satisfies Invariant

const same = (kept: ReadonlyMap<string, number>, counted: ReadonlyMap<string, number>, what: string) => {
  for (const id of new Set([...kept.keys(), ...counted.keys()]))
    demand((kept.get(id) ?? 0) === (counted.get(id) ?? 0), `${what} of ${id} is not what is there`)
}

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** What is counted beside the tickets is what the tickets say: who waits for what, and who holds which. */
export const truthfulCounts = {
  name: 'the counts of those who wait are true',
  look: () => ({
    after(state) {
      const waiting = new Map<string, number>()
      const held = new Map<string, number>()
      for (const { id, state: at, leg, personRef } of state.live.values()) {
        if (at === 'WAITING' || at === 'ISSUING') count(waiting, leg.serviceId)
        if (personRef === null) continue
        count(held, personRef)
        demand(state.holders.get(personRef)?.includes(id) === true, `${personRef} does not hold ${id}`)
      }
      same(state.waiting, waiting, 'the count')
      const kept = new Map([...state.holders].map(([person, ids]) => [person, ids.length]))
      same(kept, held, 'the number of tickets')
    },
  }),
} satisfies Invariant
