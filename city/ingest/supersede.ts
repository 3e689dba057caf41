import type { CityRecord } from '#protocol'
import type { Statements } from '../store/database.ts'
import { applyRecord } from './apply.ts'
import { loadBatch, saveBatches } from './load_and_save.ts'
import { saveReservations } from './reservations.ts'
import type { SiteRow } from './site_batch.ts'

const page = 1_000

interface KeptRecord {
  readonly revision: number
  readonly at: string
  readonly business_day: string | null
  readonly msg_type: string
  readonly type: string
  readonly data: string
  readonly prev_hash: string
  readonly hash: string
}

const recordOf = (row: KeptRecord): CityRecord => ({
  revision: row.revision,
  msgType: row.msg_type,
  at: row.at,
  type: row.type,
  data: JSON.parse(row.data),
  prevHash: row.prev_hash,
  hash: row.hash,
})

/** Moves a site's records after a revision to those that were superseded; how many. */
async function putAside(statements: Statements, site: SiteRow, fork: number, at: string): Promise<number> {
  await statements.run(
    `INSERT INTO superseded (site_id, revision, epoch, at, msg_type, type, data, prev_hash, hash, received_at, superseded_at)
     SELECT site_id, revision, $3, at, msg_type, type, data, prev_hash, hash, received_at, $4
     FROM events WHERE site_id = $1 AND revision > $2`,
    site.site_id,
    fork,
    site.epoch,
    at,
  )
  return statements.run('DELETE FROM events WHERE site_id = $1 AND revision > $2', site.site_id, fork)
}

/** The time (ms) a booking was made for, as the site's records have it; null where none says so. */
async function firstTime(statements: Statements, site: SiteRow, bookingId: string): Promise<number | null> {
  const [made] = await statements.all<{ data: string }>(
    `SELECT data FROM events WHERE site_id = $1 AND subject = $2 AND type = 'BookingMade' AND data IS NOT NULL`,
    site.site_id,
    `booking ${bookingId}`,
  )
  return made === undefined ? null : Number(JSON.parse(made.data).slotAt)
}

/**
 * Gives back what only superseded records had done to bookings: arrivals, other times, and times that nobody has
 * booked. Where the log that is left had moved a booking before, working it out anew moves it there again.
 */
async function giveBookingsBack(statements: Statements, site: SiteRow, fork: number): Promise<void> {
  const { site_id: siteId } = site
  const rows = await statements.all<{ type: string; data: string }>(
    `SELECT type, data FROM superseded WHERE site_id = $1 AND epoch = $2 AND revision > $3 AND data IS NOT NULL
     AND type IN ('TicketIssued', 'SlotsGranted', 'BookingMade', 'BookingMoved') ORDER BY revision`,
    siteId,
    site.epoch,
    fork,
  )
  const records = rows.map(({ type, data }) => ({ type, data: JSON.parse(data) }))
  const madeThere = new Map<string, number>()
  for (const { type, data } of records) {
    const { bookingId: id } = data
    if (type === 'BookingMade') madeThere.set(id, data.slotAt)
    if (type === 'TicketIssued' && id !== undefined)
      await saveReservations(statements, siteId, [{ id, state: 'BOOKED' }])
    const slotAt =
      type === 'BookingMoved' ? (madeThere.get(id) ?? (await firstTime(statements, site, id))) : null
    if (slotAt !== null) await saveReservations(statements, siteId, [{ id, slotAt }])
  }
  for (const { type, data } of records)
    for (const { slotAt } of type === 'SlotsGranted' ? data.slots : [])
      await statements.run(
        'DELETE FROM slots WHERE site_id = $1 AND service_id = $2 AND slot_at = $3 AND taken = 0',
        siteId,
        data.serviceId,
        slotAt,
      )
}

/** Works the site's tables and figures out anew from the records it still has. */
async function workOutAnew(statements: Statements, site: SiteRow): Promise<void> {
  for (const table of ['tickets', 'ratings', 'services', 'documents'])
    await statements.run(`DELETE FROM ${table} WHERE site_id = $1`, site.site_id)
  const counts = { waiting: 0, tickets_today: 0, ratings_today: 0, rating_sum: 0 }
  Object.assign(site, { business_day: null, ...counts })
  for (let after = 0; ; ) {
    const rows = await statements.all<KeptRecord>(
      `SELECT revision, at, business_day, msg_type, type, data, prev_hash, hash FROM events
       WHERE site_id = $1 AND revision > $2 AND data IS NOT NULL ORDER BY revision LIMIT $3`,
      site.site_id,
      after,
      page,
    )
    const records = rows.map(recordOf)
    const days = [...new Set(rows.map(({ business_day }) => business_day ?? ''))]
    const batch = await loadBatch(statements, { site, records, days })
    for (const [index, record] of records.entries())
      applyRecord(batch, record, record.data ?? {}, rows[index]?.business_day ?? site.business_day ?? '')
    await saveBatches(statements, [batch])
    after = rows.at(-1)?.revision ?? after
    if (rows.length < page) return
  }
}

/**
 * Puts a site's records after a fork aside, where they stay, and brings everything that was made of them back to how
 * it stood at the fork. A booking that a superseded record had cancelled or missed stays so: its visitor was told.
 */
export async function supersede(
  statements: Statements,
  site: SiteRow,
  fork: number,
  hash: string,
  at: string,
): Promise<void> {
  const count = await putAside(statements, site, fork, at)
  if (count === 0) return
  await giveBookingsBack(statements, site, fork)
  site.next_revision = fork + 1
  site.last_hash = hash
  site.superseded += count
  const [stubs] = await statements.all<{ count: number }>(
    'SELECT COUNT(*) AS count FROM events WHERE site_id = $1 AND data IS NULL',
    site.site_id,
  )
  site.withheld = Number(stubs?.count ?? 0)
  await workOutAnew(statements, site)
}
