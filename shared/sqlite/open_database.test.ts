import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOpenElsewhere, openDatabase } from './open_database.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-sqlite-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const first = 'CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;'
const second = 'ALTER TABLE words ADD COLUMN tone INTEGER;'
const file = () => join(folder, 'deep', 'words.db')

test('a new database is in WAL mode with full durability and every migration', () => {
  const database = openDatabase({ file: file(), migrations: [first, second] })
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(database.pragma('synchronous', { simple: true })).toBe(2)
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(database.pragma('secure_delete', { simple: true })).toBe(1)
  expect(database.pragma('user_version', { simple: true })).toBe(2)
  database.prepare('INSERT INTO words (word, tone) VALUES (?, ?)').run('号', 4)
  database.close()
})

test('rows of an older schema live on in the newer one', () => {
  const old = openDatabase({ file: file(), migrations: [first] })
  old.prepare('INSERT INTO words (word) VALUES (?)').run('票')
  old.close()
  const database = openDatabase({ file: file(), migrations: [first, second] })
  expect(database.prepare('SELECT word, tone FROM words').all()).toEqual([{ word: '票', tone: null }])
  database.close()
})

test('a migration that fails leaves the old schema, whole', () => {
  openDatabase({ file: file(), migrations: [first] }).close()
  const broken = [first, second, 'CREATE TABLE broken (']
  expect(() => openDatabase({ file: file(), migrations: broken })).toThrow()
  const database = openDatabase({ file: file(), migrations: [first] })
  expect(database.pragma('user_version', { simple: true })).toBe(1)
  expect(database.prepare('SELECT * FROM words').columns()).toHaveLength(2)
  database.close()
})

test('a database of a newer program is refused with a sentence', () => {
  openDatabase({ file: file(), migrations: [first, second] }).close()
  expect(() => openDatabase({ file: file(), migrations: [first] })).toThrow(/newer program \(schema 2/)
})

test('a database that another connection has open is told from one that nobody has', () => {
  expect(isOpenElsewhere(file())).toBe(false)
  const database = openDatabase({ file: file(), migrations: [first] })
  expect(isOpenElsewhere(file())).toBe(true)
  database.prepare('INSERT INTO words (word) VALUES (?)').run('号')
  expect(isOpenElsewhere(file())).toBe(true)
  database.close()
  const before = readFileSync(file())
  expect(isOpenElsewhere(file())).toBe(false)
  expect(readFileSync(file())).toEqual(before)
})

test('a file that is not a database is refused', () => {
  const path = join(folder, 'letter.db')
  writeFileSync(path, 'Dear Sir or Madam, '.repeat(100))
  expect(() => openDatabase({ file: path, migrations: [first] })).toThrow(/not a database/)
})
