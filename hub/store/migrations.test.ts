import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { present, simulatedClock } from '#basics'
import { type DomainEvent, event } from '#domain'
import type { Pool } from '#postgres'
import { openDatabase } from '#sqlite'
import { startTestPostgres } from '#testing'
import { chain, genesisHash, verifyChain } from './chain.ts'
import { historyMigration } from './history_migration.ts'
import { migrations } from './migrations.ts'
import { postgresMigrations } from './postgres_migrations.ts'
import { openHubPool } from './postgres_pool.ts'
import { postgresRows } from './postgres_rows.ts'
import { migratePostgres } from './postgres_schema.ts'
import { type Rows, sqliteRows } from './rows.ts'
import { openStores, type StoreChoice } from './stores.ts'

const server = await startTestPostgres()
afterAll(() => server?.close())

let folder = ''
const pools: Pool[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-migrations-'))
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()))
  rmSync(folder, { recursive: true, force: true })
})

const at = '2026-03-02T01:00:00.000Z'

const issued = (ticketId: string, sequence: number, personRef: string | null, agentRef: string | null) =>
  event('TicketIssued', {
    ticketId,
    number: `A00${sequence}`,
    series: 'A',
    sequence,
    serviceId: 'LC',
    priority: 'normal',
    claims: [],
    personRef,
    channel: 'kiosk',
    delivery: 'print',
    ahead: 0,
    estimate: { p50Minutes: 0, p80Minutes: 0 },
    agentRef,
  })

/** A day of version 1: two tickets, the first of somebody still known, the second of somebody long forgotten. */
const day: readonly DomainEvent[] = [
  issued('t1', 1, 'p1', 'p2'),
  issued('t2', 2, 'gone', null),
  event('TicketPrinted', { ticketId: 't1', how: 'confirmed' }),
  event('CounterPaused', { counterId: '1', reason: 'break' }),
  event('DayClosed', { businessDay: '2026-03-02', expired: ['t2'] }),
]

/** Writes rows as version 1 wrote them; `bytes` makes a literal of the database's kind. */
async function writeVersion1(rows: Rows, bytes: (text: string) => string): Promise<void> {
  let prevHash = genesisHash
  for (const [index, each] of day.entries()) {
    const { revision, type, data, hash } = chain(each, index + 1, at, prevHash)
    await rows.change(
      `INSERT INTO events (revision, site, at, type, data, prev_hash, hash, command_id, actor)
       VALUES ($1, 's', $2, $3, $4, $5, $6, $7, 'device:kiosk-1')`,
      ...[revision, at, type, data, prevHash, hash, `c${index}`],
    )
    prevHash = hash
  }
  for (const [id, sequence] of [
    ['t1', 1],
    ['t2', 2],
  ] as const)
    await rows.change(
      `INSERT INTO tickets (id, day, series, sequence, number, state, service_id, counter_id, issued_at)
       VALUES ($1, '2026-03-02', 'A', $2, $3, 'EXPIRED', 'LC', NULL, 5)`,
      ...[id, sequence, `A00${sequence}`],
    )
  for (const ref of ['p1', 'p2'])
    await rows.change(
      `INSERT INTO vault (ref, kind, field, algorithm, key_id, nonce, sealed, lookup, at)
       VALUES ($1, 'person', 'idNumber', 'AES-256-GCM', 'k1', ${bytes('n')}, ${bytes('s')}, $2, 100)`,
      ...[ref, `digest ${ref}`],
    )
  await rows.change(`INSERT INTO commands VALUES ('c0', 'f', '{"value":1}', 1)`)
  await rows.change(`INSERT INTO snapshots VALUES (3, '{"revision":3}')`)
}

/** Everything version 1 wrote, read by the program of today. */
async function expectWhole(choice: StoreChoice): Promise<void> {
  const stores = await openStores(choice, folder, simulatedClock(0))
  const { events } = stores
  expect(await verifyChain(events)).toMatchObject({ ok: true, value: { head: day.length } })
  expect(await events.load()).toMatchObject({ snapshot: { revision: 3 }, head: day.length })
  expect((await events.findResults(['c0'])).get('c0')).toEqual({ fingerprint: 'f', outcome: '{"value":1}' })
  expect(await events.sealedFields('p1')).toMatchObject([{ field: 'idNumber', lookup: 'digest p1' }])
  const [one, two] = [
    present(await events.findTicket('t1'), 't1'),
    present(await events.findTicket('t2'), 't2'),
  ]
  expect(one).toMatchObject({ number: 'A001', state: 'EXPIRED', firstRevision: 1, lastRevision: 3 })
  expect(two).toMatchObject({ number: 'A002', firstRevision: 2, lastRevision: 5 })
  const revisions = async (ticket: typeof one) =>
    (await events.eventsOfTicket(ticket, 10)).map(({ revision }) => revision)
  expect(await revisions(one)).toEqual([1, 3])
  expect(await revisions(two)).toEqual([2, 5])
  for (const [ref, found] of [
    ['p1', ['t1']],
    ['p2', ['t1']],
    ['gone', []],
  ] as const)
    expect((await events.ticketsOfPerson(ref, null, 10)).tickets.map(({ id }) => id)).toEqual(found)
  await stores.close()
}

