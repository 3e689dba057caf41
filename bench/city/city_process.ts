import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CityPlace } from '../centre/hub_process.ts'
import { type Program, scratchFolder, startProgram } from '../programs.ts'

/** A city as the product starts it, in a process of its own. */
export interface CityProcess extends Program, CityPlace {}

/** Starts a city on SQLite for one site, at a port and with a secret of its own unless they are given. */
export async function startCityProcess(
  siteId: string,
  { port = 0, secret = randomBytes(24).toString('base64url') } = {},
): Promise<CityProcess> {
  const folder = scratchFolder('city')
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ [siteId]: secret }), { mode: 0o600 })
  const program = await startProgram('city/main.ts', {
    env: {
      CIVIC_HALL_CITY_PORT: String(port),
      CIVIC_HALL_DATA: folder,
      CIVIC_HALL_CITY_KEYS: keys,
      CIVIC_HALL_CITY_SECRET: randomBytes(24).toString('base64url'),
    },
    log: join(folder, 'log'),
  })
  const { url }: { url: string } = JSON.parse(program.line)
  return { ...program, url, secret }
}
