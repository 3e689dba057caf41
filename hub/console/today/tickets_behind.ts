import { type CentreState, calledToday, endedToday, type Leg, type Ticket } from '#domain'

/** The figures of a day that have tickets behind them. */
export const ticketFigures = [
  'issued',
  'waiting',
  'served',
  'missed',
  'meanWait',
  'meanService',
  'rated',
  'meanOverall',
] as const
/** A figure of today that stands for tickets. */
export type TicketFigure = (typeof ticketFigures)[number]

const legsOf = (ticket: Ticket): readonly Leg[] => [...ticket.pastLegs, ticket.leg]
const wasServed = (ticket: Ticket) => endedToday(ticket).some((leg) => leg.arrivedAt !== null)

function isBehind(figure: TicketFigure, ticket: Ticket, rated: ReadonlySet<string>): boolean {
  switch (figure) {
    case 'issued':
      return ticket.state !== 'VOID'
    case 'waiting':
      return ticket.state === 'WAITING' || ticket.state === 'ISSUING'
    case 'served':
    case 'meanService':
      return wasServed(ticket)
    case 'missed':
      return ticket.state === 'MISSED' || ticket.state === 'NO_SHOW'
    case 'meanWait':
      return calledToday(ticket).length > 0
    case 'rated':
    case 'meanOverall':
      return rated.has(ticket.id)
  }
}

/** A ticket as a manager may see it: no person. Times in ms since the epoch. */
export interface TicketRow {
  readonly id: string
  readonly number: string
  readonly serviceId: string
  readonly state: Ticket['state']
  readonly issuedAt: number
  readonly calledAt: number | null
  readonly arrivedAt: number | null
  readonly endedAt: number | null
  readonly counterId: string | null
  readonly overall: number | null
}

function rowOf(ticket: Ticket, overall: number | null): TicketRow {
  const legs = legsOf(ticket)
  const first = legs.find((leg) => leg.firstCalledAt !== null)
  return {
    id: ticket.id,
    number: ticket.number,
    serviceId: ticket.leg.serviceId,
    state: ticket.state,
    issuedAt: ticket.issuedAt,
    calledAt: first?.firstCalledAt ?? null,
    arrivedAt: ticket.leg.arrivedAt,
    endedAt: ticket.leg.endedAt,
    counterId: ticket.leg.counterId,
    overall,
  }
}

/** The tickets a figure counts, newest first. */
export function ticketsBehind(state: CentreState, figure: TicketFigure): readonly TicketRow[] {
  const overall = new Map(
    state.ratings.flatMap(({ ticketId, marks }) => (marks === null ? [] : [[ticketId, marks.overall]])),
  )
  const rated = new Set(overall.keys())
  return [...state.live.values(), ...state.closed.values()]
    .filter((ticket) => isBehind(figure, ticket, rated))
    .sort((a, b) => b.issuedAt - a.issuedAt || (a.number < b.number ? 1 : -1))
    .map((ticket) => rowOf(ticket, overall.get(ticket.id) ?? null))
}

/** Tickets whose paper a person must look for, oldest first: unknown, or silent for longer than the rules allow. */
export function ticketsNeedingPerson(state: CentreState, now: number): readonly Ticket[] {
  const limit = state.policy.issuingFlagMinutes * 60_000
  return [...state.live.values()]
    .filter((ticket) => ticket.state === 'ISSUING')
    .filter((ticket) => ticket.printed === 'unknown' || now - ticket.issuedAt > limit)
    .sort((a, b) => a.issuedAt - b.issuedAt)
}
