import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { startHub } from '#hub'
import { openToRead } from '#sqlite'
import {
  callerOf,
  fictionalIdNumber,
  passwordOf,
  startTestPostgres,
  type TestCentre,
  tokenOf,
  withCentre,
} from '#testing'
import { readHandover } from '../epoch/handover.ts'
import { openRecoveryKey } from '../standby/recovery_key.ts'
import { copyInto } from '../store/copy.ts'
import { openStores } from '../store/stores.ts'
import { backupsIn, type StoredBackup } from './manifest.ts'
import { endOfPostgres } from './replaced_postgres.ts'
import { inTheWay, type KeySource, restore } from './restore.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-restore-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const idNumber = fictionalIdNumber(3, '1950-03-07')
const now = Date.parse('2026-03-02T01:30:00Z')

const issue = (centre: TestCentre) =>
  centre.device('kiosk-1').granted('issueTicket', {
    body: { serviceId: 'LC', visitor: { idNumber, name: '张示三' }, commandId: centre.commandId() },
  })

/** A centre that took a backup with its keys and lived on; what was left of it is handed over. */
async function backedUp(
  use: (left: { data: string; backup: StoredBackup; key: KeySource; head: number }) => Promise<void>,
) {
  await withCentre({ backups: join(folder, 'backups') }, async (centre) => {
    const admin = await centre.staff('wu')
    const { key } = await admin.granted('makeRecoveryKey')
    await admin.granted('confirmRecoveryKey', { body: { key } })
    await issue(centre)
    await admin.granted('backUpNow')
    for (let later = 0; later < 3; later += 1)
      await centre.device('kiosk-1').granted('issueTicket', {
        body: { serviceId: 'LA', commandId: centre.commandId() },
      })
    const [backup] = backupsIn(join(folder, 'backups'))
    const opened = openRecoveryKey(key)
    if (backup === undefined || !opened.ok) throw new Error('there is a backup, and a key to it')
    const head = centre.hub().centre.head()
    await centre.hub().close()
    await use({ data: centre.folder, backup, key: { recoveryKey: opened.value }, head })
  })
}

/** What a restore must bring back row for row: the log up to the new epoch, and all that is derived or beside it. */
function restoredRows(file: string) {
  const database = openToRead(file)
  const log = "SELECT * FROM events WHERE type <> 'EpochBegan' ORDER BY revision"
  const tables = ['tickets', 'visits', 'vault', 'devices', 'staff_secrets', 'city_parked', 'city_notes']
  const rows = [log, ...tables.map((table) => `SELECT * FROM ${table} ORDER BY 1, 2`)].map((sql) =>
    database.prepare(sql).all(),
  )
  database.close()
  return rows
}

const startOn = (data: string, store: Parameters<typeof startHub>[0]['store'] = 'sqlite') =>
  startHub({
    ...{ folder: data, store, host: '127.0.0.1', port: 0, pages: join(data, 'no-pages') },
    ...{ definition: null, demo: null, clock: systemClock() },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })

test('a restore says what it would cost, puts what was there aside, and begins an epoch', async () => {
  await backedUp(async ({ data, backup, key, head }) => {
    const before = restoredRows(join(data, 'hub.db'))
    const lost = head - backup.manifest.head
    expect(lost).toBeGreaterThanOrEqual(3)
    expect(inTheWay(data, backup)).toEqual({ head, lost, epoch: 1 })
    const done = await restore(backup, data, key, now, 'technician')
    expect(done).toMatchObject({ head: backup.manifest.head, epoch: 2, givenUp: 0 })
    const aside = done.setAside ?? ''
    expect(restoredRows(join(aside, 'hub.db'))).toEqual(before)
    // What it alone had can be handed over, and started by mistake it gives no numbers.
    expect(done.canHandOver).toBe(true)
    const handover = readHandover(aside)
    expect(handover).toMatchObject({ ok: true, value: { fromRevision: backup.manifest.head, laterEpoch: 2 } })
    expect(handover.ok && handover.value.tickets.map(({ number }) => number)).toEqual([
      'B001',
      'B002',
      'B003',
    ])
    const mistake = await startOn(aside)
    const strayed = callerOf(() => mistake.url, tokenOf('kiosk-1'))
    const given = { serviceId: 'LC', commandId: '01J0000000000000000001TEST' }
    expect(await strayed.refusal('issueTicket', { body: given })).toBe('fenced')
    await mistake.close()
    const hub = await startOn(data)
    const kiosk = callerOf(() => hub.url, tokenOf('kiosk-1'))
    const body = { serviceId: 'LC', visitor: { idNumber }, commandId: '01J0000000000000000000TEST' }
    // The day has gone on since: what matters is that the person is known and the devices and passwords are.
    expect(hub.centre.state().epochBegan).toMatchObject({ epoch: 2, fromRevision: backup.manifest.head })
    expect(await kiosk.refusal('issueTicket', { body })).not.toBe('unauthenticated')
    const login = { username: 'wu', password: passwordOf('wu') }
    expect(await callerOf(() => hub.url, null).refusal('login', { body: login })).toBe('granted')
    await hub.close()
  })
})