/** The last migration, broken off after each of its statements by `hang`. */
const brokenOff = (whole: string, hang: string): [number, string][] => {
  const statements = whole.split(/;\s*$/m).filter((sql) => sql.trim() !== '')
  return statements.map((_, index) => [index + 1, [...statements.slice(0, index + 1), hang].join(';\n')])
}

describe('the schema in SQLite', () => {
  const file = () => join(folder, 'hub.db')
  const writeOld = async () => {
    const old = openDatabase({ file: file(), migrations: migrations.slice(0, 1) })
    await writeVersion1(sqliteRows(old), (text) => `CAST('${text}' AS BLOB)`)
    old.close()
  }
  const shape = () => {
    const database = openDatabase({ file: file(), migrations: migrations.slice(0, 1) })
    const tables = database.prepare('SELECT sql FROM sqlite_schema WHERE sql NOTNULL ORDER BY name').all()
    const version = database.pragma('user_version', { simple: true })
    database.close()
    return { tables, version }
  }

  test('rows of version 1 live on in version 2', async () => {
    await writeOld()
    await expectWhole('sqlite')
  })

  const forever =
    'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e15) SELECT count(*) FROM n'
  test.each(brokenOff(historyMigration.sqlite, forever))(
    'killed after statement %i of the migration it is the old one, whole, and can be carried forward again',
    async (_statement, sql) => {
      await writeOld()
      const before = shape()
      const program = `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'shared', 'sqlite', 'open_database.ts'))}
        openDatabase(${JSON.stringify({ file: file(), migrations: [migrations[0], sql] })})`
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      const isInside = () => {
        const database = openDatabase({ file: file(), migrations: migrations.slice(0, 1) })
        database.pragma('busy_timeout = 0')
        try {
          database.exec('BEGIN IMMEDIATE; ROLLBACK')
          return false
        } catch {
          return true
        } finally {
          database.close()
        }
      }
      await expect.poll(isInside, { timeout: 20_000 }).toBe(true)
      child.kill('SIGKILL')
      await ended
      expect(shape()).toEqual(before)
      await expectWhole('sqlite')
    },
    30_000,
  )
})

describe.skipIf(server === null)('the schema in PostgreSQL', { timeout: 60_000 }, () => {
  const oldDatabase = async () => {
    const url = await present(server, 'server').freshDatabase()
    const pool = openHubPool(url)
    pools.push(pool)
    await migratePostgres(pool, url, postgresMigrations.slice(0, 1))
    await writeVersion1(postgresRows(pool), (text) => `'${text}'::bytea`)
    return { url, pool }
  }
  const shapeSql = `SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`

  test('rows of version 1 live on in version 2', async () => expectWhole((await oldDatabase()).url))

  test.each(brokenOff(historyMigration.postgres, 'SELECT pg_sleep(60)'))(
    'cut off after statement %i of the migration it is the old one, whole, and can be carried forward again',
    async (_statement, sql) => {
      const { url, pool } = await oldDatabase()
      const before = (await pool.query(shapeSql)).rows
      const migrating = migratePostgres(pool, url, [postgresMigrations[0] ?? '', sql])
      const refused = expect(migrating).rejects.toThrow()
      const asleep = "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
      await expect
        .poll(async () => (await pool.query(`SELECT ${asleep}`)).rowCount, { timeout: 20_000 })
        .toBe(1)
      await pool.query(`SELECT pg_terminate_backend(pid) ${asleep}`)
      await refused
      expect((await pool.query(shapeSql)).rows).toEqual(before)
      expect((await pool.query('SELECT version FROM schema_version')).rows).toEqual([{ version: 1 }])
      await expectWhole(url)
    },
  )
})
