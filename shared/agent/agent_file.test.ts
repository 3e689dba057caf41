import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '#sqlite'
import { agentMigrations, openAgentStore } from './agent_store.ts'
import { noLog } from './log.ts'

let folder = ''
const file = () => join(folder, 'agent.db')
const pageSize = 4_096
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hall-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stepCount = 400
const idOf = (n: number) => `01J9ZQ4T7M8N5P6R7S${String(n).padStart(8, '0')}`
const numberOf = (n: number) => `A${String(n).padStart(3, '0')}`

/** A step that a kiosk kept. */
const step = (n: number) => ({
  record: {
    commandId: idOf(n),
    occurredAt: 1_000 + n,
    businessDay: '2026-01-05',
    step: { did: 'reprint' as const, ticketId: `ticket-${n}` },
  },
  events: [],
})

/** Leaves a file with a day's work in it, all of it in the file itself. */
function workedDay(): void {
  const store = openAgentStore(folder, noLog)
  expect(store).toMatchObject({ isWhole: false, isSetAside: false })
  for (let n = 0; n < stepCount; n += 1) store.outbox.add([step(n)], numberOf(n))
  store.table('job', z.string()).put('a', 'kept')
  store.close()
}

/** Pages of a table or index, from its root on. */
function pagesOf(name: string): readonly number[] {
  const database = openDatabase({ file: file(), migrations: agentMigrations })
  const pages = database.prepare<[string], { pageno: number }>('SELECT pageno FROM dbstat WHERE name = ?')
  const found = pages.all(name).map(({ pageno }) => pageno)
  database.close()
  return found
}

function spoil(page: number): void {
  const handle = openSync(file(), 'r+')
  writeSync(handle, Buffer.alloc(pageSize, 0x5a), 0, pageSize, (page - 1) * pageSize)
  closeSync(handle)
}

test('a file of an earlier run is whole; a new one knows nothing', () => {
  workedDay()
  const again = openAgentStore(folder, noLog)
  expect(again).toMatchObject({ isWhole: true, isSetAside: false })
  expect(again.outbox.pending()).toBe(stepCount)
  again.close()
})

test.each(['outbox_pending', 'outbox_numbers', 'sqlite_autoindex_outbox_1', 'kept'])(
  'with a bad page in %s every step and number is taken over into a new file',
  (name) => {
    workedDay()
    spoil(pagesOf(name).at(-1) ?? 0)
    const store = openAgentStore(folder, noLog)
    expect(store).toMatchObject({ isWhole: true, isSetAside: true })
    expect([...store.outbox.each()].map(({ record }) => record.commandId)).toEqual(
      Array.from({ length: stepCount }, (_, n) => idOf(n)),
    )
    expect(store.outbox.given('2026-01-05').size).toBe(stepCount)
    store.outbox.add([step(stepCount)], 'A999')
    store.close()
    expect(readdirSync(folder)).toContain('agent.db.damaged')
    const next = openAgentStore(folder, noLog)
    expect(next).toMatchObject({ isWhole: true, isSetAside: true })
    expect(next.outbox.pending()).toBe(stepCount + 1)
    next.close()
  },
)

test('with a bad page among the steps those before and behind it are taken over, and the file says that it lacks some', () => {
  workedDay()
  const pages = pagesOf('outbox')
  expect(pages.length).toBeGreaterThan(5)
  spoil(pages[Math.floor(pages.length / 2)] ?? 0)
  const store = openAgentStore(folder, noLog)
  expect(store.isWhole).toBe(false)
  const kept = [...store.outbox.each()].map(({ record }) => record.commandId)
  expect(kept).toContain(idOf(0))
  expect(kept).toContain(idOf(stepCount - 1))
  expect(kept.length).toBeLessThan(stepCount)
  expect(kept.length).toBeGreaterThan(stepCount / 2)
  expect(store.table('job', z.string()).all()).toEqual(['kept'])
  store.close()
})

test('no damaged file takes the place of another', () => {
  for (const words of ['this is no database', 'nor is this']) {
    writeFileSync(file(), `${words} `.repeat(200))
    const store = openAgentStore(folder, noLog)
    expect(store).toMatchObject({ isWhole: false, isSetAside: true })
    store.table('job', z.string()).put('a', words)
    expect(store.table('job', z.string()).all()).toEqual([words])
    store.close()
  }
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['agent.db.damaged', 'agent.db.damaged-2']))
})

test('a file of a newer program is put aside whole, and what it tells is taken over', () => {
  workedDay()
  openDatabase({
    file: file(),
    migrations: [...agentMigrations, 'CREATE TABLE newer (n INTEGER) STRICT'],
  }).close()
  const store = openAgentStore(folder, noLog)
  expect(store).toMatchObject({ isWhole: true, isSetAside: true })
  expect(store.outbox.pending()).toBe(stepCount)
  store.close()
})
