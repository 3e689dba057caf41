import type { CityRecord } from '#protocol'

/** Whether a stretch of a site's log is whole. */
export interface LogHealth {
  /** The first revision that is missing, or null. */
  readonly missingFrom: number | null
  /** The first record whose previous hash is not that of the record before it, or null. */
  readonly brokenAt: number | null
}

/** Looks through records in order of revision for a gap or a broken hash chain. */
export function logHealth(records: readonly CityRecord[]): LogHealth {
  let missingFrom: number | null = null
  let brokenAt: number | null = null
  for (const [index, record] of records.entries()) {
    const before = records[index - 1]
    if (before === undefined) continue
    if (record.revision !== before.revision + 1) missingFrom ??= before.revision + 1
    else if (record.prevHash !== before.hash) brokenAt ??= record.revision
  }
  return { missingFrom, brokenAt }
}
