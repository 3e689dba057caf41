import { type Pool, type PoolClient, placeOf, transaction } from '#postgres'

/** One lock for each purpose in each schema of a database. */
export const lockSql = {
  migrate: 'SELECT pg_advisory_xact_lock(770001, hashtext(current_schema()))',
  write: 'SELECT pg_advisory_xact_lock(770002, hashtext(current_schema()))',
  start: 'SELECT pg_advisory_lock(770003, hashtext(current_schema()))',
} as const

async function checkServer(client: PoolClient, place: string): Promise<void> {
  const { rows } = await client.query<{ fsync: string; encoding: string; version: number }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding,
       current_setting('server_version_num')::int AS version`,
  )
  const [server] = rows
  if (server === undefined || server.version < 140_000)
    throw new Error(`The PostgreSQL at ${place} is older than 14. Use a newer one.`)
  if (server.encoding !== 'UTF8')
    throw new Error(`The database ${place} has the encoding ${server.encoding}. Make it anew with UTF8.`)
  if (server.fsync !== 'on')
    throw new Error(
      `The PostgreSQL at ${place} has fsync turned off: a power cut would lose numbers that were given. ` +
        'Turn fsync on and start again.',
    )
}

/**
 * Brings a database to the schema this program knows, in one transaction; programs that start at once wait for each
 * other. Throws an Error with a sentence for the operator when the database was written by a newer program, or when
 * its server cannot be trusted with a log.
 */
export async function migratePostgres(pool: Pool, url: string, migrations: readonly string[]): Promise<void> {
  const place = placeOf(url)
  const begin = await pool.connect().catch((cause: { code?: string; message?: string }) => {
    throw new Error(`PostgreSQL at ${place} does not let the hub in: ${cause.code ?? cause.message}.`, {
      cause,
    })
  })
  begin.release()
  await transaction(pool, async (client) => {
    await checkServer(client, place)
    // The lock may be held by a program that migrates many rows.
    await client.query('SET LOCAL statement_timeout = 0')
    await client.query(lockSql.migrate)
    await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)')
    const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version')
    const version = rows[0]?.version ?? 0
    if (version > migrations.length)
      throw new Error(
        `The database ${place} was written by a newer program (schema ${version}, this program knows ${migrations.length}). ` +
          'Start the newer program again, or restore the backup that was made before it was installed.',
      )
    for (const sql of migrations.slice(version)) await client.query(sql)
    if (rows.length === 0) await client.query('INSERT INTO schema_version VALUES ($1)', [migrations.length])
    else await client.query('UPDATE schema_version SET version = $1', [migrations.length])
  })
}
