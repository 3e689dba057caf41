import pg from 'pg'
import { brokenAt, type FileReport, type Row } from './log_of.ts'

/** Reads the tables of a PostgreSQL database as `readFile` reads those of a file. */
export async function readPostgres(url: string): Promise<FileReport> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(
      'SELECT revision::int, at, type, data, prev_hash AS "prevHash", hash, command_id AS "commandId" FROM events ORDER BY revision',
    )
    const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id)
    return {
      integrity: 'ok',
      brokenAt: brokenAt(rows),
      commandIds: rows.map(({ commandId }) => commandId),
      answered: new Set(await ids('SELECT id FROM commands')),
      issued: await ids('SELECT id FROM tickets'),
    }
  } finally {
    await client.end()
  }
}
