import { present } from '#basics'
import { type CityRecord, cityCodes, cityDay, citySubject, isKeepable, type Rejection } from '#protocol'
import type { Statements } from '../store/database.ts'
import { tables, type Value } from '../store/tables.ts'
import { applyRecord, type Refused } from './apply.ts'
import { checkedData, continues, firstPrevHash } from './check.ts'
import { loadBatches, saveBatches } from './load_and_save.ts'
import type { SiteBatch, SiteRow } from './site_batch.ts'

/** What became of the records of one message. */
export interface Taken {
  readonly code: number
  readonly accepted: number
  readonly rejected: readonly Rejection[]
}

/** The records one message of a site brings. */
export interface Brought {
  readonly site: SiteRow
  readonly records: readonly CityRecord[]
  readonly receivedAt: string
}

type RecordRow = Readonly<Record<string, Value>>

interface Held {
  readonly site_id: string
  readonly hash: string
}

/** A record without its data, as it is kept. */
export interface Stub {
  readonly site_id: string
  readonly revision: number
  readonly subject: string | null
  readonly code: number
  readonly message: string | null
  readonly state: string
}

/** Every record of these sites that is held without data, in order; by site. */
export async function withheldOf(
  statements: Statements,
  sites: readonly SiteRow[],
): Promise<ReadonlyMap<string, readonly Stub[]>> {
  const some = sites.filter(({ withheld }) => withheld > 0).map(({ site_id }) => site_id)
  if (some.length === 0) return new Map()
  const stubs = await statements.allIn<Stub>(
    'SELECT site_id, revision, subject, code, message, state FROM events WHERE data IS NULL AND site_id {list} ORDER BY revision',
    some,
  )
  return Map.groupBy(stubs, ({ site_id }) => site_id)
}

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
): RecordRow {
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

const freshOf = ({ next_revision }: SiteRow, records: readonly CityRecord[]) =>
  records.filter(({ revision }) => revision >= next_revision)

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

/** Sites whose records are already here with another hash: the last of them speaks for all before it. */
async function otherLogs(statements: Statements, brought: readonly Brought[]): Promise<ReadonlySet<string>> {
  const again = brought.flatMap(({ site, records }) => {
    const last = records.findLast(({ revision }) => revision < site.next_revision)
    return last === undefined ? [] : { siteId: site.site_id, ...last }
  })
  const held = await statements.find<Held>(
    tables.events,
    ['site_id', 'revision'],
    again.map(({ siteId, revision }) => [siteId, revision]),
  )
  const hashes = new Map(held.map(({ site_id, hash }) => [site_id, hash]))
  return new Set(again.flatMap(({ siteId, hash }) => ((hashes.get(siteId) ?? hash) === hash ? [] : siteId)))
}

/** Business days that records of a message may be entered under. */
const daysIn = ({ business_day }: SiteRow, records: readonly CityRecord[]): string[] => [
  business_day ?? '',
  ...records.flatMap(({ type, data }) =>
    type === 'DayOpened' && isKeepable(data?.businessDay) ? data.businessDay : [],
  ),
]

/** Takes the fresh records of one site into its batch; the rows they are kept as, and what is said of them. */
function takeStretch(
  batch: SiteBatch,
  { records, receivedAt }: Brought,
  stubs: readonly Stub[],
): { readonly rows: readonly RecordRow[]; readonly taken: Taken } {
  const { site } = batch
  const sent = new Set(records.map(({ revision }) => revision))
  const rejected: Rejection[] = stubs
    .filter(({ revision, state }) => sent.has(revision) && state === 'refused')
    .map(({ revision, code: why, message }) => ({ revision, code: why, message: message ?? '' }))
  const blocked = blockedBy(stubs)
  const rows = freshOf(site, records).map((record) => {
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
  const accepted = rows.filter(({ data }) => data !== null).length
  return { rows, taken: { code: cityCodes.ok, accepted, rejected } }
}

/**
 * Takes in the records of messages of different sites, each record exactly once and in order: what is already here is
 * passed over (and refused again if it was), a gap, a broken chain or another log takes nothing of its message, a record
 * that cannot be taken keeps its place without data while the rest goes on. Runs inside a transaction that holds the
 * sites' rows; what became of each message, in their order.
 */
export async function takeRecords(statements: Statements, brought: readonly Brought[]): Promise<Taken[]> {
  const others = await otherLogs(statements, brought)
  const stubs = await withheldOf(
    statements,
    brought.map(({ site }) => site),
  )
  const codeOf = ({ site, records }: Brought) =>
    others.has(site.site_id) ? cityCodes.chainBroken : breakIn(site, freshOf(site, records))
  const judged = brought.map((each) => ({ each, code: codeOf(each) }))
  const whole = judged.filter(({ code }) => code === cityCodes.ok).map(({ each }) => each)
  const stretches = whole.map(({ site, records }) => {
    const fresh = freshOf(site, records)
    return { site, records: fresh, days: daysIn(site, fresh) }
  })
  const batches = await loadBatches(statements, stretches)
  const done = new Map(
    whole.map((each, index) => {
      const batch = present(batches[index], 'a batch')
      return [each, takeStretch(batch, each, stubs.get(each.site.site_id) ?? [])]
    }),
  )
  const rows = [...done.values()].flatMap((each) => each.rows)
  await statements.put(tables.events, rows, 'leave')
  await saveBatches(statements, batches)
  return judged.map(({ each, code }) => done.get(each)?.taken ?? { code, accepted: 0, rejected: [] })
}
