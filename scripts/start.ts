import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { DeviceLines } from '#simulator'
import { demoAccessOf, readDefinition, writePrivate } from './demo/access.ts'
import { type ChildPlan, supervise } from './demo/children.ts'
import { agentConfigs, demoAddresses, demoSecrets, hubDemoConfig } from './demo/config.ts'
import { bringDemoMedia } from './demo/media.ts'
import { demoPorts } from './demo/ports.ts'
import { shellPlans } from './demo/shells.ts'

const root = resolve(import.meta.dirname, '..')

/** `npm start --headless` gives the option to npm, which hands it on in the environment. */
const isHeadless = process.env.CIVIC_HALL_HEADLESS === '1' || process.env.npm_config_headless === 'true'

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: isHeadless },
    data: { type: 'string', default: process.env.CIVIC_HALL_DATA ?? join(root, 'data') },
    store: { type: 'string', default: process.env.CIVIC_HALL_STORE ?? 'sqlite' },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)
const data = resolve(values.data)
const ports = demoPorts(Number(process.env.CIVIC_HALL_PORT ?? 7700))
const addresses = demoAddresses(ports)
const centre = readDefinition(join(root, 'resources', 'demo', 'centre.json'))
const configFolder = join(data, 'demo')
const secrets = demoSecrets(configFolder)
const access = demoAccessOf(data, centre, {
  hub: addresses.hub,
  city: addresses.city,
  dock: addresses.dockHttp,
  cityToken: secrets.cityBureau,
})
const children = supervise(join(data, 'logs'), say)

const program = (
  name: string,
  file: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): ChildPlan => ({
  name,
  command: process.execPath,
  args: [join(root, file), ...args],
  // Compiled once for all starts: loading modules is most of a program's start.
  env: { NODE_COMPILE_CACHE: join(root, '.cache', 'node'), ...env },
  readyWhen: '"ready"',
})

/** Where the hub keeps its log; `--store=postgres` starts a PostgreSQL for it. */
async function startStore(): Promise<string> {
  if (values.store !== 'postgres') return values.store
  const args = [`--data=${join(data, 'postgres')}`, `--port=${ports.postgres}`, '--supervised']
  const env = { CIVIC_HALL_POSTGRES_PASSWORD: secrets.postgres }
  const plan = program('postgres', 'shared/testing/postgres_program.ts', env, args)
  const line = await children.start({ ...plan, readyWhen: '"postgres"', stopsLast: true })
  if (line?.includes('"ready"') !== true)
    throw new Error('no PostgreSQL comes through npm for this system: use --store=sqlite')
  return `postgres://civic_hall:${secrets.postgres}@127.0.0.1:${ports.postgres}/civic_hall`
}

/** Starts the city, the hub and the device dock, which need nothing of one another; the lines of the devices. */
async function startPrograms(): Promise<DeviceLines> {
  const keysFile = join(configFolder, 'city-keys.json')
  writePrivate(keysFile, { [centre.site.id]: secrets.city })
  const hubFile = join(configFolder, 'hub.json')
  writePrivate(hubFile, hubDemoConfig(centre, access, secrets, ports))
  const { counters } = centre as unknown as { counters: { signAddress: number | null }[] }
  const signs = counters.flatMap(({ signAddress }) => signAddress ?? [])
  const store = await startStore()
  const [, , dockLine] = await Promise.all([
    children.start(
      program('city', 'city/main.ts', {
        CIVIC_HALL_CITY_PORT: String(ports.city),
        CIVIC_HALL_CITY_KEYS: keysFile,
        CIVIC_HALL_CITY_SECRET: secrets.cityVisitors,
        CIVIC_HALL_CITY_TOKEN: secrets.cityBureau,
        CIVIC_HALL_DATA: join(data, 'city'),
      }),
    ),
    children.start(
      program('hub', 'hub/main.ts', {
        CIVIC_HALL_PORT: String(ports.hub),
        CIVIC_HALL_DATA: join(data, 'hub'),
        CIVIC_HALL_STORE: store,
        CIVIC_HALL_CITY_URL: addresses.city,
        CIVIC_HALL_CITY_KEY: secrets.city,
        CIVIC_HALL_DEMO: hubFile,
      }),
    ),
    children.start(
      program('dock', 'drivers/simulator/main.ts', {
        CIVIC_HALL_DOCK_PORT: String(ports.dock),
        CIVIC_HALL_DOCK_TOKEN: secrets.dock,
        CIVIC_HALL_DOCK_SIGNS: signs.join(','),
      }),
    ),
  ])
  const { lines } = JSON.parse(dockLine ?? '{}') as { lines: DeviceLines }
  return lines
}

/** Starts the centre: its programs, then the agents at the ends of the dock's lines. */
async function startCentre(): Promise<void> {
  mkdirSync(configFolder, { recursive: true })
  const lines = await startPrograms()
  const agents = Object.entries(agentConfigs(centre, access, secrets, ports, lines, data))
  await Promise.all(
    agents.map(([role, { config, token }]) => {
      const file = join(configFolder, `agent-${role}.json`)
      writePrivate(file, config)
      const args = [`--role=${role}`, `--config=${file}`]
      return children.start(
        program(`agent-${role}`, 'shared/agent/main.ts', { CIVIC_HALL_AGENT_TOKEN: token }, args),
      )
    }),
  )
}

const pages = ['kiosk', 'counter', 'pad?counter=1', 'board', 'signage', 'console', 'dock']

/** What a person reads when the demo is up. */
function welcome(): void {
  say(`civic-hall ready ${addresses.hub}`)
  for (const page of pages) say(`  ${addresses.hub}/${page}`)
  say(`  ${addresses.city}/  (the city's side)`)
  say(`  ${addresses.city}/reserve  (booking for visitors)`)
  say(`  staff: ${access.staff.map(({ username, password }) => `${username} / ${password}`).join('   ')}`)
  say(`  all accounts and tokens: ${join(data, 'demo-access.json')}`)
}

let leaving = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (leaving) return
    leaving = true
    void children.stop().then(() => process.exit(0))
  })

try {
  await startCentre()
  welcome()
  void bringDemoMedia(access, join(root, 'resources', 'demo', 'media')).catch(() =>
    say('  the demo’s media could not be brought: the boards show none'),
  )
  if (!values.headless) {
    const shells = shellPlans(root, ports, secrets, data)
    if (shells.reason !== null) say(`  ${shells.reason}`)
    for (const plan of shells.plans) await children.start(plan)
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  await children.stop()
  process.exit(1)
}
