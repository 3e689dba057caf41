import pg from 'pg'
import { type CityDatabase, insertSql, type Statements } from './database.ts'
import { migrations } from './schema.ts'
import type { Value } from './tables.ts'

const connections = 8
const waits = { connectMs: 5_000, statementMs: 30_000 } as const

/** Revisions and times fit a JavaScript number; pg would hand them over as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
}

interface Asked {
  query(query: pg.QueryConfig): Promise<pg.QueryResult>
}

/** The same text gets the same name on every connection, so that the server plans it once. */
const names = new Map<string, string>()
const nameOf = (sql: string) => {
  const known = names.get(sql) ?? `city_${names.size}`
  names.set(sql, known)
  return known
}

function statementsOf(asked: Asked): Statements {
  const query = (text: string, values: unknown[]) => asked.query({ name: nameOf(text), text, values })
  return {
    forUpdate: ' FOR UPDATE',
    all: async <Row>(sql: string, ...values: Value[]) => (await query(sql, values)).rows as Row[],
    run: async (sql, ...values) => (await query(sql, values)).rowCount ?? 0,
    allIn: async <Row>(sql: string, list: readonly string[], ...values: Value[]) =>
      (await query(sql.replace('{list}', `= ANY($${values.length + 1}::text[])`), [...values, list]))
        .rows as Row[],
    async put(table, rows, known) {
      if (rows.length === 0) return
      const columns = Object.entries(table.columns)
      const lists = columns.map(([, type], index) => `$${index + 1}::${type}[]`)
      const source = `SELECT * FROM unnest(${lists.join(', ')})`
      const values = columns.map(([column]) => rows.map((row) => row[column] ?? null))
      await query(insertSql(table, source, known), values)
    },
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

/** Carries the tables forward; of several programs that start at once, one does it. */
const migrate = (pool: pg.Pool): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(770011, hashtext(current_schema()))')
    await client.query('CREATE TABLE IF NOT EXISTS city_schema (version bigint NOT NULL)')
    const { rows } = await client.query('SELECT COALESCE(max(version), 0) AS version FROM city_schema')
    const version = Number(rows[0]?.version ?? 0)
    const known = migrations('postgres')
    if (version > known.length)
      throw new Error('The database was written by a newer city program; start that one again.')
    for (const sql of known.slice(version)) await client.query(sql)
    if (version < known.length) await client.query('INSERT INTO city_schema VALUES ($1)', [known.length])
  })

/** Opens the city's database on a PostgreSQL server; rejects when it cannot be used. */
export async function openPostgresCity(url: string): Promise<CityDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'civic-hall-city',
    max: connections,
    types,
    keepAlive: true,
    connectionTimeoutMillis: waits.connectMs,
    statement_timeout: waits.statementMs,
    options: '-c synchronous_commit=on',
  })
  pool.on('connect', (client) => void client.on('error', () => undefined))
  pool.on('error', () => undefined)
  await migrate(pool).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  return {
    ...statementsOf(pool),
    transaction: (work) => inTransaction(pool, (client) => work(statementsOf(client))),
    close: () => pool.end(),
  }
}
