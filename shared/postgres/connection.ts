import pg from 'pg'

/** How a program wants its connections; times in ms, 0: as long as the server lets it. */
export interface ConnectionSettings {
  /** What the server's list of connections calls the program. */
  readonly program: string
  /** A statement that takes longer is given up. */
  readonly statementMs: number
  /** A transaction that stands still for longer is taken away by the server. */
  readonly idleInTransactionMs: number
}

const mostConnections = 8
const connectMs = 5_000

/** Revisions and times fit a JavaScript number; pg would hand them over as text. */
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

const configOf = (url: string, settings: ConnectionSettings): pg.ClientConfig => ({
  connectionString: durable(url),
  application_name: settings.program,
  types,
  keepAlive: true,
  connectionTimeoutMillis: connectMs,
  statement_timeout: settings.statementMs,
  idle_in_transaction_session_timeout: settings.idleInTransactionMs,
})

/** Host and database of an address: what may stand in a log. Throws a TypeError when the address is none. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** One connection, not yet connected; its errors and its end are the caller's to listen for. */
export const openClient = (url: string, settings: ConnectionSettings): pg.Client =>
  new pg.Client(configOf(url, settings))

/** Opens connections as they are needed; one that breaks while idle is replaced. */
export function openPool(url: string, settings: ConnectionSettings): pg.Pool {
  const pool = new pg.Pool({ ...configOf(url, settings), max: mostConnections })
  // A connection may break at any time, also between two statements of a transaction: the next statement says so.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  pool.on('error', () => undefined)
  return pool
}
