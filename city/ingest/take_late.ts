import { type CityRecord, cityCodes, type Rejection } from '#protocol'
import type { Statements } from '../store/database.ts'
import { tables } from '../store/tables.ts'
import type { Refused } from './apply.ts'
import { continues, firstPrevHash } from './check.ts'
import { loadBatch, saveBatches } from './load_and_save.ts'
import type { SiteRow } from './site_batch.ts'
import { type Brought, blockedBy, recordRow, type Stub, type Taken, tryRecord, withheldOf } from './take.ts'

interface Neighbour {
  readonly revision: number
  readonly hash: string
  readonly prev_hash: string
  readonly data: string | null
  readonly business_day: string | null
}

/** Whether a late record fits where it belongs: it is the one that was announced, or closes a gap between two others. */
async function placeOf(
  statements: Statements,
  site: SiteRow,
  record: CityRecord,
): Promise<'here' | 'open' | 'misfit' | { readonly day: string | null }> {
  const { revision } = record
  if (revision >= site.next_revision) return 'open'
  const rows = await statements.all<Neighbour>(
    'SELECT revision, hash, prev_hash, data, business_day FROM events WHERE site_id = $1 AND revision BETWEEN $2 AND $3',
    site.site_id,
    revision - 1,
    revision + 1,
  )
  const at = (place: number) => rows.find((row) => row.revision === place)
  const own = at(revision)
  if (own !== undefined && own.hash !== record.hash) return 'misfit'
  if (own !== undefined && own.data !== null) return 'here'
  const before = revision === 1 ? firstPrevHash : (at(revision - 1)?.hash ?? record.prevHash)
  const after = at(revision + 1)
  const fits = continues(record, before) && (after === undefined || after.prev_hash === record.hash)
  const day = own?.business_day ?? at(revision - 1)?.business_day ?? site.business_day
  return fits ? { day } : 'misfit'
}

/** Keeps one record in its place, with the day it was entered under; why it is refused, or null. */
async function keepLate(
  statements: Statements,
  { site, receivedAt }: Brought,
  record: CityRecord,
  day: string,
  stubs: Stub[],
): Promise<Refused | null> {
  const known = stubs.findIndex(({ revision }) => revision === record.revision)
  const others = stubs.filter(({ revision }) => revision !== record.revision)
  const isGivenUp = record.data === null
  const batch = await loadBatch(statements, { site, records: [record], days: [day] })
  const refusal = isGivenUp ? null : tryRecord(batch, record, blockedBy(others), day)
  const row = recordRow({ ...site, business_day: day }, record, receivedAt, refusal)
  if (known >= 0 && row.data !== null) site.withheld -= 1
  if (known < 0 && row.data === null) site.withheld += 1
  const stub = stubs[known]
  if (stub !== undefined && isGivenUp) stubs[known] = { ...stub, state: 'dropped' }
  else if (stub !== undefined && refusal === null) stubs.splice(known, 1)
  await statements.put(tables.events, [row], 'replace')
  await saveBatches(statements, [batch])
  return refusal
}

const misfits = {
  open: { code: cityCodes.sequenceGap, message: 'the log has not come so far' },
  misfit: { code: cityCodes.chainBroken, message: 'does not fit its place' },
} as const satisfies Record<string, Refused>

/** Takes in records that had been left out, or that a reconciliation found missing; each is judged by itself, in order. */
export async function takeLate(statements: Statements, brought: Brought): Promise<Taken> {
  const { site, records } = brought
  const rejected: Rejection[] = []
  const stubs = [...((await withheldOf(statements, [site])).get(site.site_id) ?? [])]
  let accepted = 0
  for (const record of [...records].sort((a, b) => a.revision - b.revision)) {
    const place = await placeOf(statements, site, record)
    if (place === 'here') continue
    const refusal =
      typeof place === 'string'
        ? misfits[place]
        : await keepLate(statements, brought, record, place.day ?? '', stubs)
    if (refusal !== null) rejected.push({ revision: record.revision, ...refusal })
    else if (record.data !== null) accepted += 1
  }
  return { code: cityCodes.ok, accepted, rejected }
}
