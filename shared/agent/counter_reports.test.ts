import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import type { LinkCounters } from '#drivers'
import { type ClientMessageInput, clientMessage } from '#protocol'
import { withAgent } from './agent.fixture.ts'
import { counterReports, countersEvery } from './counter_reports.ts'

const seen: LinkCounters = {
  bytesIn: 1,
  bytesOut: 2,
  framesIn: 3,
  framesOut: 4,
  checksumErrors: 5,
  strays: 6,
  echoes: 7,
  reconnects: 8,
  lastFault: 'x'.repeat(500),
}

test('all figures go out every 15 s and no more often; a device without any is left out', () => {
  const clock = simulatedClock(0)
  const told: ClientMessageInput[] = []
  const reports = counterReports({ clock, every: countersEvery, tell: (message) => told.push(message) > 0 })
  reports.watch('kiosk-1-id-card', () => seen)
  reports.watch('kiosk-1-code-scanner', () => null)
  for (let second = 1; second < 60; second += 1) clock.advance(1_000)
  expect(told).toHaveLength(Math.floor(59_000 / countersEvery))
  const [message] = told.map((each) => clientMessage.parse(each))
  expect(message).toMatchObject({ devices: [{ deviceId: 'kiosk-1-id-card', checksumErrors: 5 }] })
  reports.close()
  clock.advance(countersEvery * 2)
  expect(told).toHaveLength(3)
})

test('every configured family is counted', async () => {
  const agent = await withAgent({
    idCard: { path: 'reader' },
    codeScanner: { path: 'scanner' },
    ticketPrinter: { path: 'printer' },
    signLine: { path: 'signs', signs: [{ counterId: 'c1', address: 1 }] },
    callPads: { path: 'pads', template: 'call_pad_example', pads: [{ counterId: 'c1', address: 1 }] },
    evaluator: { path: 'evaluator', template: 'evaluator_example', counterId: 'c1', padToken: 'pad-token' },
  })
  try {
    await agent.pass('figures at the hub', () => agent.hub.counters().length > 0, 100)
    const counted = agent.hub.counters().map(({ deviceId, bytesOut }) => [deviceId, bytesOut > 0])
    expect(Object.fromEntries(counted)).toEqual({
      'kiosk-1-id-card': true,
      'kiosk-1-ticket-printer': true,
      'kiosk-1-sign-1': true,
      'kiosk-1-pad-1': true,
      'kiosk-1-evaluator': true,
      // A scanner is never spoken to.
      'kiosk-1-code-scanner': false,
    })
  } finally {
    await agent.close()
  }
})
