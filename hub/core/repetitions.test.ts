import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import type { Actor, Command } from '#domain'
import type { Request } from './batch.ts'
import { repetitions } from './repetitions.ts'

const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }

const request = (commandId: string, more: Partial<Request> = {}): Request => ({
  commandId,
  actor: kiosk,
  command: { type: 'open-day', businessDay: '2026-03-02' },
  fingerprint: '',
  sealed: [],
  reply: () => null,
  ...more,
})

function settled() {
  const clock = simulatedClock(0)
  const known = repetitions(clock)
  clock.advance(5_000)
  return { clock, known }
}

test('after a start every answer is looked up for a while: what was sent before it comes again', () => {
  const clock = simulatedClock(0)
  const known = repetitions(clock)
  expect(known.mayBe([request('a')])).toBe(true)
  clock.advance(4_999)
  expect(known.mayBe([request('a')])).toBe(true)
  clock.advance(1)
  expect(known.mayBe([request('a')])).toBe(false)
})

test('a command that was seen among the last ten thousand is looked up', () => {
  const { known } = settled()
  known.note([request('a')])
  for (let turn = 0; turn < 9_999; turn += 1) known.note([request(`b${turn}`)])
  expect(known.mayBe([request('new'), request('a')])).toBe(true)
  for (let turn = 0; turn < 10_000; turn += 1) known.note([request(`c${turn}`)])
  expect(known.mayBe([request('a')])).toBe(false)
})

test('where one has come others are expected', () => {
  const { clock, known } = settled()
  known.expect()
  expect(known.mayBe([request('new')])).toBe(true)
  clock.advance(5_000)
  expect(known.mayBe([request('new')])).toBe(false)
})

test('what leaves no answer behind each time is always looked up', () => {
  const { known } = settled()
  const report: Command = {
    type: 'report-device',
    report: {
      deviceId: 'printer-1',
      family: 'ticket-printer',
      name: '号票打印机',
      counterId: null,
      state: 'ready',
      reason: null,
    },
  }
  expect(known.mayBe([request('new', { command: report })])).toBe(true)
  expect(known.mayBe([request('new', { replaces: 'earlier' })])).toBe(true)
})