test('a second restore begins a later epoch than the hub that is put aside had', async () => {
  await backedUp(async ({ data, backup, key }) => {
    expect((await restore(backup, data, key, now, '')).epoch).toBe(2)
    expect((await restore(backup, data, key, now + 1, '')).epoch).toBe(3)
  })
})

test('without keys the sealed personal data is given up in so many words, and people are met anew', async () => {
  await backedUp(async ({ backup }) => {
    const data = join(folder, 'other')
    const none = { none: 'personal data before this backup is given up' } as const
    expect(inTheWay(data, backup)).toBeNull()
    const done = await restore(backup, data, none, now, '')
    expect(done).toMatchObject({ setAside: null, givenUp: 2 })
    const hub = await startOn(data)
    expect(hub.centre.state().epochBegan?.proof).toBe('')
    await hub.close()
  })
})

test('a backup comes back on PostgreSQL: the log, the ways in, who is known; a database in use is refused', async () => {
  const postgres = await startTestPostgres()
  if (postgres === null) return
  try {
    await backedUp(async ({ backup, key }) => {
      const url = await postgres.freshDatabase()
      const data = join(folder, 'other')
      const done = await restore(backup, data, key, now, 'technician', url)
      expect(done).toMatchObject({ head: backup.manifest.head, epoch: 2, givenUp: 0, setAside: null })
      expect(readdirSync(data)).toEqual(['keys'])
      const back = join(folder, 'back.db')
      await copyInto({ postgres: url }, back)
      expect(restoredRows(back)).toEqual(restoredRows(join(backup.folder, 'hub.db')))
      // Who is known is found by this table alone: without it everybody would be met anew.
      const stores = await openStores(url, null, systemClock())
      expect(await stores.rows.all('SELECT ref FROM people')).toHaveLength(1)
      await stores.close()
      const hub = await startOn(data, url)
      const events = await hub.log.eventsAfter(0, 1_000)
      expect(events.find(({ revision }) => revision === backup.manifest.head)?.hash).toBe(
        backup.manifest.headHash,
      )
      expect(hub.centre.state().epochBegan).toMatchObject({ epoch: 2, fromRevision: backup.manifest.head })
      const login = { username: 'wu', password: passwordOf('wu') }
      expect(await callerOf(() => hub.url, null).refusal('login', { body: login })).toBe('granted')
      await hub.close()
      await expect(restore(backup, join(folder, 'again'), key, now, '', url)).rejects.toThrow(
        /holds a log already/,
      )
      // A second restore, into another database, is told of the epoch the first has begun.
      const { head, epoch } = await endOfPostgres(url)
      expect({ head: head > backup.manifest.head, epoch }).toEqual({ head: true, epoch: 2 })
      const second = await postgres.freshDatabase()
      const again = await restore(backup, join(folder, 'again'), key, now, '', second, epoch)
      expect(again.epoch).toBe(3)
      expect(await endOfPostgres(second)).toEqual({ head: backup.manifest.head + 1, epoch: 3 })
      await expect(endOfPostgres(await postgres.freshDatabase())).rejects.toThrow()
    })
  } finally {
    await postgres.close()
  }
}, 120_000)
