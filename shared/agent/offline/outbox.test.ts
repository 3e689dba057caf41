import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok, simulatedClock } from '#basics'
import { newCommandId } from '#client'
import { type AgentStore, openAgentStore } from '../agent_store.ts'
import { noLog } from '../log.ts'
import { mergeTimes, openMerger } from './merger.ts'
import type { KeptStep } from './outbox.ts'

const clock = simulatedClock(Date.parse('2026-11-23T10:00:00+08:00'))
let folder = ''
let store: AgentStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-outbox-'))
  store = openAgentStore(folder, noLog)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const step = (at: number, day = '2026-11-23'): KeptStep => ({
  record: {
    commandId: newCommandId(clock),
    occurredAt: at,
    businessDay: day,
    step: { did: 'counter', counterId: 'c1', number: `A${at % 1_000}`, command: { type: 'arrive' } },
  },
  events: [],
})
const reopen = () => {
  store.close()
  store = openAgentStore(folder, noLog)
}
type Send = Parameters<typeof openMerger>[0]['send']

/** A hub that takes what it is brought, as `answer` says; keeps the times of the steps. */
function merging(answer: (count: number, insist: boolean) => { merged: number; waitsFor: string | null }) {
  const brought: number[] = []
  let largest = 0
  const send = (async (draft: { body: { records: KeptStep['record'][]; insist: boolean } }) => {
    const { records, insist } = draft.body
    largest = Math.max(largest, JSON.stringify(records).length)
    const given = answer(records.length, insist)
    for (const { occurredAt } of records.slice(0, given.merged)) brought.push(occurredAt)
    return ok(given)
  }) as unknown as Send
  const done = new Promise<void>((resolve) => {
    const merger = openMerger({
      ...{ clock, log: noLog, outbox: store.outbox, send, live: () => true },
      onMoved: () => undefined,
      onDone: resolve,
    })
    merger.wake()
  })
  return { brought, done, largest: () => largest }
}

test('steps are there in order after a restart, until they are settled', () => {
  store.outbox.add([step(1), step(2)], 'A980')
  store.outbox.add([step(3)], null)
  reopen()
  const { outbox } = store
  expect(outbox.pending()).toBe(3)
  expect([...outbox.each()].map(({ record }) => record.occurredAt)).toEqual([1, 2, 3])
  const { records, upTo } = outbox.oldest(64)
  expect(records.map(({ occurredAt }) => occurredAt)).toEqual([1, 2, 3])
  outbox.settle(upTo(2))
  expect([...outbox.each()].map(({ record }) => record.occurredAt)).toEqual([3])
})

test('a number stays given after it was merged, until its day is over', () => {
  store.outbox.add([step(1)], 'A980')
  store.outbox.settle(store.outbox.oldest(1).upTo(1))
  reopen()
  expect(store.outbox.given('2026-11-23')).toEqual(new Set(['A980']))
  store.outbox.forgetEarlierDays('2026-11-24')
  expect(store.outbox.given('2026-11-23').size).toBe(0)
})

test('one press is kept once; several steps are kept together or not at all', () => {
  const once = step(1)
  store.outbox.add([once], null)
  expect(() => store.outbox.add([step(2), once], null)).toThrow()
  expect(store.outbox.pending()).toBe(1)
})

test('a hundred thousand steps come home in order, a message of bounded size at a time', async () => {
  const steps = 100_000
  for (let first = 0; first < steps; first += 5_000)
    store.outbox.add(
      Array.from({ length: 5_000 }, (_, index) => step(first + index)),
      null,
    )
  reopen()
  const hub = merging((count) => ({ merged: count, waitsFor: null }))
  await hub.done
  expect(hub.brought).toHaveLength(steps)
  expect(hub.brought.every((at, index) => at === index)).toBe(true)
  expect(hub.largest()).toBeLessThan(64 * 1_024)
  expect(store.outbox.pending()).toBe(0)
}, 120_000)

test('rows this version cannot read stop nothing, and stay for the version that can', async () => {
  store.outbox.add([step(0)], 'A980')
  const newer = { did: 'something newer' } as never
  store.outbox.add(
    Array.from({ length: 80 }, (_, at) => ({ ...step(at), record: { ...step(at).record, step: newer } })),
    null,
  )
  reopen()
  store.outbox.add([step(2)], null)
  expect([store.outbox.pending(), store.outbox.unreadable]).toEqual([2, 80])
  const hub = merging((count) => ({ merged: count, waitsFor: null }))
  await hub.done
  expect(hub.brought).toEqual([0, 2])
  store.outbox.forgetEarlierDays('2026-11-24')
  reopen()
  expect([store.outbox.pending(), store.outbox.unreadable]).toEqual([0, 80])
})

test('a call that waits for another machine is asked again, and insisted on in the end', async () => {
  store.outbox.add([step(1), step(2)], null)
  const asked: boolean[] = []
  const hub = merging((count, insist) => {
    asked.push(insist)
    return insist ? { merged: count, waitsFor: null } : { merged: 0, waitsFor: 'A981' }
  })
  const from = clock.now()
  while (store.outbox.pending() > 0) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(mergeTimes.again / 2)
  }
  await hub.done
  expect(asked.at(-1)).toBe(true)
  expect(asked.slice(0, -1).every((each) => !each)).toBe(true)
  expect(clock.now() - from).toBeGreaterThanOrEqual(mergeTimes.patience)
})
