import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type Program, scratchFolder, startProgram } from '../programs.ts'
import type { BenchCentre } from './definition.ts'

/** A hub as the product starts it, in a process of its own. */
export interface HubProcess extends Program {
  readonly url: string
}

/** Where a hub keeps its data and which centre it is; the same place may be started again. */
export interface HubPlace {
  readonly folder: string
  readonly port: number
}

/** Where a hub's city is, and the secret the two share. */
export interface CityPlace {
  readonly url: string
  readonly secret: string
}

/** Prepares a place for a hub: an empty one, or the folder another run has left. */
export async function hubPlace(centre: BenchCentre, folder = scratchFolder('hub')): Promise<HubPlace> {
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(centre.demo), { mode: 0o600 })
  return { folder, port: await freePort() }
}

/** Starts the hub of a place and waits until it says that it is ready; `store` as CIVIC_HALL_STORE, `city` as it is reached. */
export async function startHub(
  { folder, port }: HubPlace,
  store = 'sqlite',
  city: CityPlace | null = null,
): Promise<HubProcess> {
  const program = await startProgram('hub/main.ts', {
    args: [],
    env: {
      CIVIC_HALL_PORT: String(port),
      CIVIC_HALL_DATA: join(folder, 'data'),
      CIVIC_HALL_DEMO: join(folder, 'demo.json'),
      CIVIC_HALL_STORE: store,
      ...(city === null ? {} : { CIVIC_HALL_CITY_URL: city.url, CIVIC_HALL_CITY_KEY: city.secret }),
    },
    log: join(folder, 'log'),
  })
  return { ...program, url: `http://127.0.0.1:${port}` }
}
