import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { registryFile, registryOf, startCity } from './index.ts'

const environment = z.object({
  CIVIC_HALL_CITY_PORT: z.coerce.number().int().default(7701),
  CIVIC_HALL_CITY_HOST: z.string().default('127.0.0.1'),
  CIVIC_HALL_DATA: z.string().default('data'),
  /** 'sqlite' keeps a file in the data folder; postgres://… for the real size. */
  CIVIC_HALL_CITY_STORE: z.string().default('sqlite'),
  /** JSON file: site id → shared secret, or its Ed25519 key with a secret for sealing. */
  CIVIC_HALL_CITY_KEYS: z.string(),
  /** The city's own Ed25519 key ('ED25519:<base64 PKCS #8>'), for answers to sites that have one. */
  CIVIC_HALL_CITY_SIGNING_KEY: z.string().optional(),
  /** What visitors are recognised by. */
  CIVIC_HALL_CITY_SECRET: z.string().min(16),
  /** Who may publish; without it nobody can. */
  CIVIC_HALL_CITY_TOKEN: z.string().min(16).optional(),
})

const settings = environment.parse(process.env)
process.umask(0o077)
mkdirSync(settings.CIVIC_HALL_DATA, { recursive: true })
const file = registryFile.parse(JSON.parse(readFileSync(settings.CIVIC_HALL_CITY_KEYS, 'utf8')))
const inFile = settings.CIVIC_HALL_CITY_STORE === 'sqlite'
const city = await startCity({
  store: inFile ? join(settings.CIVIC_HALL_DATA, 'city.db') : settings.CIVIC_HALL_CITY_STORE,
  port: settings.CIVIC_HALL_CITY_PORT,
  host: settings.CIVIC_HALL_CITY_HOST,
  registry: registryOf(file, settings.CIVIC_HALL_CITY_SIGNING_KEY ?? null),
  secret: settings.CIVIC_HALL_CITY_SECRET,
  bureauToken: settings.CIVIC_HALL_CITY_TOKEN ?? null,
  pages: join(import.meta.dirname, '..', 'out', 'pages'),
  log: (sentence) => process.stderr.write(`${sentence}\n`),
})
process.stdout.write(`${JSON.stringify({ city: 'ready', url: city.url })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void city.close().then(() => process.exit(0)))
