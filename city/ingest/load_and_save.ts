import { present } from '#basics'
import { type CityRecord, cityDocumentTypes, isKeepable } from '#protocol'
import { countTaken } from '../reserve/places.ts'
import type { Statements } from '../store/database.ts'
import { tables, type Value } from '../store/tables.ts'
import { saveReservations } from './reservations.ts'
import { newBatch, numberPlace, type SiteBatch, type SiteRow, type TicketRow } from './site_batch.ts'

/** Records of one site, and the business days they may be entered under. */
export interface Stretch {
  readonly site: SiteRow
  readonly records: readonly CityRecord[]
  readonly days: readonly string[]
}

type DocumentRow = Readonly<Record<string, Value>> & {
  readonly site_id: string
  readonly kind: string
  readonly id: string
}

function ticketsIn(records: readonly CityRecord[]): ReadonlySet<string> {
  const tickets = new Set<string>()
  for (const { data } of records) {
    const expired = Array.isArray(data?.expired) ? data.expired : []
    for (const id of [data?.ticketId, ...expired]) if (isKeepable(id)) tickets.add(id)
  }
  return tickets
}

const numbersIn = (records: readonly CityRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ data, type }) =>
      type === 'TicketIssued' && isKeepable(data?.number) ? data.number : [],
    ),
  )

const isDocument = (msgType: string): boolean => (cityDocumentTypes as readonly string[]).includes(msgType)

/** What is held of the documents that records bring: one that comes late must not take a newer version's place. */
async function loadDocuments(
  statements: Statements,
  stretches: readonly Stretch[],
  batches: ReadonlyMap<string, SiteBatch>,
): Promise<void> {
  const keys = stretches.flatMap(({ site, records }) =>
    records.flatMap(({ msgType, data }) =>
      isDocument(msgType) && isKeepable(data?.id) ? [[site.site_id, msgType, data.id]] : [],
    ),
  )
  if (keys.length === 0) return
  const rows = await statements.find<DocumentRow>(tables.documents, ['site_id', 'kind', 'id'], keys)
  for (const row of rows) batches.get(row.site_id)?.documents.set(`${row.kind} ${row.id}`, row)
}

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
  await loadDocuments(statements, stretches, batches)
  return [...batches.values()]
}

/** The same for one site. */
export const loadBatch = async (statements: Statements, stretch: Stretch): Promise<SiteBatch> =>
  present((await loadBatches(statements, [stretch]))[0], 'a batch')

/** Slots that were just given may be those bookings were moved to before. */
async function countGranted(statements: Statements, { site, slots }: SiteBatch): Promise<void> {
  for (const [serviceId, given] of Map.groupBy(slots, ({ service_id }) => String(service_id))) {
    const times = given.map(({ slot_at }) => Number(slot_at))
    const range = { from: Math.min(...times), to: Math.max(...times) }
    await countTaken(statements, { siteId: site.site_id, serviceId, ...range })
  }
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
  for (const batch of batches) {
    await saveReservations(statements, batch.site.site_id, batch.reservations)
    await countGranted(statements, batch)
  }
}
