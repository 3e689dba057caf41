import type { Value } from '../store/tables.ts'
import type { ReservationChange } from './reservations.ts'

/** A site as its row stands; counts are of its present business day. */
export interface SiteRow {
  [column: string]: Value
  site_id: string
  name: string | null
  name_en: string | null
  level: string | null
  area_code: string | null
  address: string | null
  business_day: string | null
  head: number
  next_revision: number
  last_hash: string
  last_seq: number
  last_msg_id: string
  last_seen: string | null
  down_head: number
  waiting: number
  tickets_today: number
  ratings_today: number
  rating_sum: number
  withheld: number
  /** Of the hub it takes records from; what began it, as JSON. */
  epoch: number
  epoch_began: string | null
  /** Records of hubs that were replaced, kept beside the log. */
  superseded: number
  /** Number of a mobile service point at its home, 0 at a fixed place. */
  mobile: number
}

/** A ticket's row. */
export interface TicketRow {
  readonly [column: string]: Value
  readonly site_id: string
  readonly ticket_id: string
  readonly number: string
  readonly business_day: string
  readonly service_id: string
  readonly state: string
  readonly counter_id: string | null
  readonly issued_at: string
  readonly called_at: string | null
  readonly ended_at: string | null
  readonly overall: number | null
  readonly events: number
}

type Row = Readonly<Record<string, Value>>

/**
 * What one message of a site changes, worked out in memory between one round of reading and one of writing: the
 * site's counts follow each ticket, so that the figures of every list are kept in the transaction that takes the
 * records in.
 */
export interface SiteBatch {
  readonly site: SiteRow
  readonly tickets: Map<string, TicketRow>
  readonly changedTickets: Set<string>
  /** `numberPlace` → ticket, of numbers in this batch. */
  readonly numbers: Map<string, string>
  readonly ratings: Map<string, Row>
  readonly services: Map<string, Row>
  readonly documents: Map<string, Row>
  readonly slots: Row[]
  /** What was done with bookings at the site, in order. */
  readonly reservations: ReservationChange[]
}

/** A number's key among those of its site. */
export const numberPlace = (day: string, number: string): string => `${day} ${number}`

/** A batch before its first record. */
export const newBatch = (site: SiteRow): SiteBatch => ({
  site,
  tickets: new Map(),
  changedTickets: new Set(),
  numbers: new Map(),
  ratings: new Map(),
  services: new Map(),
  documents: new Map(),
  slots: [],
  reservations: [],
})

const counted = (site: SiteRow, ticket: TicketRow | undefined) =>
  ticket !== undefined && ticket.business_day === site.business_day && ticket.state !== 'VOID'

const waits = (site: SiteRow, ticket: TicketRow | undefined) =>
  counted(site, ticket) && ticket?.state === 'WAITING'

/** Replaces a ticket and carries the site's counts along. */
export function putTicket({ site, tickets, changedTickets }: SiteBatch, ticket: TicketRow): void {
  const before = tickets.get(ticket.ticket_id)
  site.tickets_today += Number(counted(site, ticket)) - Number(counted(site, before))
  site.waiting += Number(waits(site, ticket)) - Number(waits(site, before))
  tickets.set(ticket.ticket_id, ticket)
  changedTickets.add(ticket.ticket_id)
}

/** Begins a business day: its counts start again. */
export function beginDay({ site }: SiteBatch, businessDay: string): void {
  site.business_day = businessDay
  site.waiting = 0
  site.tickets_today = 0
  site.ratings_today = 0
  site.rating_sum = 0
}
