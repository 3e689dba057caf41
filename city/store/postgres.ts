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
import type { Table, Value } from './tables.ts'

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

/** Tuples as one list a column, `unnest`ed by the server. */
const lists = (table: Table, columns: readonly string[]) =>
  `SELECT * FROM unnest(${columns.map((column, index) => `$${index + 1}::${table.columns[column]}[]`).join(', ')})`

/**
 * One look at the index for each tuple. OFFSET 0 keeps the planner from joining otherwise: its plan is made once, when a
 * table may still be empty, and a scan of the whole would be kept until the table has grown.
 */
function findSql(table: Table, columns: readonly string[]): string {
  const same = columns.map((column) => `t.${column} = keys.${column}`).join(' AND ')
  return `SELECT found.* FROM (${lists(table, columns)}) AS keys (${columns.join(', ')})
    CROSS JOIN LATERAL (SELECT * FROM ${table.name} t WHERE ${same} OFFSET 0) found`
}

function statementsOf(asked: Asked): Statements {
  const query = (text: string, values: unknown[]) => asked.query({ name: nameOf(text), text, values })
  return {
    forUpdate: ' FOR UPDATE',
    all: async <Row>(sql: string, ...values: Value[]) => (await query(sql, values)).rows as Row[],
    run: async (sql, ...values) => (await query(sql, values)).rowCount ?? 0,
    // Without a name it is planned each time, for so many values and for the table as it is now.
    allIn: async <Row>(sql: string, list: readonly string[], ...values: Value[]) => {
      const text = sql.replace('{list}', `= ANY($${values.length + 1}::text[])`)
      return (await asked.query({ text, values: [...values, list] })).rows as Row[]
    },
    async find<Row>(table: Table, columns: readonly string[], keys: readonly (readonly Value[])[]) {
      if (keys.length === 0) return []
      const values = columns.map((_, index) => keys.map((key) => key[index] ?? null))
      return (await query(findSql(table, columns), values)).rows as Row[]
    },
    async put(table, rows, known) {
      if (rows.length === 0) return
      const columns = Object.keys(table.columns)
      const values = columns.map((column) => rows.map((row) => row[column] ?? null))
      await query(insertSql(table, lists(table, columns), known), values)
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
