import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openAgentStore } from './agent_store.ts'
import { derivedId } from './derived_id.ts'
import { noLog } from './log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hall-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const row = z.object({ n: z.number() })

test('keeps rows in order over a restart, and forgets what is removed', () => {
  const first = openAgentStore(folder, noLog)
  const table = first.table('job', row)
  for (const [key, n] of [
    ['b', 1],
    ['a', 2],
    ['c', 3],
  ] as const)
    table.put(key, { n })
  table.put('b', { n: 9 })
  table.remove('a')
  first.close()
  const second = openAgentStore(folder, noLog)
  expect(second.table('job', row).all()).toEqual([{ n: 9 }, { n: 3 }])
  expect(second.table('other', row).all()).toEqual([])
  second.close()
})

test('a row of another shape is left out, not fatal', () => {
  const store = openAgentStore(folder, noLog)
  store.table('job', z.unknown()).put('x', { strange: true })
  store.table('job', row).put('y', { n: 1 })
  expect(store.table('job', row).all()).toEqual([{ n: 1 }])
  store.close()
})

test('a derived id is a ULID in form, the same for the same words and no others', () => {
  const id = derivedId('print-result', 'job.0', 'confirmed')
  expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(derivedId('print-result', 'job.0', 'confirmed')).toBe(id)
  expect(derivedId('print-result', 'job.0', 'unknown')).not.toBe(id)
  expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'))
})
