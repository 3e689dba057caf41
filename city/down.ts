import type { z } from 'zod'
import { type CityDownRecord, cityDownRecord, type pullBody, type pullReply } from '#protocol'
import type { Statements } from './store/database.ts'
import { tables } from './store/tables.ts'

type Content = CityDownRecord extends infer Each
  ? Each extends { msgType: infer Type; data: infer Data }
    ? { readonly msgType: Type; readonly data: Data }
    : never
  : never

/** Puts one record into what a site will be sent; runs inside a transaction. `until` (ms) ends its use. */
export async function sendDown(
  statements: Statements,
  siteId: string,
  { msgType, data }: Content,
  { id, at, until }: { readonly id: string; readonly at: string; readonly until: number | null },
): Promise<void> {
  const [row] = await statements.all<{ down_head: number }>(
    'UPDATE sites SET down_head = down_head + 1 WHERE site_id = $1 RETURNING down_head',
    siteId,
  )
  if (row === undefined) throw new Error(`site ${siteId} has never been heard`)
  const record = {
    site_id: siteId,
    seq: row.down_head,
    at,
    msg_type: msgType,
    id,
    data: JSON.stringify(data),
    until,
  }
  await statements.put(tables.downlink, [record], 'leave')
}

interface Row {
  readonly seq: number
  readonly at: string
  readonly msg_type: string
  readonly id: string
  readonly data: string
}

/** What the city has for a site after a place, in order; what has had its time is forgotten first. */
export async function pull(
  statements: Statements,
  siteId: string,
  { after, limit }: z.infer<typeof pullBody>,
  head: number,
  now: number,
): Promise<z.infer<typeof pullReply>> {
  await statements.run('DELETE FROM downlink WHERE site_id = $1 AND until < $2', siteId, now)
  const rows = await statements.all<Row>(
    'SELECT seq, at, msg_type, id, data FROM downlink WHERE site_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    siteId,
    after,
    limit,
  )
  const records = rows.map(({ seq, at, msg_type, id, data }) =>
    cityDownRecord.parse({ seq, at, id, msgType: msg_type, data: JSON.parse(data) }),
  )
  return { records, head }
}
