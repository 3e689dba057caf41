import type { RecordedEvent } from '#domain'
import type { TicketRow } from './event_store.ts'

/** A place among all tickets: newest day first, within a day the last issued first, by the log and not by a clock. */
export interface TicketPlace {
  readonly day: string
  /** Of the event that issued it. */
  readonly revision: number
}

/** What is looked for; null asks for nothing. */
export interface TicketQuery {
  /** As printed: the letters of a series and a sequence. */
  readonly number: string | null
  /** Business days, both included. */
  readonly from: string | null
  readonly to: string | null
  readonly serviceId: string | null
  readonly counterId: string | null
  readonly state: string | null
  /** Where the page before ended. */
  readonly after: TicketPlace | null
  readonly limit: number
}

/**
 * One page, newest first. `next` is where the search goes on, or null at its end. A page may be short or empty and
 * still have a next one: a question reads only so many rows, so that none holds the hub up.
 */
export interface TicketPage {
  readonly tickets: readonly TicketRow[]
  readonly next: TicketPlace | null
}

/** Tickets of all days; any method may reject with an I/O error. */
export interface TicketHistory {
  searchTickets(query: TicketQuery): Promise<TicketPage>
  /** The reference under which somebody is sealed, by the keyed digest of the ID number; null when not known. */
  findRef(lookup: string): Promise<string | null>
  /** Tickets for which a person came, or somebody for them. */
  ticketsOfPerson(ref: string, after: TicketPlace | null, limit: number): Promise<TicketPage>
  /** The first events of one ticket, in the order of the log. */
  eventsOfTicket(ticket: TicketRow, limit: number): Promise<readonly RecordedEvent[]>
  /** Ratings given or lapsed between two places of the log, both included. */
  ratingEvents(from: number, to: number): Promise<readonly RecordedEvent[]>
}

/** Rows that one question reads at most while it filters, and days that it looks for a number in. */
export const bounds = { rows: 2_000, days: 1_000 } as const

/** The series and sequence a number is made of (queue rules, numbers), or null when it is no number. */
export function partsOfNumber(number: string): { readonly series: string; readonly sequence: number } | null {
  const [, series, digits] = /^([A-Z]{1,8})(\d{1,9})$/.exec(number) ?? []
  return series === undefined ? null : { series, sequence: Number(digits) }
}

/** Whether a row is what a query filters for, its number and days left aside. */
export const isWanted = (row: TicketRow, { serviceId, counterId, state }: TicketQuery): boolean =>
  (serviceId === null || row.serviceId === serviceId) &&
  (counterId === null || row.counterId === counterId) &&
  (state === null || row.state === state)

const dayMs = 86_400_000

/** The first day after all that are asked for, ISO. */
export const dayAfter = (day: string | null): string =>
  day === null ? '9999-12-31' : new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

/** The place of a ticket. */
export const placeOf = ({ day, firstRevision }: TicketRow): TicketPlace => ({ day, revision: firstRevision })

/** The place just behind every ticket of a day. */
export const endOfDay = (day: string): TicketPlace => ({ day, revision: -1 })
