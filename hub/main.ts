import { fstatSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import { usualKeepRule } from './backup/retention.ts'
import { type KnownCity, openCityPlace } from './city_place.ts'
import { type CentreDefinition, centreDefinition, type DemoDefinition, demoDefinition } from './definition.ts'
import { programVersion } from './program_version.ts'
import type { HubLog } from './server/hub_parts.ts'
import {
  defaultAllowances,
  defaultRetention,
  type HubOptions,
  type RunningHub,
  startHub,
} from './start_hub.ts'
import { isStoreChoice } from './store/stores.ts'

const hours = z.coerce
  .number()
  .min(1)
  .max(24 * 366 * 10)

const environment = z.object({
  CIVIC_HALL_PORT: z.coerce.number().int().min(0).default(7_700),
  CIVIC_HALL_HOST: z.string().optional(),
  CIVIC_HALL_DATA: z.string().default('data'),
  CIVIC_HALL_STORE: z.string().refine(isStoreChoice, 'sqlite, memory or postgres://…').default('sqlite'),
  CIVIC_HALL_CITY_URL: z.string().optional(),
  CIVIC_HALL_CITY_CODE: z.string().default('city'),
  /** Shared secret, or 'ED25519:<base64 PKCS #8>'. */
  CIVIC_HALL_CITY_KEY: z.string().optional(),
  /** The city's own key ('ED25519:<base64 SPKI>') where it does not answer with the shared secret. */
  CIVIC_HALL_CITY_ANSWER_KEY: z.string().optional(),
  /** Secret for sealing persons, where the key above is no shared one. */
  CIVIC_HALL_CITY_SEAL: z.string().optional(),
  /** Whether the city's catalogue is taken over at once or waits for a manager. */
  CIVIC_HALL_CITY_CATALOGUE: z.enum(['draft', 'apply']).default('draft'),
  /** Centre definition for the first start of an empty store. */
  CIVIC_HALL_CENTRE: z.string().optional(),
  /** Demo definition: a centre with secrets, and where each page finds its wire. */
  CIVIC_HALL_DEMO: z.string().optional(),
  /** Folder of the backups; without it one in the data folder, which does not survive that disk. */
  CIVIC_HALL_BACKUP: z.string().optional(),
  CIVIC_HALL_BACKUP_HOURS: z.coerce.number().min(0.1).max(168).default(4),
  /** Hours that personal data is kept after its last use: of visitors, notes between counters, comments. */
  CIVIC_HALL_KEEP_PERSON: hours.default(defaultRetention.person),
  CIVIC_HALL_KEEP_NOTE: hours.default(defaultRetention.note),
  CIVIC_HALL_KEEP_COMMENT: hours.default(defaultRetention.comment),
  CIVIC_HALL_KEEP_ATTACHMENT: hours.default(defaultRetention.attachment),
  CIVIC_HALL_LOG: z.enum(['silent', 'error', 'warn', 'info']).default('info'),
})
type Environment = z.output<typeof environment>

/** Members whose values never reach the log, wherever they stand. */
const secretNames = [
  'token',
  'password',
  'idNumber',
  'name',
  'phone',
  'authorization',
  'visitor',
  'body',
  'code',
]
const redact = secretNames.filter((name) => name !== 'code').flatMap((name) => [name, `*.${name}`])

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

function definitions(env: Environment): { definition: CentreDefinition | null; demo: DemoDefinition | null } {
  if (env.CIVIC_HALL_DEMO !== undefined) {
    const demo = demoDefinition.parse(readJson(env.CIVIC_HALL_DEMO))
    return { definition: demo.centre, demo }
  }
  if (env.CIVIC_HALL_CENTRE === undefined) return { definition: null, demo: null }
  return { definition: centreDefinition.parse(readJson(env.CIVIC_HALL_CENTRE)), demo: null }
}

/** The city the environment names; null leaves it to the console. */
function fixedCity(hub: RunningHub, env: Environment): KnownCity | null {
  const { CIVIC_HALL_CITY_URL: url, CIVIC_HALL_CITY_KEY: key } = env
  if (url === undefined || key === undefined) return null
  const keys = { answerKey: env.CIVIC_HALL_CITY_ANSWER_KEY, sealKey: env.CIVIC_HALL_CITY_SEAL }
  return { url, siteId: hub.siteId, key, ...keys }
}

/** What the environment asks of the hub. */
function hubOptions(env: Environment, folder: string, log: HubLog): HubOptions {
  const { definition, demo } = definitions(env)
  const demoAllowance = { burst: 50_000, perSecond: 20_000 }
  return {
    folder,
    store: env.CIVIC_HALL_STORE,
    // A demo has passwords anybody can read: it is for this machine only.
    host: env.CIVIC_HALL_HOST ?? (demo === null ? '0.0.0.0' : '127.0.0.1'),
    port: env.CIVIC_HALL_PORT,
    pages: join(import.meta.dirname, '..', 'out', 'pages'),
    definition,
    demo,
    log,
    backup: {
      folder: resolve(env.CIVIC_HALL_BACKUP ?? join(folder, 'backups')),
      everyHours: env.CIVIC_HALL_BACKUP_HOURS,
      keep: usualKeepRule,
      program: programVersion(),
    },
    retention: {
      person: env.CIVIC_HALL_KEEP_PERSON,
      note: env.CIVIC_HALL_KEEP_NOTE,
      comment: env.CIVIC_HALL_KEEP_COMMENT,
      attachment: env.CIVIC_HALL_KEEP_ATTACHMENT,
    },
    allowances:
      demo === null
        ? defaultAllowances
        : { ...defaultAllowances, sender: demoAllowance, address: demoAllowance },
  }
}

/** The hub as a program: reads its environment, serves until told to stop. */
async function main(): Promise<void> {
  const env = environment.parse(process.env)
  const log = pino(
    { level: env.CIVIC_HALL_LOG, redact: { paths: redact, censor: '[hidden]' } },
    pino.destination(2),
  )
  // Nobody but the hub's own user reads the database, the keys or what is made beside them.
  process.umask(0o077)
  const folder = resolve(env.CIVIC_HALL_DATA)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const hub = await startHub(hubOptions(env, folder, log))
  const city = openCityPlace(hub, {
    file: join(folder, 'keys', 'city.json'),
    fixed: fixedCity(hub, env),
    receiverCode: env.CIVIC_HALL_CITY_CODE,
    catalogue: env.CIVIC_HALL_CITY_CATALOGUE,
    log,
  })
  const stop = async () => {
    await city.close()
    await hub.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  // A shell holds this end of a pipe: when it is gone, the hub must not keep the port.
  const stdin = fstatSync(0)
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once('end', () => void stop()).resume()
  process.stdout.write(`${JSON.stringify({ hub: 'ready', url: hub.url })}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
