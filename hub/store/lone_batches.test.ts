import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { event } from '#domain'
import { chain, genesisHash } from './chain.ts'
import type { BatchEntry } from './event_store.ts'
import { loneBatches } from './lone_batches.ts'
import { packBatch } from './sqlite_batch.ts'
import { openStores } from './stores.ts'

const entry = (commandId: string): BatchEntry => ({
  commandId,
  actor: 'device:kiosk-1',
  fingerprint: 'f',
  outcome: '{"value":1}',
  events: [],
  sealed: [],
})
const batchOf = (entries: readonly BatchEntry[]) => ({
  site: 'site-test',
  at: 1_000,
  entries,
  issued: [],
  changed: [],
  visits: [],
})
const one = packBatch(batchOf([entry('c1')]))
const two = packBatch(batchOf([entry('c1'), entry('c2')]))

/** A hub and its thread: which of them wrote, on a disk that takes as long as it is told to. */
function desk() {
  const clock = simulatedClock(0)
  const wrote: ('hub' | 'thread')[] = []
  let disk: () => void = () => undefined
  const held: (() => void)[] = []
  let holds = false
  const writer = loneBatches(
    () => {
      wrote.push('hub')
      disk()
      return true
    },
    {
      async append() {
        wrote.push('thread')
        if (holds) await new Promise<void>((resolve) => held.push(resolve))
        return true
      },
      close: async () => undefined,
    },
    clock,
  )
  return {
    clock,
    wrote,
    writer,
    diskDoes(does: () => void) {
      disk = does
    },
    holdThread() {
      holds = true
    },
    letGo: () => held.splice(0).forEach((go) => void go()),
  }
}

test('a command that comes alone is written by the hub, several by the thread', async () => {
  const { writer, wrote } = desk()
  expect(await writer.append(0, one)).toBe(true)
  expect(await writer.append(0, two)).toBe(true)
  expect(wrote).toEqual(['hub', 'thread'])
})

test('while the thread has a batch all others go to it, so that they stay in order', async () => {
  const { writer, wrote, holdThread, letGo } = desk()
  holdThread()
  const first = writer.append(0, two)
  const second = writer.append(0, one)
  letGo()
  await Promise.all([first, second])
  expect(wrote).toEqual(['thread', 'thread'])
  expect(await writer.append(0, one)).toBe(true)
  expect(wrote.at(-1)).toBe('hub')
})

test('after three slow writes the thread writes for a thousand times as long; then one is tried', async () => {
  const { clock, writer, wrote, diskDoes } = desk()
  diskDoes(() => clock.advance(8))
  for (let turn = 0; turn < 3; turn += 1) await writer.append(0, one)
  clock.advance(7_991)
  await writer.append(0, one)
  expect(wrote.splice(0)).toEqual(['hub', 'hub', 'hub', 'thread'])
  clock.advance(1)
  await writer.append(0, one)
  await writer.append(0, one)
  expect(wrote).toEqual(['hub', 'thread'])
})

test('one slow write among quick ones changes nothing', async () => {
  const { clock, writer, wrote, diskDoes } = desk()
  let turn = 0
  diskDoes(() => clock.advance(++turn % 3 === 0 ? 0.2 : 30))
  for (let each = 0; each < 12; each += 1) await writer.append(0, one)
  expect(new Set(wrote)).toEqual(new Set(['hub']))
})

test('a disk that fails is told, and counts as slow when it took long to say so', async () => {
  const { clock, writer, wrote, diskDoes } = desk()
  diskDoes(() => {
    clock.advance(50)
    throw new Error('disk full')
  })
  for (let turn = 0; turn < 3; turn += 1) await expect(writer.append(0, one)).rejects.toThrow('disk full')
  await writer.append(0, one)
  expect(wrote).toEqual(['hub', 'hub', 'hub', 'thread'])
})

test('the write-ahead log stays small though every command comes alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-lone-'))
  const stores = await openStores('sqlite', folder, simulatedClock(0))
  try {
    let prevHash = genesisHash
    for (let revision = 1; revision <= 1_500; revision += 1) {
      const row = chain(
        event('CounterUnpaused', { counterId: '1' }),
        revision,
        '2026-03-02T01:00:00.000Z',
        prevHash,
      )
      prevHash = row.hash
      const written = await stores.events.append(
        revision - 1,
        batchOf([{ ...entry(`c${revision}`), events: [row] }]),
      )
      expect(written.ok).toBe(true)
    }
    // The thread empties it when it finds a thousand pages of 4 KiB; it is asked every hundredth time.
    expect(statSync(join(folder, 'hub.db-wal')).size).toBeLessThan(6_000_000)
  } finally {
    await stores.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
