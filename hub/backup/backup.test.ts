import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openToRead } from '#sqlite'
import { fictionalIdNumber, startTestPostgres, type TestCentre, withCentre } from '#testing'
import { verifyCopy } from '../store/copy.ts'
import { drill } from './drill.ts'
import { backupsIn } from './manifest.ts'
import { check } from './restore.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const backups = () => join(folder, 'backups')
const noKeys = { none: 'personal data before this backup is given up' } as const

const take = (centre: TestCentre) =>
  centre.device('kiosk-1').granted('issueTicket', {
    body: { serviceId: 'LC', commandId: centre.commandId() },
  })

test('commands go on while a backup is taken; it ends between the first and the last of them', async () => {
  await withCentre({ backups: backups() }, async (centre) => {
    for (let tickets = 0; tickets < 50; tickets += 1) await take(centre)
    const admin = await centre.staff('wu')
    const before = centre.hub().centre.head()
    let isTaken = false
    let meanwhile = 0
    const backup = admin.granted('backUpNow').finally(() => {
      isTaken = true
    })
    while (!isTaken) {
      await take(centre)
      if (!isTaken) meanwhile += 1
    }
    const { last, problem } = await backup
    expect(problem).toBeNull()
    expect(meanwhile).toBeGreaterThan(1)
    const [stored] = backupsIn(backups())
    const database = join(stored?.folder ?? '', 'hub.db')
    const verified = await verifyCopy(database)
    expect(verified.head).toBe(last?.head)
    expect(verified.head).toBeGreaterThanOrEqual(before)
    expect(verified.head).toBeLessThanOrEqual(centre.hub().centre.head())
    expect(stored?.manifest).toMatchObject({
      site: 'site-test',
      headHash: verified.headHash,
      reason: 'by-hand',
    })
  })
})

