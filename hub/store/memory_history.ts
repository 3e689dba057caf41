import { recordedEvent } from './chain.ts'
import type { LogRow, TicketRow, VisitRow } from './event_store.ts'
import {
  dayAfter,
  endOfDay,
  isWanted,
  placeOf,
  type TicketHistory,
  type TicketPage,
  type TicketPlace,
} from './ticket_history.ts'

function compare(a: TicketPlace, b: TicketPlace): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.revision - b.revision
}

function page(all: Iterable<TicketRow>, after: TicketPlace, limit: number): TicketPage {
  const found = [...all]
    .filter((row) => compare(placeOf(row), after) < 0)
    .toSorted((a, b) => compare(placeOf(b), placeOf(a)))
  const tickets = found.slice(0, limit)
  const last = tickets.at(-1)
  return { tickets, next: found.length > limit && last !== undefined ? placeOf(last) : null }
}

/** The history of tickets over a store in memory. */
export function memoryHistory(
  tickets: ReadonlyMap<string, TicketRow>,
  visits: () => readonly VisitRow[],
  log: readonly LogRow[],
): Omit<TicketHistory, 'findRef'> {
  return {
    async searchTickets(query) {
      const { number, from, after, limit } = query
      const wanted = [...tickets.values()].filter(
        (row) =>
          (number === null || row.number === number) && row.day >= (from ?? '') && isWanted(row, query),
      )
      return page(wanted, after ?? endOfDay(dayAfter(query.to)), limit)
    },
    async ticketsOfPerson(ref, after, limit) {
      const ids = new Set(visits().flatMap((visit) => (visit.ref === ref ? [visit.ticketId] : [])))
      const rows = [...tickets.values()].filter(({ id }) => ids.has(id))
      return page(rows, after ?? endOfDay(dayAfter(null)), limit)
    },
    async eventsOfTicket({ id, firstRevision, lastRevision }, limit) {
      const span = log.slice(Math.max(0, firstRevision - 1), lastRevision)
      const found = span.filter(({ data }) => data.includes(`"${id}"`))
      return found.slice(0, limit).map(recordedEvent)
    },
    async ratingEvents(from, to) {
      const span = log.slice(Math.max(0, from - 1), to)
      return span
        .filter(({ type }) => type === 'RatingRecorded' || type === 'RatingLapsed')
        .map(recordedEvent)
    },
  }
}
