import { recordedEvent } from './chain.ts'
import type { LogRow, TicketRow } from './event_store.ts'
import type { Rows } from './rows.ts'
import {
  bounds,
  dayAfter,
  endOfDay,
  isWanted,
  partsOfNumber,
  placeOf,
  type TicketHistory,
  type TicketPage,
  type TicketPlace,
  type TicketQuery,
} from './ticket_history.ts'

const columns = `t.id, t.day, t.series, t.sequence, t.number, t.state, t.service_id AS "serviceId",
  t.counter_id AS "counterId", t.issued_at AS "issuedAt", t.first_called_at AS "firstCalledAt",
  t.arrived_at AS "arrivedAt", t.ended_at AS "endedAt", t.first_revision AS "firstRevision",
  t.last_revision AS "lastRevision"`
const newestFirst = 'ORDER BY t.day DESC, t.first_revision DESC'
const isBehind = '(t.day, t.first_revision) < ($1, $2)'

const sql = {
  ticket: `SELECT ${columns} FROM tickets t WHERE t.id = $1`,
  slice: `SELECT ${columns} FROM tickets t WHERE ${isBehind} AND t.day >= $3 ${newestFirst} LIMIT $4`,
  person: `SELECT ${columns} FROM visits v JOIN tickets t ON t.id = v.ticket_id
    WHERE ${isBehind} AND v.ref = $3 ${newestFirst} LIMIT $4`,
  // The unique key leads from day to day, and in each to the number: no index of numbers has to be kept up.
  days: `WITH RECURSIVE days (day) AS (
      SELECT max(day) FROM tickets WHERE day < $1 AND day >= $2
      UNION ALL
      SELECT (SELECT max(t.day) FROM tickets t WHERE t.day < days.day AND t.day >= $2)
        FROM days WHERE days.day IS NOT NULL
    ) SELECT day FROM days WHERE day IS NOT NULL LIMIT $3`,
  numbered: `SELECT ${columns} FROM tickets t WHERE t.day = $1 AND t.series = $2 AND t.sequence = $3`,
  events: `SELECT revision, at, type, data, prev_hash AS "prevHash", hash FROM events
    WHERE revision BETWEEN $1 AND $2 AND data LIKE $3 ORDER BY revision LIMIT $4`,
  ratings: `SELECT revision, at, type, data, prev_hash AS "prevHash", hash FROM events
    WHERE revision BETWEEN $1 AND $2 AND type IN ('RatingRecorded', 'RatingLapsed') ORDER BY revision`,
} as const

const sliceRows = 500

/** A page of rows that were read with one too many to see whether there are more. */
function pageOf(rows: readonly TicketRow[], limit: number): TicketPage {
  const tickets = rows.slice(0, limit)
  const last = tickets.at(-1)
  return { tickets, next: rows.length > limit && last !== undefined ? placeOf(last) : null }
}

/** Tickets of one number, one a day. */
async function byNumber(rows: Rows, query: TicketQuery, below: string): Promise<TicketPage> {
  const parts = partsOfNumber(query.number ?? '')
  if (parts === null) return { tickets: [], next: null }
  const days = await rows.all<{ day: string }>(sql.days, below, query.from ?? '', bounds.days + 1)
  const tickets: TicketRow[] = []
  for (const { day } of days.slice(0, bounds.days)) {
    const [row] = await rows.all<TicketRow>(sql.numbered, day, parts.series, parts.sequence)
    if (row === undefined || !isWanted(row, query)) continue
    if (tickets.length === query.limit) return pageOf([...tickets, row], query.limit)
    tickets.push(row)
  }
  const last = days[bounds.days - 1]
  return { tickets, next: days.length > bounds.days && last !== undefined ? endOfDay(last.day) : null }
}

/** Tickets of a stretch of days, filtered. */
async function byDay(rows: Rows, query: TicketQuery, start: TicketPlace): Promise<TicketPage> {
  const wanted: TicketRow[] = []
  let place = start
  for (let read = 0; read < bounds.rows; read += sliceRows) {
    const { day, revision } = place
    const slice = await rows.all<TicketRow>(sql.slice, day, revision, query.from ?? '', sliceRows)
    for (const row of slice) if (isWanted(row, query)) wanted.push(row)
    if (wanted.length > query.limit) return pageOf(wanted, query.limit)
    const last = slice.at(-1)
    if (last === undefined || slice.length < sliceRows) return { tickets: wanted, next: null }
    place = placeOf(last)
  }
  return { tickets: wanted, next: place }
}

/** The history of tickets on SQLite or PostgreSQL, by statements that both understand. */
export function rowsHistory(
  rows: Rows,
): Omit<TicketHistory, 'findRef'> & { findTicket(id: string): Promise<TicketRow | null> } {
  return {
    findTicket: async (id) => (await rows.all<TicketRow>(sql.ticket, id))[0] ?? null,
    searchTickets(query) {
      const start = query.after ?? endOfDay(dayAfter(query.to))
      if (query.number !== null) return byNumber(rows, query, start.day)
      return byDay(rows, query, start)
    },
    async ticketsOfPerson(ref, after, limit) {
      const { day, revision } = after ?? endOfDay(dayAfter(null))
      return pageOf(await rows.all<TicketRow>(sql.person, day, revision, ref, limit + 1), limit)
    },
    async eventsOfTicket({ id, firstRevision, lastRevision }, limit) {
      const found = await rows.all<LogRow>(sql.events, firstRevision, lastRevision, `%"${id}"%`, limit)
      return found.map(recordedEvent)
    },
    async ratingEvents(from, to) {
      return (await rows.all<LogRow>(sql.ratings, from, to)).map(recordedEvent)
    },
  }
}
