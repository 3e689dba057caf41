import { sequential } from '#basics'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { type CityDatabase, insertSql, type Statements } from './database.ts'
import { migrations } from './schema.ts'
import type { Table, Value } from './tables.ts'

const named = (values: readonly Value[]) => ({ ...[null, ...values] })

function statementsOf(database: SqliteDatabase): Statements {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const all = async <Row>(sql: string, ...values: Value[]) => statement(sql).all(named(values)) as Row[]
  const insert = (table: Table, known: 'replace' | 'leave') => {
    const places = Object.keys(table.columns).map((_, index) => `$${index + 1}`)
    // 'WHERE true' keeps SQLite from reading ON CONFLICT as part of a join.
    return statement(insertSql(table, `SELECT ${places.join(', ')} WHERE true`, known))
  }
  return {
    forUpdate: '',
    all,
    run: async (sql, ...values) => statement(sql).run(named(values)).changes,
    allIn: (sql, list, ...values) =>
      all(
        sql.replace('{list}', `IN (SELECT value FROM json_each($${values.length + 1}))`),
        ...values,
        JSON.stringify(list),
      ),
    async find<Row>(table: Table, columns: readonly string[], keys: readonly (readonly Value[])[]) {
      const parts = columns.map((_, index) => `value ->> ${index}`)
      const keysOf = `SELECT ${parts.join(', ')} FROM json_each($1)`
      const sql = `SELECT * FROM ${table.name} WHERE (${columns.join(', ')}) IN (${keysOf})`
      return keys.length === 0 ? [] : all<Row>(sql, JSON.stringify(keys))
    },
    async put(table, rows, known) {
      const columns = Object.keys(table.columns)
      const into = insert(table, known)
      for (const row of rows) into.run(named(columns.map((column) => row[column] ?? null)))
    },
  }
}

/** Opens the city's file, or one in memory (':memory:'); everything that asks takes its turn on the one connection. */
export function openSqliteCity(file: string): CityDatabase {
  const database = openDatabase({ file, migrations: migrations('sqlite') })
  const statements = statementsOf(database)
  const inTurn = sequential()
  return {
    forUpdate: '',
    all: (sql, ...values) => inTurn(() => statements.all(sql, ...values)),
    allIn: (sql, list, ...values) => inTurn(() => statements.allIn(sql, list, ...values)),
    find: (table, columns, keys) => inTurn(() => statements.find(table, columns, keys)),
    run: (sql, ...values) => inTurn(() => statements.run(sql, ...values)),
    put: (table, rows, known) => inTurn(() => statements.put(table, rows, known)),
    transaction: (work) =>
      inTurn(async () => {
        database.exec('BEGIN IMMEDIATE')
        try {
          const result = await work(statements)
          database.exec('COMMIT')
          return result
        } catch (error) {
          if (database.inTransaction) database.exec('ROLLBACK')
          throw error
        }
      }),
    close: async () => void database.close(),
  }
}
