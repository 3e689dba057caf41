import { type CityRecord, cityCodes, cityDay, citySubject, type Rejection } from '#protocol'
import type { Statements } from '../store/database.ts'
import { tables, type Value } from '../store/tables.ts'
import { applyRecord, type Refused } from './apply.ts'
import { checkedData, continues, firstPrevHash } from './check.ts'
import { loadBatch, saveBatch } from './load_and_save.ts'
import type { SiteBatch, SiteRow } from './site_batch.ts'

/** What became of the records of one message. */
export interface Taken {
  readonly code: number
  readonly accepted: number
  readonly rejected: readonly Rejection[]
}

/** A record without its data, as it is kept. */
export interface Stub {
  readonly revision: number
  readonly subject: string | null
  readonly code: number
  readonly message: string | null
  readonly state: string
}

/** Every record of a site that is held without data. */
export const withheldOf = (statements: Statements, site: SiteRow): Promise<readonly Stub[]> =>
  site.withheld === 0
    ? Promise.resolve([])
    : statements.all<Stub>(
        'SELECT revision, subject, code, message, state FROM events WHERE site_id = $1 AND data IS NULL ORDER BY revision',
        site.site_id,
      )

/** Tickets and bookings that wait for an earlier record; a record that was given up holds nothing back. */
export function blockedBy(stubs: readonly Stub[]): Map<string, number> {
  const blocked = new Map<string, number>()
  for (const { subject, revision, state } of stubs)
    if (subject !== null && state !== 'dropped' && !blocked.has(subject)) blocked.set(subject, revision)
  return blocked
}

/** The row a record is kept as. */
export function recordRow(
  site: SiteRow,
  record: CityRecord,
  receivedAt: string,
  refusal: Refused | null,
): Readonly<Record<string, Value>> {
  const isHere = record.data !== null && refusal === null
  return {
    site_id: site.site_id,
    revision: record.revision,
    at: record.at,
    day: cityDay(record.at),
    business_day: site.business_day,
    msg_type: record.msgType,
    type: record.type,
    data: isHere ? JSON.stringify(record.data) : null,
    prev_hash: record.prevHash,
    hash: record.hash,
    received_at: receivedAt,
    state: isHere ? 'taken' : (record.withheld ?? 'refused'),
    code: refusal?.code ?? 0,
    message: refusal?.message ?? null,
    subject: record.data === null ? null : citySubject(record.data),
  }
}

/** Tries one record on a batch; null when it was taken. */
export function tryRecord(
  batch: SiteBatch,
  record: CityRecord,
  blocked: ReadonlyMap<string, number>,
  day: string,
): Refused | null {
  const checked = checkedData(record)
  if (!checked.ok) return checked.error
  const subject = citySubject(checked.value)
  const before = subject === null ? undefined : blocked.get(subject)
  if (before !== undefined && before < record.revision)
    return { code: cityCodes.waitsForEarlier, message: `waits for record ${before}` }
  const applied = applyRecord(batch, record, checked.value, day)
  return applied.ok ? null : applied.error
}

/** Where a stretch of records stops being the continuation of a site's log, as a code; 0 when it is whole. */
function breakIn(site: SiteRow, fresh: readonly CityRecord[]): number {
  let next = site.next_revision
  let after = next === 1 ? firstPrevHash : site.last_hash
  for (const record of fresh) {
    if (record.revision !== next) return cityCodes.sequenceGap
    if (!continues(record, after)) return cityCodes.chainBroken
    next += 1
    after = record.hash
  }
  return cityCodes.ok
}

/** Whether what is already here came from the same log: the last of it says so for all before it. */
async function isSameLog(
  statements: Statements,
  { site_id, next_revision }: SiteRow,
  records: readonly CityRecord[],
): Promise<boolean> {
  const last = records.findLast(({ revision }) => revision < next_revision)
  if (last === undefined) return true
  const sql = 'SELECT hash FROM events WHERE site_id = $1 AND revision = $2'
  const [held] = await statements.all<{ hash: string }>(sql, site_id, last.revision)
  return held === undefined || held.hash === last.hash
}

/**
 * Takes the records of one message in, each exactly once and in order: what is already here is passed over (and
 * refused again if it was), a gap, a broken chain or another log takes nothing, a record that cannot be taken keeps its place
 * without data while the rest goes on. Runs inside a transaction that holds the site's row.
 */
export async function takeRecords(
  statements: Statements,
  site: SiteRow,
  records: readonly CityRecord[],
  receivedAt: string,
): Promise<Taken> {
  const fresh = records.filter(({ revision }) => revision >= site.next_revision)
  const isSame = await isSameLog(statements, site, records)
  const code = isSame ? breakIn(site, fresh) : cityCodes.chainBroken
  if (code !== cityCodes.ok) return { code, accepted: 0, rejected: [] }
  const stubs = await withheldOf(statements, site)
  const sent = new Set(records.map(({ revision }) => revision))
  const rejected: Rejection[] = stubs
    .filter(({ revision, state }) => sent.has(revision) && state === 'refused')
    .map(({ revision, code: why, message }) => ({ revision, code: why, message: message ?? '' }))
  const blocked = blockedBy(stubs)
  const batch = await loadBatch(statements, site, fresh)
  const rows = fresh.map((record) => {
    const refusal = record.data === null ? null : tryRecord(batch, record, blocked, site.business_day ?? '')
    const row = recordRow(site, record, receivedAt, refusal)
    if (refusal !== null) rejected.push({ revision: record.revision, ...refusal })
    if (row.data === null) site.withheld += 1
    if (typeof row.subject === 'string' && row.data === null && !blocked.has(row.subject))
      blocked.set(row.subject, record.revision)
    site.next_revision = record.revision + 1
    site.last_hash = record.hash
    return row
  })
  await statements.put(tables.events, rows, 'leave')
  await saveBatch(statements, batch)
  const accepted = rows.filter(({ data }) => data !== null).length
  return { code: cityCodes.ok, accepted, rejected }
}
