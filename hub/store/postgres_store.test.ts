import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { simulatedClock, systemClock } from '#basics'
import { event } from '#domain'
import type { Pool } from '#postgres'
import { startTestPostgres } from '#testing'
import { chain, genesisHash, verifyChain } from './chain.ts'
import type { Batch, EventStore } from './event_store.ts'
import { postgresMigrations } from './postgres_migrations.ts'
import { openHubPool } from './postgres_pool.ts'
import { migratePostgres } from './postgres_schema.ts'
import { openStores, type StoreChoice, type Stores } from './stores.ts'

const server = await startTestPostgres()
const opened: { close(): Promise<void> }[] = []
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())))
afterAll(() => server?.close())

const freshUrl = () => server?.freshDatabase() ?? Promise.reject(new Error('no server'))

async function openAt(url: StoreChoice): Promise<Stores> {
  const stores = await openStores(url, null, systemClock())
  opened.push(stores)
  return stores
}

function poolAt(url: string): Pool {
  const pool = openHubPool(url)
  opened.push({ close: () => pool.end() })
  return pool
}

const paused = event('CounterPaused', { counterId: '1', reason: 'break' })

function next(head: number, headHash: string, commandId: string): Batch {
  const row = chain(paused, head + 1, '2026-03-02T01:00:00.000Z', headHash)
  const entry = { commandId, actor: 'a', fingerprint: 'f', outcome: '{}', events: [row], sealed: [] }
  return { site: 's', at: 1, entries: [entry], issued: [], changed: [], visits: [] }
}

/** Appends at the end, wherever that is by then. */
const appendNext = (store: EventStore, commandId: string) =>
  store.inTurn(async (log) => {
    const { head, headHash } = await store.load()
    return log.append(head, next(head, headHash, commandId))
  })

