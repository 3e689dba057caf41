import type { Pool } from '#postgres'
import type { Rows } from './rows.ts'

/** Statements on PostgreSQL. */
export const postgresRows = (pool: Pool): Rows => ({
  all: async <Row>(text: string, ...values: (string | number | null)[]) =>
    (await pool.query(text, values)).rows as Row[],
  change: async (text, ...values) => (await pool.query(text, values)).rowCount ?? 0,
})
