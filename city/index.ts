import { type Clock, systemClock } from '#basics'
import { cityServer } from './server.ts'
import { openCityDatabase } from './store.ts'

export { digestOf, receive, signMessage } from './exchange.ts'
export { listEvents, listRatings, listSites, listTickets } from './queries.ts'
export { openCityDatabase } from './store.ts'

/** A running reference city. */
export interface RunningCity {
  readonly url: string
  close(): Promise<void>
}

/** Starts the reference city on a port of this machine (0 = any free one). */
export async function startCity(options: {
  readonly file: string
  readonly port: number
  readonly host: string
  readonly keys: ReadonlyMap<string, string>
  readonly pages: string | null
  readonly clock?: Clock
}): Promise<RunningCity> {
  const database = openCityDatabase(options.file)
  const app = cityServer({
    database,
    keys: options.keys,
    clock: options.clock ?? systemClock(),
    pages: options.pages,
  })
  const url = await app.listen({ port: options.port, host: options.host })
  return {
    url,
    async close() {
      await app.close()
      database.close()
    },
  }
}
