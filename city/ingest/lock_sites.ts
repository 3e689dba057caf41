import { present } from '#basics'
import type { Statements } from '../store/database.ts'
import { tables } from '../store/tables.ts'
import type { SiteRow } from './site_batch.ts'

/**
 * Locks the rows of sites for the rest of the transaction, always in the same order so that nobody waits in a circle;
 * a site heard for the first time gets a row.
 */
export async function lockSites(
  statements: Statements,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, SiteRow>> {
  const sites = new Map<string, SiteRow>()
  const lock = async (ids: readonly string[]) => {
    const sql = `SELECT * FROM sites WHERE site_id {list} ORDER BY site_id${statements.forUpdate}`
    for (const site of await statements.allIn<SiteRow>(sql, ids)) sites.set(site.site_id, site)
  }
  await lock(siteIds)
  const unheard = siteIds.filter((id) => !sites.has(id)).sort()
  if (unheard.length === 0) return sites
  await statements.put(
    tables.newSites,
    unheard.map((site_id) => ({ site_id })),
    'leave',
  )
  await lock(unheard)
  for (const id of unheard) present(sites.get(id), `site ${id}`)
  return sites
}
