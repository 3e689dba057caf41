import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, openToRead, type SqliteDatabase } from '#sqlite'
import { migrations } from './migrations.ts'
import { sqliteEventStore } from './sqlite_store.ts'

let folder = ''
let database: SqliteDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traces-'))
  database = openDatabase({ file: join(folder, 'hub.sqlite'), migrations })
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const walBytes = () => statSync(join(folder, 'hub.sqlite-wal')).size
const seal = (ref: string) =>
  database
    .prepare(
      `INSERT INTO vault (ref, kind, field, algorithm, key_id, nonce, sealed, lookup, at)
       VALUES (?, 'person', 'name', 'a', 'k', x'00', x'00', NULL, 1)`,
    )
    .run(ref)
const isNoted = () => database.prepare("SELECT 1 FROM cursors WHERE name = 'traces'").get() !== undefined

test('the write-ahead log is left alone when nothing was purged', async () => {
  seal('kept')
  const before = walBytes()
  expect(await sqliteEventStore(database).purgeSealed('person', 0)).toBe(0)
  expect(before).toBeGreaterThan(0)
  expect(walBytes()).toBe(before)
})

test('what was purged leaves it at once', async () => {
  seal('gone')
  const before = walBytes()
  expect(await sqliteEventStore(database).purgeSealed('person', 2)).toBe(1)
  expect(walBytes()).toBeLessThan(before)
  expect(isNoted()).toBe(false)
})

test('a reader in the way puts the wiping off to the next time, whatever is purged then', async () => {
  seal('gone')
  database.pragma('busy_timeout = 0')
  const reader = openToRead(join(folder, 'hub.sqlite'))
  const store = sqliteEventStore(database)
  reader.exec('BEGIN')
  reader.prepare('SELECT * FROM vault').all()
  await store.purgeSealed('person', 2)
  expect(isNoted()).toBe(true)
  const before = walBytes()
  reader.close()
  expect(await store.purgeSealed('person', 2)).toBe(0)
  expect(walBytes()).toBeLessThan(before)
  expect(isNoted()).toBe(false)
})
