import type { SqliteDatabase } from '#sqlite'

/** What a statement may be given; PostgreSQL and SQLite take both. */
export type Value = string | number | null

/**
 * Plain statements on the hub's database, whichever it is: SQL that PostgreSQL and SQLite both understand, with
 * parameters $1, $2 … and columns named as the row type names them. Rejects when the database fails.
 */
export interface Rows {
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  /** Runs a statement; returns how many rows it touched. */
  change(sql: string, ...values: Value[]): Promise<number>
}

/** Statements on SQLite; each is prepared once. */
export function sqliteRows(database: SqliteDatabase): Rows {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const named = (values: readonly Value[]) => ({ ...[null, ...values] })
  return {
    all: async <Row>(sql: string, ...values: Value[]) => statement(sql).all(named(values)) as Row[],
    change: async (sql, ...values) => statement(sql).run(named(values)).changes,
  }
}
