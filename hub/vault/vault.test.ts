import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { fictionalIdNumber } from '#testing'
import { idSource } from '../core/ids.ts'
import type { EventStore, SealedField } from '../store/event_store.ts'
import { memoryEventStore } from '../store/memory_store.ts'
import { freshKeys, openKeys } from './keys.ts'
import { maskName, maskTail } from './mask.ts'
import { openField, sealField } from './seal.ts'
import { openVault } from './vault.ts'

const newId = idSource(simulatedClock(0))
const day = '2026-03-02'
const place = { ref: 'p1', kind: 'person' as const, field: 'name', at: 1, lookup: null }

/** Commits what was sealed. */
const keep = (store: EventStore, sealed: readonly SealedField[]) => {
  const entry = { commandId: 'c', actor: 'a', fingerprint: 'f', outcome: null, events: [], sealed }
  return store.append(0, { site: 's', at: 1, entries: [entry], issued: [], changed: [], visits: [] })
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-keys-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a field opens where it was sealed and nowhere else', () => {
  const keys = freshKeys()
  const sealed = sealField(keys, place, '欧阳静')
  expect(openField(keys, sealed)).toBe('欧阳静')
  expect(sealed.algorithm).toBe('AES-256-GCM')
  expect(() => openField(keys, { ...sealed, ref: 'p2' })).toThrow()
  expect(() => openField(keys, { ...sealed, field: 'phone' })).toThrow()
  expect(() => openField(freshKeys(), sealed)).toThrow()
  const flipped = Buffer.from(sealed.sealed)
  flipped[20] = (flipped[20] ?? 0) ^ 1
  expect(() => openField(keys, { ...sealed, sealed: flipped })).toThrow()
})

test('no nonce is used twice', () => {
  const keys = freshKeys()
  const nonces = Array.from({ length: 2_000 }, () =>
    Buffer.from(sealField(keys, place, 'x').nonce).toString('hex'),
  )
  expect(new Set(nonces).size).toBe(2_000)
})

test('the same ID number gets the same reference, before and after it is stored', async () => {
  const store = memoryEventStore()
  const keys = freshKeys()
  const vault = openVault(store, keys, newId)
  const idNumber = fictionalIdNumber(1, '1956-03-02')
  const [first, twin] = await Promise.all([
    vault.sealPerson({ idNumber }, day, 1),
    vault.sealPerson({ idNumber: ` ${idNumber.toLowerCase()} ` }, day, 1),
  ])
  if (!first.ok || !twin.ok) throw new Error('refused')
  expect(first.value.personRef).toBe(twin.value.personRef)
  expect(first.value.age).toBe(70)
  await keep(store, first.value.sealed)
  const later = await openVault(store, keys, newId).sealPerson({ idNumber }, day, 2)
  expect(later).toMatchObject({ ok: true, value: { personRef: first.value.personRef } })
  const other = await vault.sealPerson({ idNumber: fictionalIdNumber(2) }, day, 2)
  expect(other.ok && other.value.personRef).not.toBe(first.value.personRef)
})

test('a forgotten person gets a new reference: the old tickets point at nobody', async () => {
  const store = memoryEventStore()
  const vault = openVault(store, freshKeys(), newId)
  const idNumber = fictionalIdNumber(3)
  const first = await vault.sealPerson({ idNumber, name: '甲' }, day, 0)
  if (!first.ok || first.value.personRef === null) throw new Error('refused')
  await keep(store, first.value.sealed)
  expect(await vault.open(first.value.personRef)).toEqual({ idNumber, name: '甲' })
  const retention = { person: 24, note: 24, comment: 24, attachment: 24 }
  expect(await vault.purge(retention, 24 * 3_600_000, new Set())).toBe(0)
  const needed = new Set([first.value.personRef])
  expect(await vault.purge(retention, 99 * 3_600_000, needed)).toBe(0)
  expect(await vault.findPerson(idNumber, 0)).toEqual({ ok: true, value: first.value.personRef })
  expect(await vault.purge(retention, 24 * 3_600_000 + 1, new Set())).toBe(2)
  expect(await vault.open(first.value.personRef)).toEqual({})
  const later = await vault.sealPerson({ idNumber }, day, 0)
  expect(later.ok && later.value.personRef).not.toBe(first.value.personRef)
})

test.each([
  '123',
  '999000199001010011',
  fictionalIdNumber(1, '2030-01-01'),
  fictionalIdNumber(1, '1860-01-01'),
])('%s is not an ID number of a visitor', async (idNumber) => {
  const vault = openVault(memoryEventStore(), freshKeys(), newId)
  const answer = await vault.sealPerson({ idNumber }, day, 0)
  expect(answer).toEqual({ ok: false, error: { code: 'invalid', detail: { field: 'visitor.idNumber' } } })
})

test('the key file is made once, for its user only, and a damaged one is refused', () => {
  const file = join(folder, 'keys', 'vault.json')
  const sealed = sealField(openKeys(file), place, 'words')
  expect(openField(openKeys(file), sealed)).toBe('words')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"lookup": ".{8}/, '"lookup": "'))
  expect(() => openKeys(file)).toThrow(/damaged/)
})

test('masks leave what tells people apart and no more', () => {
  expect(maskName('张三丰')).toBe('张**')
  expect(maskTail('13800001234')).toBe('*******1234')
})
