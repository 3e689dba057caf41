import type { PublishBody } from '#protocol'
import { sendDown } from './down.ts'
import type { CityDatabase, Statements } from './store/database.ts'

function titleOf({ msgType, data }: PublishBody): { zh: string; en: string } {
  if (msgType === 'NOTICE' || msgType === 'MEDIA') return data.title
  if (msgType === 'SERVICE_ITEM') return data.name
  if (msgType === 'EVAL_TASK') return { zh: `差评单 ${data.ticketId}`, en: `Rating task ${data.ticketId}` }
  return { zh: `报表回执 ${data.receiptNo}`, en: `Report receipt ${data.receiptNo}` }
}

/** Sites that hold what a record is about: the rated visit, the report; all others have no use for it. */
async function concerned(
  statements: Statements,
  { msgType, data }: PublishBody,
): Promise<ReadonlySet<string>> {
  const [sql, id] =
    msgType === 'EVAL_TASK'
      ? ['SELECT site_id FROM tickets WHERE ticket_id = $1', data.ticketId]
      : msgType === 'RECEIPT'
        ? [`SELECT site_id FROM documents WHERE kind = 'MONTHLY_REPORT' AND id = $1`, data.reportId]
        : ['', '']
  if (sql === '') return new Set()
  const rows = await statements.all<{ site_id: string }>(sql, id)
  return new Set(rows.map(({ site_id }) => site_id))
}

/**
 * Publishes to every site of an area that has ever been heard; what is about one visit or report only to the site
 * that has it, where one is known. Returns how many.
 */
export async function publish(
  database: CityDatabase,
  body: PublishBody,
  id: string,
  now: number,
): Promise<number> {
  const at = new Date(now).toISOString()
  return database.transaction(async (statements) => {
    const inArea = await statements.all<{ site_id: string }>(
      'SELECT site_id FROM sites WHERE area_code LIKE $1 ORDER BY site_id',
      `${body.scope}%`,
    )
    const those = await concerned(statements, body)
    const sites = inArea.filter(({ site_id }) => those.size === 0 || those.has(site_id))
    for (const { site_id } of sites) await sendDown(statements, site_id, body, { id, at, until: null })
    await statements.run(
      'INSERT INTO publications (id, msg_type, scope, at, title, sites) VALUES ($1, $2, $3, $4, $5, $6)',
      id,
      body.msgType,
      body.scope,
      at,
      JSON.stringify(titleOf(body)),
      sites.length,
    )
    return sites.length
  })
}
