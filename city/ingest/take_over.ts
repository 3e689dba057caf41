import { type CityRecord, cityCodes, type EpochBegan, epochBegan } from '#protocol'
import type { Statements } from '../store/database.ts'
import { firstPrevHash, recordHash } from './check.ts'
import type { SiteRow } from './site_batch.ts'
import { supersede } from './supersede.ts'
import type { Taken } from './take.ts'

/** What began the epoch a site is in, as its log has it; null in the first. */
export const beganOf = ({ epoch_began }: SiteRow): EpochBegan | null =>
  epoch_began === null ? null : epochBegan.parse(JSON.parse(epoch_began))

/** The beginnings of epochs in a message that are later than the site's own, in order; null when they make no sense. */
function laterEpochs(
  records: readonly CityRecord[],
  epoch: number,
): readonly { record: CityRecord; began: EpochBegan }[] | null {
  const all = records.map((record) => ({ record, began: epochBegan.safeParse(record.data) }))
  const later: { record: CityRecord; began: EpochBegan }[] = []
  for (const { record, began } of all) {
    if (record.type !== 'EpochBegan' || !began.success || recordHash(record) !== record.hash) return null
    if (began.data.epoch <= epoch) continue
    const before = later.at(-1)
    const isInOrder = before === undefined || before.began.epoch < began.data.epoch
    if (!isInOrder || began.data.fromRevision !== record.revision - 1) return null
    later.push({ record, began: began.data })
  }
  return later.length === 0 ? null : later
}

/**
 * A hub of a later epoch takes a site over. Its log must share what the city has up to where the first epoch the city
 * has not heard of forked; what the city has beyond that came from a hub that was replaced, and is put aside.
 */
export async function takeOver(
  statements: Statements,
  site: SiteRow,
  records: readonly CityRecord[],
  epoch: number,
  at: string,
): Promise<Taken | null> {
  const later = laterEpochs(records, site.epoch)
  const [first, last] = [later?.[0], later?.at(-1)]
  if (first === undefined || last === undefined || last.began.epoch !== epoch) return null
  const fork = first.began.fromRevision
  if (fork < site.next_revision) {
    const [forkRow] = await statements.all<{ hash: string }>(
      'SELECT hash FROM events WHERE site_id = $1 AND revision = $2',
      site.site_id,
      fork,
    )
    const shared = fork === 0 ? firstPrevHash : forkRow?.hash
    if (shared !== first.record.prevHash) return { code: cityCodes.chainBroken, accepted: 0, rejected: [] }
    await supersede(statements, site, fork, shared, at)
  }
  site.epoch = epoch
  site.epoch_began = JSON.stringify(last.began)
  return { code: cityCodes.ok, accepted: 0, rejected: [] }
}
