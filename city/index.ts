import { ulid } from 'ulid'
import { type Clock, systemClock } from '#basics'
import { derivedKey } from '#signing'
import { openExchange } from './exchange.ts'
import type { Registry } from './registry.ts'
import { cityServer } from './server.ts'
import type { CityDatabase } from './store/database.ts'
import { openPostgresCity } from './store/postgres.ts'
import { openSqliteCity } from './store/sqlite.ts'

export { type Exchange, openExchange } from './exchange.ts'
export { listEvents, listSites, listSuperseded, listTickets } from './lists.ts'
export { type Registry, registryFile, registryOf } from './registry.ts'
export type { CityDatabase } from './store/database.ts'

/** A running reference city. */
export interface RunningCity {
  readonly url: string
  readonly database: CityDatabase
  close(): Promise<void>
}

/** What a city is started with. */
export interface CityOptions {
  /** A file of SQLite, ':memory:', or an address of PostgreSQL. */
  readonly store: string
  /** 0 = any free port. */
  readonly port: number
  readonly host: string
  readonly registry: Registry
  /** Secret the city recognises visitors by; bookings of one person are told from another's with it. */
  readonly secret: string
  readonly bureauToken: string | null
  /** Folder of built pages, or null to serve doors only. */
  readonly pages: string | null
  readonly clock?: Clock
  readonly log?: (sentence: string) => void
}

/** Opens the database a city keeps its records in. */
export const openCityDatabase = async (store: string): Promise<CityDatabase> =>
  /^postgres(ql)?:\/\//.test(store) ? openPostgresCity(store) : openSqliteCity(store)

/** Starts the reference city. */
export async function startCity(options: CityOptions): Promise<RunningCity> {
  const database = await openCityDatabase(options.store)
  const parts = {
    database,
    registry: options.registry,
    exchange: openExchange(database, options.registry),
    clock: options.clock ?? systemClock(),
    bureauToken: options.bureauToken,
    personKey: derivedKey(options.secret, 'visitors'),
    newId: () => ulid(),
    log: options.log ?? (() => undefined),
  }
  const app = cityServer(parts, options.pages)
  const url = await app.listen({ port: options.port, host: options.host })
  return {
    url,
    database,
    async close() {
      await app.close()
      await database.close()
    },
  }
}
