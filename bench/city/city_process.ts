import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CityPlace } from '../centre/hub_process.ts'
import { type Program, scratchFolder, startProgram } from '../programs.ts'

/** A city as the product starts it, in a process of its own. */
export interface CityProcess extends Program, CityPlace {}

/** Starts a city for one site; `store` as CIVIC_HALL_CITY_STORE. */
export async function startCityProcess(siteId: string, store = 'sqlite'): Promise<CityProcess> {
  const folder = scratchFolder('city')
  const secret = randomBytes(24).toString('base64url')
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ [siteId]: secret }), { mode: 0o600 })
  const program = await startProgram('city/main.ts', {
    env: {
      CIVIC_HALL_CITY_PORT: '0',
      CIVIC_HALL_DATA: folder,
      CIVIC_HALL_CITY_STORE: store,
      CIVIC_HALL_CITY_KEYS: keys,
      CIVIC_HALL_CITY_SECRET: randomBytes(24).toString('base64url'),
    },
    log: join(folder, 'log'),
  })
  const { url }: { url: string } = JSON.parse(program.line)
  return { ...program, url, secret }
}
