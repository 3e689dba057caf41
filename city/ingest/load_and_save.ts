import type { CityRecord } from '#protocol'
import type { Statements } from '../store/database.ts'
import { tables } from '../store/tables.ts'
import { newBatch, type SiteBatch, type SiteRow, type TicketRow } from './site_batch.ts'

/** Locks a site's row for the rest of the transaction; a site heard for the first time gets one. */
export async function lockSite(statements: Statements, siteId: string): Promise<SiteRow> {
  const find = `SELECT * FROM sites WHERE site_id = $1${statements.forUpdate}`
  const [known] = await statements.all<SiteRow>(find, siteId)
  if (known !== undefined) return known
  await statements.run('INSERT INTO sites (site_id) VALUES ($1) ON CONFLICT (site_id) DO NOTHING', siteId)
  const [made] = await statements.all<SiteRow>(find, siteId)
  if (made === undefined) throw new Error(`no row for site ${siteId}`)
  return made
}

function namesIn(records: readonly CityRecord[]): { tickets: Set<string>; numbers: Set<string> } {
  const tickets = new Set<string>()
  const numbers = new Set<string>()
  for (const { data, type } of records) {
    if (typeof data?.ticketId === 'string') tickets.add(data.ticketId)
    if (type === 'TicketIssued' && typeof data?.number === 'string') numbers.add(data.number)
    if (Array.isArray(data?.expired)) for (const id of data.expired) tickets.add(String(id))
  }
  return { tickets, numbers }
}

/** Reads what the records of a message may change. */
export async function loadBatch(
  statements: Statements,
  site: SiteRow,
  records: readonly CityRecord[],
): Promise<SiteBatch> {
  const batch = newBatch(site)
  const { tickets, numbers } = namesIn(records)
  const rows =
    tickets.size === 0
      ? []
      : await statements.allIn<TicketRow>(
          'SELECT * FROM tickets WHERE site_id = $1 AND ticket_id {list}',
          [...tickets],
          site.site_id,
        )
  for (const row of rows) batch.tickets.set(row.ticket_id, row)
  const sameNumber =
    numbers.size === 0
      ? []
      : await statements.allIn<Pick<TicketRow, 'number' | 'business_day' | 'ticket_id'>>(
          'SELECT number, business_day, ticket_id FROM tickets WHERE site_id = $1 AND business_day >= $2 AND number {list}',
          [...numbers],
          site.site_id,
          earliestDay(site, records),
        )
  for (const row of sameNumber) batch.numbers.set(`${row.business_day} ${row.number}`, row.ticket_id)
  return batch
}

/** Late records may belong to an earlier day than the site's own. */
const earliestDay = (site: SiteRow, records: readonly CityRecord[]): string =>
  [site.business_day ?? '', ...records.map(({ at }) => at.slice(0, 10))].sort()[0] ?? ''

const siteColumns = [
  'name',
  'name_en',
  'level',
  'area_code',
  'address',
  'business_day',
  'head',
  'next_revision',
  'last_hash',
  'last_seq',
  'last_msg_id',
  'last_seen',
  'waiting',
  'tickets_today',
  'ratings_today',
  'rating_sum',
  'withheld',
  'epoch',
  'epoch_began',
  'superseded',
  'mobile',
] as const satisfies readonly (keyof SiteRow)[]

const setSite = siteColumns.map((column, index) => `${column} = $${index + 2}`).join(', ')

/** Writes a site's row; `down_head` is left to those who send down. */
export async function saveSite(statements: Statements, site: SiteRow): Promise<void> {
  const values = siteColumns.map((column) => site[column])
  await statements.run(`UPDATE sites SET ${setSite} WHERE site_id = $1`, site.site_id, ...values)
}

/** What became of a booking at its site; a place given back by the centre can be sold again. */
async function saveReservation(
  statements: Statements,
  siteId: string,
  id: string,
  state: string,
): Promise<void> {
  const [changed] = await statements.all<{ service_id: string; slot_at: number }>(
    `UPDATE reservations SET state = $3 WHERE site_id = $1 AND id = $2 AND state IN ('BOOKED', 'CHECKED_IN') RETURNING service_id, slot_at`,
    siteId,
    id,
    state,
  )
  if (changed === undefined || state !== 'CANCELLED') return
  const free = 'UPDATE slots SET taken = taken - 1 WHERE site_id = $1 AND service_id = $2 AND slot_at = $3'
  await statements.run(free, siteId, changed.service_id, changed.slot_at)
}

/** Writes everything a batch has changed but the records themselves. */
export async function saveBatch(statements: Statements, batch: SiteBatch): Promise<void> {
  const tickets = [...batch.changedTickets].flatMap((id) => batch.tickets.get(id) ?? [])
  await statements.put(tables.tickets, tickets, 'replace')
  await statements.put(tables.ratings, [...batch.ratings.values()], 'replace')
  await statements.put(tables.services, [...batch.services.values()], 'replace')
  await statements.put(tables.documents, [...batch.documents.values()], 'replace')
  await statements.put(tables.slots, batch.slots, 'leave')
  for (const [id, state] of batch.reservations)
    await saveReservation(statements, batch.site.site_id, id, state)
}
