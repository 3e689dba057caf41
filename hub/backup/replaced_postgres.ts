import { openHubPool } from '../store/postgres_pool.ts'
import { postgresRows } from '../store/postgres_rows.ts'
import type { PostgresAddress } from '../store/stores.ts'

/**
 * How far the log in a PostgreSQL database goes, and the latest epoch it knows; nothing is written there. Rejects when
 * the server does not answer, or when the database holds no log.
 */
export async function endOfPostgres(
  address: PostgresAddress,
): Promise<{ readonly head: number; readonly epoch: number }> {
  const pool = openHubPool(address)
  try {
    const rows = postgresRows(pool)
    const [end] = await rows.all<{ head: number | null }>('SELECT max(revision) AS head FROM events')
    const began = await rows.all<{ data: string }>(
      "SELECT data FROM events WHERE type = 'EpochBegan' ORDER BY revision DESC LIMIT 1",
    )
    const epoch = began[0] === undefined ? 1 : Number(JSON.parse(began[0].data).epoch)
    return { head: Number(end?.head ?? 0), epoch }
  } finally {
    await pool.end()
  }
}
