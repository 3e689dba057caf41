import pg from 'pg'

const connections = 8
const waits = {
  connectMs: 5_000,
  statementMs: 15_000,
  /** A process that is stopped in the middle of its turn loses it after this long, and the others go on. */
  idleInTurnMs: 3_000,
} as const

/** Numbers of the log and times fit a JavaScript number; pg would hand them over as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
}

/** A commit is on the disk before it is acknowledged, whatever the server's default. */
function durable(url: string): string {
  const address = new URL(url)
  const options = address.searchParams.get('options') ?? ''
  address.searchParams.set('options', `${options} -c synchronous_commit=on`.trim())
  return address.href
}

/** How every connection of a hub is set. */
export const connectionOf = (url: string): pg.ClientConfig => ({
  connectionString: durable(url),
  application_name: 'civic-hall-hub',
  types,
  keepAlive: true,
  connectionTimeoutMillis: waits.connectMs,
  statement_timeout: waits.statementMs,
  idle_in_transaction_session_timeout: waits.idleInTurnMs,
})

/** Host and database of an address: what may stand in a log. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** Opens connections as they are needed; one that breaks while idle is replaced. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ ...connectionOf(url), max: connections })
  // A connection may break at any time, also between two statements of a transaction: the next statement says so.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  pool.on('error', () => undefined)
  return pool
}

/** Runs work in one transaction; a connection whose end is unknown is not used again. */
export async function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(begin)
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
