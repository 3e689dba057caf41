import type { Table, Value } from './tables.ts'

/** Statements on the city's database, in SQL both databases understand, with parameters $1, $2 … */
export interface Statements {
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  /** Runs a statement; returns how many rows it touched. */
  run(sql: string, ...values: Value[]): Promise<number>
  /** The same as `all`, with `{list}` in place of the values a column may have. */
  allIn<Row>(sql: string, list: readonly string[], ...values: Value[]): Promise<Row[]>
  /** The rows of a table that have one of these tuples of values in these columns. */
  find<Row>(table: Table, columns: readonly string[], keys: readonly (readonly Value[])[]): Promise<Row[]>
  /** Writes whole rows; those that are there already are replaced or left. */
  put(
    table: Table,
    rows: readonly Readonly<Record<string, Value>>[],
    known: 'replace' | 'leave',
  ): Promise<void>
  /** Ends a SELECT whose rows nobody else may take until the transaction is over. */
  readonly forUpdate: string
}

/** Where a city keeps what it keeps. */
export interface CityDatabase extends Statements {
  /** Runs work in one transaction: all of it is kept, or, when it rejects, nothing. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** An INSERT of whole rows from a source of values. */
export function insertSql({ name, columns, key }: Table, source: string, known: 'replace' | 'leave'): string {
  const names = Object.keys(columns)
  const others = names.filter((column) => !key.includes(column))
  const changes = others.map((column) => `${column} = excluded.${column}`).join(', ')
  const action = known === 'leave' ? 'NOTHING' : `UPDATE SET ${changes}`
  return `INSERT INTO ${name} (${names.join(', ')}) ${source} ON CONFLICT (${key.join(', ')}) DO ${action}`
}
