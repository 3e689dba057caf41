import { hash } from 'node:crypto'
import { canonicalJson, monthSpan, type RecordedEvent } from '#domain'
import { turn } from '../core/pacing.ts'
import type { EventStore, TicketRow } from '../store/event_store.ts'
import type { TicketPlace } from '../store/ticket_history.ts'
import { monthFigures, namedFigures } from './month_figures.ts'

const page = 500
/** Events that are looked through at once: the hub serves in between. */
const stretch = 10_000

/** Every ticket of the days of a month. */
async function ticketsOf(store: EventStore, from: string, to: string): Promise<readonly TicketRow[]> {
  const asked = { number: null, serviceId: null, counterId: null, state: null, from, to, limit: page }
  const tickets: TicketRow[] = []
  for (let after: TicketPlace | null = null; ; ) {
    const found = await store.searchTickets({ ...asked, after })
    tickets.push(...found.tickets)
    after = found.next
    if (after === null) return tickets
    await turn()
  }
}

/** The ratings of tickets; the row of one that was rated late reaches to that rating. */
async function ratingsOf(
  store: EventStore,
  tickets: readonly TicketRow[],
): Promise<readonly RecordedEvent[]> {
  const ratings: RecordedEvent[] = []
  const first = tickets.reduce((least, row) => Math.min(least, row.firstRevision), Number.POSITIVE_INFINITY)
  const last = tickets.reduce((most, row) => Math.max(most, row.lastRevision), 0)
  for (let from = first; from <= last; from += stretch) {
    ratings.push(...(await store.ratingEvents(from, Math.min(last, from + stretch - 1))))
    await turn()
  }
  return ratings
}

/** A month's figures from the history, by the names they have at the city too, and the SHA-256 of these. */
export async function monthReport(
  store: EventStore,
  period: string,
): Promise<
  ReturnType<typeof monthFigures> & {
    readonly named: Readonly<Record<string, number>>
    readonly digest: string
  }
> {
  const { from, to } = monthSpan(period)
  const tickets = await ticketsOf(store, from, to)
  const figures = monthFigures(tickets, await ratingsOf(store, tickets))
  const named = namedFigures(figures)
  return { ...figures, named, digest: hash('sha256', canonicalJson(named)) }
}