test('backups come by the clock and at the close of a day; one that was cut off is swept away', async () => {
  const cutOff = join(backups(), '.unfinished-20260302T000000Z')
  mkdirSync(cutOff, { recursive: true })
  writeFileSync(join(cutOff, 'hub.db'), 'half a database')
  await withCentre({ backups: backups() }, async (centre) => {
    const admin = await centre.staff('wu')
    const finished = async () => {
      // Joins the one the clock has begun: it is not another.
      const status = await admin.granted('backUpNow')
      return status.last
    }
    expect((await admin.granted('backupStatus')).last).toBeNull()
    centre.clock.advance(60_000)
    expect((await finished())?.takenAt).toBe('2026-03-02T01:01:00.000Z')
    expect(backupsIn(backups()).map(({ manifest }) => manifest.reason)).toEqual(['schedule'])
    await admin.granted('closeDay', { body: { commandId: centre.commandId() } })
    centre.clock.advance(60_000)
    await finished()
    expect(backupsIn(backups()).map(({ manifest }) => manifest.reason)).toEqual(['day-close', 'schedule'])
    expect(readdirSync(backups()).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

test('a hub that is told to stop gives up a backup that takes too long, and leaves nothing of it', async () => {
  await withCentre({ backups: backups() }, async (centre) => {
    await take(centre)
    const admin = await centre.staff('wu')
    const asked = admin.granted('backUpNow').catch(() => null)
    await vi.waitFor(() => expect(readdirSync(backups())).toHaveLength(1))
    const closing = centre.hub().close()
    centre.clock.advance(5_000)
    await closing
    await asked
    expect(readdirSync(backups())).toEqual([])
  })
})

test('a folder that cannot be written is a state of the backups, not of the hub', async () => {
  writeFileSync(backups(), 'a file where the folder should be')
  await withCentre({ backups: backups() }, async (centre) => {
    const admin = await centre.staff('wu')
    const failed = await admin.granted('backUpNow')
    expect(failed).toMatchObject({ last: null, problem: { code: 'not-writable' } })
    await take(centre)
    expect((await fetch(`${centre.url}/readyz`)).status).toBe(200)
    rmSync(backups())
    const mended = await admin.granted('backUpNow')
    expect(mended.problem).toBeNull()
    expect(mended.last).not.toBeNull()
  })
})

test('a backup holds no key and no person in clear; with a recovery key the keys are sealed beside it', async () => {
  await withCentre({ backups: backups() }, async (centre) => {
    const idNumber = fictionalIdNumber(12, '1950-03-07')
    await centre.device('kiosk-1').granted('issueTicket', {
      body: { serviceId: 'LC', visitor: { idNumber, name: '张示三' }, commandId: centre.commandId() },
    })
    const admin = await centre.staff('wu')
    expect(await admin.granted('backUpNow')).toMatchObject({ recoveryKey: 'none', last: { hasKeys: false } })
    const { key } = await admin.granted('makeRecoveryKey')
    expect(await admin.granted('backupStatus')).toMatchObject({ recoveryKey: 'unconfirmed' })
    expect(
      await admin.refusal('confirmRecoveryKey', {
        body: { key: key.replace(/^./, (letter) => (letter === '7' ? '8' : '7')) },
      }),
    ).toBe('invalid')
    await admin.granted('confirmRecoveryKey', { body: { key: ` ${key.toLowerCase()} ` } })
    const status = await admin.granted('backUpNow')
    expect(status).toMatchObject({ recoveryKey: 'confirmed', last: { hasKeys: true } })
    const keys = readFileSync(join(centre.folder, 'keys', 'vault.json'), 'utf8')
    const secrets = [...keys.matchAll(/"([A-Za-z0-9+/]{43}=)"/g)].map(([, secret = '']) => secret)
    expect(secrets).toHaveLength(2)
    for (const { folder: each, manifest } of backupsIn(backups()))
      for (const { name } of manifest.files) {
        const bytes = readFileSync(join(each, name))
        for (const secret of [...secrets, idNumber, '张示三', key]) expect(bytes.includes(secret)).toBe(false)
        for (const secret of secrets) expect(bytes.includes(Buffer.from(secret, 'base64'))).toBe(false)
      }
  })
})

test('only managers and administrators may ask', async () => {
  await withCentre({ backups: backups() }, async (centre) => {
    const zhao = await centre.staff('zhao')
    for (const name of ['backupStatus', 'backUpNow', 'makeRecoveryKey', 'listHandovers'] as const)
      expect(await zhao.refusal(name)).toBe('forbidden')
    expect(await centre.stranger().refusal('followAsStandby', { query: { after: '0' } })).toBe(
      'unauthenticated',
    )
    expect(await centre.device('kiosk-1').refusal('followAsStandby', { query: { after: '0' } })).toBe(
      'forbidden',
    )
  })
})

test('a drill starts a hub on the backup and finds what was changed in it', async () => {
  await withCentre({ backups: backups() }, async (centre) => {
    for (let tickets = 0; tickets < 5; tickets += 1) await take(centre)
    await (await centre.staff('wu')).granted('backUpNow')
  })
  const [backup] = backupsIn(backups())
  if (backup === undefined) throw new Error('there is a backup')
  const report = await drill(backup, noKeys, 0)
  expect(report).toMatchObject({ passed: true, head: backup.manifest.head })
  expect(report.steps).toHaveLength(3)

  // Negative control: one letter of one event, with the file's hash made to fit.
  const file = join(backup.folder, 'hub.db')
  const bytes = readFileSync(file)
  const place = bytes.lastIndexOf('"serviceId":"LC"')
  bytes.write('LX', place + '"serviceId":"'.length)
  chmodSync(file, 0o600)
  writeFileSync(file, bytes)
  expect(await check(backup)).toMatchObject({
    ok: false,
    error: expect.stringContaining('not what was written'),
  })
  await expect(verifyCopy(file)).rejects.toThrow(/breaks at revision/)
  expect((await drill(backup, noKeys, 0)).passed).toBe(false)
})

test('of PostgreSQL a backup is the same kind of file, with the same rows', async () => {
  const postgres = await startTestPostgres()
  if (postgres === null) return
  try {
    await withCentre({ backups: backups(), store: await postgres.freshDatabase() }, async (centre) => {
      const tickets = []
      for (let place = 0; place < 20; place += 1) tickets.push(await take(centre))
      const status = await (await centre.staff('wu')).granted('backUpNow')
      expect(status.problem).toBeNull()
      const [backup] = backupsIn(backups())
      if (backup === undefined) throw new Error('there is a backup')
      expect(backup.manifest).toMatchObject({ source: 'postgres', head: centre.hub().centre.head() })
      const database = openToRead(join(backup.folder, 'hub.db'))
      const kept = database.prepare<[], { id: string }>('SELECT id FROM tickets ORDER BY sequence').all()
      database.close()
      expect(kept.map(({ id }) => id)).toEqual(tickets.map(({ id }) => id))
      expect((await drill(backup, noKeys, 0)).steps.map(({ ok }) => ok)).toEqual([true, true, true])
    })
  } finally {
    await postgres.close()
  }
})
