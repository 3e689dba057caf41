import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { present, simulatedClock } from '#basics'
import { type DomainEvent, event } from '#domain'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { startTestPostgres } from '#testing'
import { chain, genesisHash, verifyChain } from './chain.ts'
import type { Batch, BatchEntry, EventStore, LogRow, SealedField, TicketRow } from './event_store.ts'
import { memoryEventStore } from './memory_store.ts'
import { migrations } from './migrations.ts'
import { sqliteEventStore } from './sqlite_store.ts'
import { openStores, type Stores } from './stores.ts'

const at = '2026-03-02T01:00:00.000Z'

function rowsFrom(head: number, headHash: string, events: readonly DomainEvent[]): LogRow[] {
  let prevHash = headHash
  return events.map((each, index) => {
    const row = chain(each, head + 1 + index, at, prevHash)
    prevHash = row.hash
    return row
  })
}

const entry = (
  commandId: string,
  events: readonly LogRow[],
  changes: Partial<BatchEntry> = {},
): BatchEntry => ({
  commandId,
  actor: 'device:kiosk-1',
  fingerprint: 'f',
  outcome: '{"value":1}',
  events,
  sealed: [],
  ...changes,
})

const batch = (entries: readonly BatchEntry[], issued: readonly TicketRow[] = []): Batch => ({
  site: 'site-test',
  at: 1_000,
  entries,
  issued,
  changed: [],
  visits: [],
})

const ticket = (id: string, sequence: number, changes: Partial<TicketRow> = {}): TicketRow => ({
  id,
  day: '2026-03-02',
  series: 'A',
  sequence,
  number: `A00${sequence}`,
  state: 'WAITING',
  serviceId: 'LC',
  counterId: null,
  issuedAt: 5,
  firstCalledAt: null,
  arrivedAt: null,
  endedAt: null,
  firstRevision: 1,
  lastRevision: 1,
  ...changes,
})

const field = (ref: string, name: string, changes: Partial<SealedField> = {}): SealedField => ({
  ref,
  kind: 'person',
  field: name,
  algorithm: 'AES-256-GCM',
  keyId: 'k1',
  nonce: Buffer.from('nonce'),
  sealed: Buffer.from(`sealed ${name}`),
  lookup: null,
  at: 100,
  ...changes,
})

const paused = event('CounterPaused', { counterId: '1', reason: 'break' })
const unpaused = event('CounterUnpaused', { counterId: '1' })

let folder = ''
let database: SqliteDatabase | null = null
let served: Stores | null = null
const server = await startTestPostgres()
afterAll(() => server?.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-store-'))
})
afterEach(async () => {
  await served?.close()
  served = null
  database?.close()
  database = null
  rmSync(folder, { recursive: true, force: true })
})

function sqlite(): EventStore {
  database = openDatabase({ file: join(folder, 'hub.db'), migrations })
  return sqliteEventStore(database)
}

async function postgres(): Promise<EventStore> {
  served = await openStores(await present(server, 'server').freshDatabase(), null, simulatedClock(0))
  return served.events
}

