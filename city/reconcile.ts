import type { DayCount, Reconciliation, ReconciliationReply } from '#protocol'
import { recordsDigest } from '#signing'
import type { SiteRow } from './ingest/site_batch.ts'
import type { Statements } from './store/database.ts'

const mostNamed = 1_000

interface Row {
  readonly revision: number
  readonly msg_type: string
  readonly hash: string
  readonly data: string | null
}

/** Counts and digests by type, of rows in order of revision. */
function dayCounts(rows: readonly { readonly msgType: string; readonly hash: string }[]): DayCount[] {
  const hashes = new Map<string, string[]>()
  for (const { msgType, hash } of rows) hashes.set(msgType, [...(hashes.get(msgType) ?? []), hash])
  return [...hashes].map(([msgType, each]) => ({ msgType, count: each.length, digest: recordsDigest(each) }))
}

/** Revisions of a stretch that no row has. */
function holes(rows: readonly Row[], from: number, to: number): number[] {
  const here = new Set(rows.map(({ revision }) => revision))
  const found: number[] = []
  for (let revision = from; revision <= to && found.length < mostNamed; revision += 1)
    if (!here.has(revision)) found.push(revision)
  return found
}

/** Compares a site's account of one day with what the city holds of it (日对账). */
export async function reconcile(
  statements: Statements,
  site: SiteRow,
  { day, from, to, types }: Reconciliation,
): Promise<ReconciliationReply> {
  const last = Math.min(to, site.next_revision - 1)
  const rows = await statements.all<Row>(
    'SELECT revision, msg_type, hash, data FROM events WHERE site_id = $1 AND revision BETWEEN $2 AND $3 ORDER BY revision',
    site.site_id,
    from,
    to,
  )
  const own = await statements.all<Row>(
    'SELECT revision, msg_type, hash, data FROM events WHERE site_id = $1 AND day = $2 AND data IS NOT NULL ORDER BY revision',
    site.site_id,
    day,
  )
  const here = dayCounts(own.map(({ msg_type, hash }) => ({ msgType: msg_type, hash })))
  const names = [...new Set([...types, ...here].map(({ msgType }) => msgType))].sort()
  const differences = names.flatMap((msgType) => {
    const theirs = types.find((each) => each.msgType === msgType) ?? null
    const ours = here.find((each) => each.msgType === msgType) ?? null
    const isSame = theirs?.count === ours?.count && theirs?.digest === ours?.digest
    return isSame ? [] : [{ msgType, site: theirs, city: ours }]
  })
  const missing = holes(rows, from, last)
  const withheld = rows.filter(({ data }) => data === null).map(({ revision }) => revision)
  return {
    day,
    agrees: differences.length === 0,
    differences,
    missing,
    withheld: withheld.slice(0, mostNamed),
  }
}
