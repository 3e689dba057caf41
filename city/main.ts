import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startCity } from './index.ts'

const environment = z.object({
  CIVIC_HALL_CITY_PORT: z.coerce.number().int().default(7701),
  CIVIC_HALL_CITY_HOST: z.string().default('127.0.0.1'),
  CIVIC_HALL_DATA: z.string().default('data'),
  /** JSON file: site id → shared secret. */
  CIVIC_HALL_CITY_KEYS: z.string(),
})

const settings = environment.parse(process.env)
mkdirSync(settings.CIVIC_HALL_DATA, { recursive: true })
const keys = z
  .record(z.string(), z.string().min(16))
  .parse(JSON.parse(readFileSync(settings.CIVIC_HALL_CITY_KEYS, 'utf8')))
const city = await startCity({
  file: join(settings.CIVIC_HALL_DATA, 'city.db'),
  port: settings.CIVIC_HALL_CITY_PORT,
  host: settings.CIVIC_HALL_CITY_HOST,
  keys: new Map(Object.entries(keys)),
  pages: join(import.meta.dirname, '..', 'out', 'pages'),
})
process.stdout.write(`${JSON.stringify({ city: 'ready', url: city.url })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void city.close().then(() => process.exit(0)))
