import type pg from 'pg'
import { systemClock } from '#basics'
import { openToRead, type SqliteDatabase } from '#sqlite'
import { verifyChain } from './chain.ts'
import { type Table, tablesOf } from './copy_postgres.ts'
import { openPool, placeOf, transaction } from './postgres_pool.ts'
import { openStores, type PostgresAddress } from './stores.ts'

/** Values of one statement: PostgreSQL takes 65,535. */
const mostValues = 30_000

async function insert(
  client: pg.PoolClient,
  { name, columns }: Table,
  rows: readonly (readonly unknown[])[],
) {
  const place = (row: number) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(', ')})`
  const places = rows.map((_, row) => place(row)).join(', ')
  await client.query(`INSERT INTO ${name} (${columns.join(', ')}) VALUES ${places}`, rows.flat())
}

async function fillTable(client: pg.PoolClient, database: SqliteDatabase, table: Table): Promise<void> {
  const { name, columns } = table
  const page = Math.floor(mostValues / columns.length)
  const select = database.prepare(`SELECT ${columns.join(', ')} FROM ${name}`).raw()
  let rows: (readonly unknown[])[] = []
  for (const row of select.iterate()) {
    rows.push(row as readonly unknown[])
    if (rows.length < page) continue
    await insert(client, table, rows)
    rows = []
  }
  if (rows.length > 0) await insert(client, table, rows)
}

/** Who is sealed under which reference: in SQLite a column of the vault, here a table of its own. */
const peopleSql = `INSERT INTO people (lookup, ref, at)
  SELECT lookup, min(ref), min(at) FROM vault WHERE lookup IS NOT NULL GROUP BY lookup`

/**
 * Puts all that a hub's SQLite file holds into an empty PostgreSQL database, in one transaction, and reads the log
 * back to its end. Rejects with a sentence for the technician when the database is in use or does not give back what
 * was written; what was there before is never touched.
 */
export async function fillPostgres(
  file: string,
  url: PostgresAddress,
): Promise<{ readonly head: number; readonly hash: string }> {
  const stores = await openStores(url, null, systemClock())
  const database = openToRead(file)
  const pool = openPool(url)
  try {
    await transaction(pool, async (client) => {
      await client.query('SET LOCAL statement_timeout = 0')
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
      // Nobody else writes from here on.
      await client.query('LOCK TABLE events IN ACCESS EXCLUSIVE MODE')
      const { rows } = await client.query('SELECT 1 FROM events LIMIT 1')
      if (rows.length > 0)
        throw new Error(
          `The database ${placeOf(url)} holds a log already: make an empty one for the restore.`,
        )
      for (const table of tablesOf(database)) await fillTable(client, database, table)
      await client.query(peopleSql)
    })
    const walked = await verifyChain(stores.events)
    if (!walked.ok) throw new Error(`The log in ${placeOf(url)} breaks at revision ${walked.error}: drop it.`)
    return walked.value
  } finally {
    await pool.end()
    database.close()
    await stores.close()
  }
}
