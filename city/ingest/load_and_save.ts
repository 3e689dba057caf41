import { present } from '#basics'
import type { CityRecord } from '#protocol'
import type { Statements } from '../store/database.ts'
import { tables } from '../store/tables.ts'
import { newBatch, numberPlace, type SiteBatch, type SiteRow, type TicketRow } from './site_batch.ts'

/** Records of one site, and the business days they may be entered under. */
export interface Stretch {
  readonly site: SiteRow
  readonly records: readonly CityRecord[]
  readonly days: readonly string[]
}

function ticketsIn(records: readonly CityRecord[]): ReadonlySet<string> {
  const tickets = new Set<string>()
  for (const { data } of records) {
    if (typeof data?.ticketId === 'string') tickets.add(data.ticketId)
    if (Array.isArray(data?.expired)) for (const id of data.expired) tickets.add(String(id))
  }
  return tickets
}

const numbersIn = (records: readonly CityRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ data, type }) =>
      type === 'TicketIssued' && typeof data?.number === 'string' ? data.number : [],
    ),
  )

/** Reads what records may change, of many sites with as many statements as of one; one batch a stretch. */
export async function loadBatches(
  statements: Statements,
  stretches: readonly Stretch[],
): Promise<SiteBatch[]> {
  const batches = new Map(stretches.map(({ site }) => [site.site_id, newBatch(site)]))
  const ticketKeys = stretches.flatMap(({ site, records }) =>
    [...ticketsIn(records)].map((id) => [site.site_id, id]),
  )
  const numberKeys = stretches.flatMap(({ site, records, days }) =>
    [...numbersIn(records)].flatMap((number) => days.map((day) => [site.site_id, day, number])),
  )
  const rows = await statements.find<TicketRow>(tables.tickets, ['site_id', 'ticket_id'], ticketKeys)
  for (const row of rows) batches.get(row.site_id)?.tickets.set(row.ticket_id, row)
  const columns = ['site_id', 'business_day', 'number']
  const sameNumber = await statements.find<TicketRow>(tables.tickets, columns, numberKeys)
  for (const row of sameNumber)
    batches.get(row.site_id)?.numbers.set(numberPlace(row.business_day, row.number), row.ticket_id)
  return [...batches.values()]
}

/** The same for one site. */
export const loadBatch = async (statements: Statements, stretch: Stretch): Promise<SiteBatch> =>
  present((await loadBatches(statements, [stretch]))[0], 'a batch')

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

/** Writes everything batches have changed but the records themselves. */
export async function saveBatches(statements: Statements, batches: readonly SiteBatch[]): Promise<void> {
  const all = <Row>(of: (batch: SiteBatch) => Iterable<Row>) => batches.flatMap((batch) => [...of(batch)])
  await statements.put(
    tables.tickets,
    all(({ changedTickets, tickets }) => [...changedTickets].flatMap((id) => tickets.get(id) ?? [])),
    'replace',
  )
  await statements.put(
    tables.ratings,
    all(({ ratings }) => ratings.values()),
    'replace',
  )
  await statements.put(
    tables.services,
    all(({ services }) => services.values()),
    'replace',
  )
  await statements.put(
    tables.documents,
    all(({ documents }) => documents.values()),
    'replace',
  )
  await statements.put(
    tables.slots,
    all(({ slots }) => slots),
    'leave',
  )
  for (const { site, reservations } of batches)
    for (const [id, state] of reservations) await saveReservation(statements, site.site_id, id, state)
}
