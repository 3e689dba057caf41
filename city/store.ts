import type { CityRecord } from '#protocol'
import { openDatabase } from '#sqlite'
import { migrations } from './migrations.ts'
import { applyRecord } from './projection.ts'

/** What became of a batch of records. */
export type IngestOutcome =
  | { readonly outcome: 'accepted'; readonly accepted: number; readonly nextRevision: number }
  | { readonly outcome: 'gap' | 'chain-broken'; readonly nextRevision: number }

/** The city's database of what its sites have sent. */
export type CityDatabase = ReturnType<typeof openDatabase>

/** Opens the reference city's database file. */
export const openCityDatabase = (file: string): CityDatabase => openDatabase({ file, migrations })

/** Where a site goes on: the revision after the last one received, and that one's hash. */
export function siteCursor(database: CityDatabase, siteId: string): { next: number; lastHash: string } {
  const row = database
    .prepare<[string], { revision: number; hash: string }>(
      'SELECT revision, hash FROM events WHERE site_id = ? ORDER BY revision DESC LIMIT 1',
    )
    .get(siteId)
  return row === undefined ? { next: 1, lastHash: '' } : { next: row.revision + 1, lastHash: row.hash }
}

/**
 * Takes records of one site in, each exactly once and in order, in one transaction: what is already here is passed
 * over, a gap or a broken hash chain takes nothing.
 */
export function ingest(
  database: CityDatabase,
  siteId: string,
  records: readonly CityRecord[],
  receivedAt: string,
): IngestOutcome {
  const insert = database.prepare(
    'INSERT INTO events (site_id, revision, at, msg_type, type, data, prev_hash, hash, received_at) VALUES (?,?,?,?,?,?,?,?,?)',
  )
  return database.transaction((): IngestOutcome => {
    const cursor = siteCursor(database, siteId)
    let { next, lastHash } = cursor
    const fresh = records.filter((record) => record.revision >= next)
    for (const record of fresh) {
      if (record.revision !== next) return { outcome: 'gap', nextRevision: cursor.next }
      if (next > 1 && record.prevHash !== lastHash)
        return { outcome: 'chain-broken', nextRevision: cursor.next }
      next += 1
      lastHash = record.hash
    }
    for (const record of fresh) {
      const { revision, at, msgType, type, data, prevHash, hash } = record
      insert.run(siteId, revision, at, msgType, type, JSON.stringify(data), prevHash, hash, receivedAt)
      applyRecord(database, siteId, record)
    }
    return { outcome: 'accepted', accepted: fresh.length, nextRevision: next }
  })()
}

/** Notes that a site was heard, and how far its own log reaches. */
export function noteSeen(database: CityDatabase, siteId: string, head: number, at: string): void {
  database
    .prepare(
      `INSERT INTO sites (site_id, head, last_seen) VALUES (?,?,?)
       ON CONFLICT (site_id) DO UPDATE SET head = excluded.head, last_seen = excluded.last_seen`,
    )
    .run(siteId, head, at)
}
