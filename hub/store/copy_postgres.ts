import pg from 'pg'
import type { SqliteDatabase } from '#sqlite'
import { connectionOf } from './postgres_pool.ts'

const page = 2_000
/** Ways in that are open for minutes or hours only: a copy must not open them again. */
const passing: ReadonlySet<string> = new Set(['sessions', 'pairings'])

/** A table both databases name alike. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/** The tables of a hub that a copy has, with their columns. */
export function tablesOf(database: SqliteDatabase): readonly Table[] {
  const names = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  return names
    .filter(({ name }) => !passing.has(name))
    .map(({ name }) => ({
      name,
      columns: (database.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name),
    }))
}

async function copyTable(client: pg.Client, database: SqliteDatabase, { name, columns }: Table) {
  const places = columns.map(() => '?').join(', ')
  const insert = database.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`)
  const write = database.transaction((rows: readonly (readonly unknown[])[]) => {
    for (const row of rows) insert.run(row)
  })
  await client.query(`DECLARE each NO SCROLL CURSOR FOR SELECT ${columns.join(', ')} FROM ${name}`)
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `FETCH ${page} FROM each`, rowMode: 'array' })
    write(rows)
    if (rows.length < page) break
  }
  await client.query('CLOSE each')
}

/** Copies a hub's tables from PostgreSQL into an empty SQLite database, all as of one moment. */
export async function copyPostgres(url: string, database: SqliteDatabase): Promise<void> {
  const client = new pg.Client({
    ...connectionOf(url),
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    for (const table of tablesOf(database)) await copyTable(client, database, table)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}