describe.each([
  ['memory', memoryEventStore],
  ['sqlite', sqlite],
  ...(server === null ? [] : [['postgres', postgres] as const]),
] as const)('the %s store', (_name, open) => {
  test('gives back what was appended, in order, chained', async () => {
    const store = await open()
    const rows = rowsFrom(0, genesisHash, [paused, unpaused])
    expect(await store.append(0, batch([entry('c1', rows)]))).toEqual({ ok: true, value: undefined })
    const loaded = await store.load()
    expect(loaded).toMatchObject({ snapshot: null, head: 2, headHash: rows[1]?.hash })
    expect(loaded.events.map(({ type, data, revision }) => ({ type, data, revision }))).toEqual([
      { ...paused, revision: 1 },
      { ...unpaused, revision: 2 },
    ])
    expect(await store.eventsAfter(1, 10)).toEqual(loaded.events.slice(1))
    expect(await verifyChain(store)).toEqual({ ok: true, value: { head: 2, hash: rows[1]?.hash } })
  })

  test('refuses a batch decided elsewhere than at the end of the log', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, [paused]))]))
    const late = batch([entry('c2', rowsFrom(0, genesisHash, [unpaused]))])
    expect(await store.append(0, late)).toEqual({ ok: false, error: 'conflict' })
    expect((await store.load()).head).toBe(1)
    expect(await store.findResults(['c2'])).toEqual(new Map())
  })

  test('remembers answers, and writes nothing of a batch that fails', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, [paused]))], [ticket('t1', 1)]))
    const { headHash } = await store.load()
    const twin = batch([entry('c2', rowsFrom(1, headHash, [unpaused]))], [ticket('t2', 1)])
    await expect(store.append(1, twin)).rejects.toThrow()
    const again = batch([entry('c1', rowsFrom(1, headHash, [unpaused]))])
    expect(await store.append(1, again)).toEqual({ ok: false, error: 'conflict' })
    expect(await store.findResults(['c1', 'c2'])).toEqual(
      new Map([['c1', { fingerprint: 'f', outcome: '{"value":1}' }]]),
    )
    expect((await store.load()).head).toBe(1)
    expect(await store.findTicket('t2')).toBeNull()
  })

  test('of two writers at one place one is first, and the other has written nothing', async () => {
    const store = await open()
    const write = (id: string) => store.append(0, batch([entry(id, rowsFrom(0, genesisHash, [paused]))]))
    const outcomes = await Promise.all(['c1', 'c2', 'c3'].map(write))
    expect(outcomes.filter((each) => each.ok)).toHaveLength(1)
    expect((await store.load()).head).toBe(1)
    expect((await store.findResults(['c1', 'c2', 'c3'])).size).toBe(1)
  })

  test('a refusal decided behind the end of the log is not remembered either', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, [paused]))]))
    expect(await store.append(0, batch([entry('c2', [])]))).toEqual({ ok: false, error: 'conflict' })
    expect(await store.findResults(['c2'])).toEqual(new Map())
  })

  test('in a turn reads what is there and writes after it', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, [paused]))]))
    const written = await store.inTurn(async (log) => {
      const [first] = await log.eventsAfter(0, 10)
      expect([...(await log.findResults(['c1', 'c2'])).keys()]).toEqual(['c1'])
      const rows = rowsFrom(1, first?.hash ?? '', [unpaused])
      return log.append(1, batch([entry('c2', rows)]))
    })
    expect(written.ok).toBe(true)
    expect((await verifyChain(store)).ok).toBe(true)
    expect((await store.load()).head).toBe(2)
  })

  test('keeps a ticket under the day of its issue while it changes', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', [])], [ticket('t1', 1)]))
    const moved = { day: '2026-03-03', firstRevision: 7, lastRevision: 7 }
    const called = ticket('t1', 1, { ...moved, state: 'CALLED', counterId: '1', firstCalledAt: 9 })
    await store.append(0, { ...batch([entry('c2', [])]), changed: [called] })
    expect(await store.findTicket('t1')).toEqual({ ...called, day: '2026-03-02', firstRevision: 1 })
  })

  test('starts from the newest snapshot', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, [paused, unpaused]))]))
    await store.saveSnapshot(1, '{"revision":1}')
    const loaded = await store.load()
    expect(loaded.snapshot).toEqual({ revision: 1, json: '{"revision":1}' })
    expect(loaded.events.map(({ revision }) => revision)).toEqual([2])
  })

  test('finds a person again by digest, takes newer words, and forgets by age, whole', async () => {
    const store = await open()
    const sealed = [field('p1', 'idNumber', { lookup: 'digest', at: 50 }), field('p1', 'name')]
    await store.append(0, batch([entry('c1', [], { sealed })]))
    const newer = [
      field('p1', 'name', { sealed: Buffer.from('newer'), at: 200 }),
      field('p2', 'name', { at: 60 }),
    ]
    await store.append(0, batch([entry('c2', [], { sealed: newer })]))
    expect(await store.claimRef('digest', 'p9', 100)).toBe('p1')
    const names = (await store.sealedFields('p1')).filter((each) => each.field === 'name')
    expect(names.map((each) => String(each.sealed))).toEqual(['newer'])
    expect(await store.purgeSealed('person', 100, ['p2'])).toBe(0)
    expect(await store.purgeSealed('person', 100)).toBe(1)
    expect(await store.sealedFields('p2')).toEqual([])
    expect(await store.purgeSealed('note', 1_000)).toBe(0)
    expect(await store.purgeSealed('person', 201)).toBe(2)
    expect(await store.claimRef('digest', 'p9', 300)).not.toBe('p1')
  })

  test('forgets old answers', async () => {
    const store = await open()
    await store.append(0, batch([entry('c1', [])]))
    expect(await store.purgeResults(1_000)).toBe(0)
    expect(await store.purgeResults(1_001)).toBe(1)
  })
})

describe('the log in SQLite', () => {
  const filled = async () => {
    const store = sqlite()
    const events = [paused, unpaused, paused, unpaused, paused]
    await store.append(0, batch([entry('c1', rowsFrom(0, genesisHash, events))]))
    return store
  }

  test('cannot be changed through SQL', async () => {
    await filled()
    expect(() => database?.exec("UPDATE events SET data = '{}' WHERE revision = 2")).toThrow(/never changed/)
    expect(() => database?.exec('DELETE FROM events WHERE revision = 5')).toThrow(/never removed/)
  })

  test.each([
    ['changed data', `UPDATE events SET data = '{"counterId":"2"}' WHERE revision = 2`, 2],
    ['changed time', `UPDATE events SET at = '2026-03-02T01:00:00.001Z' WHERE revision = 3`, 3],
    ['changed type', `UPDATE events SET type = 'CounterClosed' WHERE revision = 4`, 4],
    ['changed hash', `UPDATE events SET hash = '${'0'.repeat(64)}' WHERE revision = 4`, 4],
    ['a removed event', 'DELETE FROM events WHERE revision = 3', 3],
    [
      'exchanged events',
      'UPDATE events SET revision = -1 WHERE revision = 1; UPDATE events SET revision = 1 WHERE revision = 3; UPDATE events SET revision = 3 WHERE revision = -1',
      1,
    ],
  ])('shows %s to whoever walks the chain', async (_name, sql, revision) => {
    const store = await filled()
    database?.exec('DROP TRIGGER events_stay; DROP TRIGGER events_remain')
    database?.exec(sql)
    expect(await verifyChain(store)).toEqual({ ok: false, error: revision })
  })
})