// A turn takes seconds to be taken away: longer than a unit's time on a busy machine.
describe.skipIf(server === null)('the log in PostgreSQL', { timeout: 60_000 }, () => {
  test('cannot be changed through SQL, and shows it when it was', async () => {
    const url = await freshUrl()
    const { events } = await openAt(url)
    for (const id of ['c1', 'c2', 'c3']) await appendNext(events, id)
    const pool = poolAt(url)
    await expect(pool.query("UPDATE events SET data = '{}'")).rejects.toThrow(/never changed/)
    await expect(pool.query('DELETE FROM events WHERE revision = 3')).rejects.toThrow(
      /never changed or removed/,
    )
    await expect(pool.query('TRUNCATE events')).rejects.toThrow(/never changed or removed/)
    expect((await verifyChain(events)).ok).toBe(true)
    await pool.query('DROP TRIGGER events_stay ON events')
    await pool.query(`UPDATE events SET data = '{"counterId":"2"}' WHERE revision = 2`)
    expect(await verifyChain(events)).toEqual({ ok: false, error: 2 })
  })

  test('whoever gets past the lock still meets the key: a conflict, and nothing is written', async () => {
    const url = await freshUrl()
    const { events } = await openAt(url)
    const outside = await poolAt(url).connect()
    await outside.query('BEGIN')
    await outside.query("INSERT INTO events VALUES ('s', 1, 't', 'x', '{}', 'p', 'h', 'c0', 'a')")
    const late = events.append(0, next(0, genesisHash, 'c1'))
    await outside.query('SELECT pg_sleep(0.1)')
    await outside.query('COMMIT')
    outside.release()
    expect(await late).toEqual({ ok: false, error: 'conflict' })
    expect(await events.findResults(['c1'])).toEqual(new Map())
  })

  test('commits are on the disk before they are acknowledged, whatever the address or the server says', async () => {
    const url = await freshUrl()
    await poolAt(url).query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
    const pool = poolAt(`${url}?options=-c%20synchronous_commit%3Doff%20-c%20work_mem%3D8MB`)
    const shown = async (name: string) => (await pool.query(`SHOW ${name}`)).rows
    expect(await shown('synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
    expect(await shown('work_mem')).toEqual([{ work_mem: '8MB' }])
  })

  test('two processes that write without pause leave no gap and starve nobody', async () => {
    const url = await freshUrl()
    const stores = [await openAt(url), await openAt(url)]
    const write = async ({ events }: Stores, name: string) => {
      for (let index = 0; index < 40; index++)
        expect(await appendNext(events, `${name}-${index}`)).toMatchObject({ ok: true })
    }
    await Promise.all(stores.map((each, index) => write(each, `w${index}`)))
    const [first] = stores
    expect(first === undefined ? null : await verifyChain(first.events)).toMatchObject({
      value: { head: 80 },
    })
  })

  test('a turn that is left standing is taken away, and the others go on', async () => {
    const url = await freshUrl()
    const [stopped, other] = [await openAt(url), await openAt(url)]
    const begun = Promise.withResolvers<void>()
    const woken = Promise.withResolvers<void>()
    const turn = stopped.events.inTurn(async (log) => {
      begun.resolve()
      await woken.promise
      return log.append(0, next(0, genesisHash, 'late'))
    })
    await begun.promise
    expect(await appendNext(other.events, 'c1')).toMatchObject({ ok: true })
    woken.resolve()
    await expect(turn).rejects.toThrow()
    expect(await other.events.findResults(['late', 'c1'])).toHaveProperty('size', 1)
  })

  test('tells every process how long the log is, also after its line was cut', async () => {
    const url = await freshUrl()
    const clock = simulatedClock(0)
    const listening = await openStores(url, null, clock)
    opened.push(listening)
    const writing = await openAt(url)
    const heads: number[] = []
    let heard = () => {}
    listening.events.watch((head) => {
      heads.push(head)
      heard()
    })
    const isListening = async () => {
      const { rows } = await pool.query("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN civic_hall'")
      return rows.length
    }
    const pool = poolAt(url)
    const appendHeard = async (id: string) => {
      const told = new Promise<void>((resolve) => {
        heard = resolve
      })
      await appendNext(writing.events, id)
      await told
    }
    await expect.poll(isListening).toBe(2)
    await appendHeard('c1')
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN civic_hall'",
    )
    await expect.poll(isListening).toBe(0)
    clock.advance(1_000)
    await expect
      .poll(async () => {
        clock.advance(1_000)
        return isListening()
      })
      .toBeGreaterThan(0)
    await appendHeard('c2')
    expect(heads).toEqual([1, 2])
  })

  test('a person met by two processes at once gets one reference, and a new one when forgotten', async () => {
    const url = await freshUrl()
    const [first, second] = [await openAt(url), await openAt(url)]
    const claims = await Promise.all(
      [first, second, first, second].map(({ events }, index) => events.claimRef('digest', `p${index}`, 100)),
    )
    expect(new Set(claims).size).toBe(1)
    expect(await first.events.purgeSealed('person', 100)).toBe(0)
    expect(await second.events.claimRef('digest', 'p8', 100)).toBe(claims[0])
    await first.events.purgeSealed('person', 101)
    expect(await second.events.claimRef('digest', 'p9', 200)).toBe('p9')
  })
})

describe.skipIf(server === null)('the schema in PostgreSQL', () => {
  const first = 'CREATE TABLE words (word text PRIMARY KEY)'
  const second = 'ALTER TABLE words ADD COLUMN tone integer'

  test('rows of an older schema live on; one that fails leaves the old schema whole', async () => {
    const url = await freshUrl()
    const pool = poolAt(url)
    await migratePostgres(pool, url, [first])
    await pool.query("INSERT INTO words VALUES ('号')")
    await expect(migratePostgres(pool, url, [first, second, 'CREATE TABLE broken ('])).rejects.toThrow()
    expect((await pool.query('SELECT * FROM words')).rows).toEqual([{ word: '号' }])
    await migratePostgres(pool, url, [first, second])
    expect((await pool.query('SELECT * FROM words')).rows).toEqual([{ word: '号', tone: null }])
  })

  test('programs that start at once bring it up once', async () => {
    const url = await freshUrl()
    const stores = await Promise.all([openAt(url), openAt(url), openAt(url)])
    const heads = await Promise.all(stores.map(({ events }) => events.load()))
    expect(heads.map(({ head }) => head)).toEqual([0, 0, 0])
    expect((await poolAt(url).query('SELECT version FROM schema_version')).rows).toHaveLength(1)
  })

  test('of a newer program is refused with a sentence, without the password', async () => {
    const url = await freshUrl()
    await migratePostgres(poolAt(url), url, [...postgresMigrations, 'SELECT 1'])
    const refused = openStores(url, null, systemClock())
    const known = postgresMigrations.length
    await expect(refused).rejects.toThrow(`(schema ${known + 1}, this program knows ${known})`)
    await expect(refused).rejects.not.toThrow(/civic_hall:/)
  })

  test('a server that is not there is named', async () => {
    await expect(openStores('postgres://nobody:secret@127.0.0.1:1/x', null, systemClock())).rejects.toThrow(
      'PostgreSQL at 127.0.0.1:1/x does not let the hub in: ECONNREFUSED.',
    )
  })

  test('work done alone is done by one at a time', async () => {
    const url = await freshUrl()
    const stores = [await openAt(url), await openAt(url)]
    let inside = 0
    let most = 0
    await Promise.all(
      stores.map(({ alone, agree }, index) =>
        alone(async () => {
          most = Math.max(most, ++inside)
          expect(await agree('keys', `of ${index}`)).toMatch(/of [01]/)
          inside -= 1
        }),
      ),
    )
    expect(most).toBe(1)
    const [a, b] = await Promise.all(stores.map(({ agree }) => agree('keys', 'of nobody')))
    expect(a).toBe(b)
    expect(a).not.toBe('of nobody')
  })
})
