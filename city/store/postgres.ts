import {
  type ConnectionSettings,
  openPool,
  type Pool,
  type QueryConfig,
  type QueryResult,
  transaction,
} from '#postgres'
import { type CityDatabase, insertSql, type Statements } from './database.ts'
import { migrations } from './schema.ts'
import type { Value } from './tables.ts'

const connection: ConnectionSettings = {
  program: 'civic-hall-city',
  statementMs: 30_000,
  idleInTransactionMs: 0,
}

interface Asked {
  query(query: QueryConfig): Promise<QueryResult>
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

/** Carries the tables forward; of several programs that start at once, one does it. */
const migrate = (pool: Pool): Promise<void> =>
  transaction(pool, async (client) => {
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
  const pool = openPool(url, connection)
  await migrate(pool).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  return {
    ...statementsOf(pool),
    transaction: (work) => transaction(pool, (client) => work(statementsOf(client))),
    close: () => pool.end(),
  }
}
