import { expect, test } from 'vitest'
import type { Command, PrintResult } from '../commands.ts'
import {
  emptyHall,
  furnish,
  granted,
  guide,
  issuing,
  kiosk,
  minute,
  monday,
  openHall,
  refusalOf,
  service,
  site,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { defaultPolicy } from '../policy.ts'

test('numbers count up in each series from 001', () => {
  const hall = openHall()
  const numbers = [take(hall), take(hall, { serviceId: 'aid' }), take(hall)].map(({ number }) => number)
  expect(numbers).toEqual(['A001', 'B001', 'A002'])
})

test('a printed number waits for its paper; a spoken one does not', () => {
  const hall = openHall()
  expect(take(hall).state).toBe('WAITING')
  const { id, state } = take(hall, { delivery: 'print' })
  expect(state).toBe('ISSUING')
  expect(
    refusalOf(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1'))),
  ).toBe('granted')
  const result = { type: 'print-result', ticketId: id, reason: '' } as const
  granted(hall.run({ ...result, result: 'confirmed' }, kiosk))
  expect(ticketNow(hall, id).state).toBe('WAITING')
  expect(granted(hall.run({ ...result, result: 'confirmed' }, kiosk))).toEqual([])
  expect(refusalOf(hall.run({ ...result, result: 'failed' }, kiosk))).toBe('print-already-confirmed')
})

test('what never reached anybody is void, not counted and never called', () => {
  const hall = openHall()
  const { id } = take(hall, { delivery: 'print' })
  const result = { type: 'print-result', ticketId: id, reason: 'paper-end' } as const
  granted(hall.run({ ...result, result: 'failed' }, kiosk))
  expect(ticketNow(hall, id).state).toBe('VOID')
  expect([hall.state.issued.get('consult'), hall.state.waiting.get('consult')]).toEqual([0, 0])
  expect(refusalOf(hall.run({ ...result, result: 'confirmed' }, kiosk))).toBe('ticket-state')
  expect(
    refusalOf(hall.run({ type: 'print-result', ticketId: 'x', result: 'weak', reason: '' }, kiosk)),
  ).toBe('ticket-unknown')
})

test('a print nobody reported asks a person after two minutes', () => {
  const hall = openHall()
  const { id } = take(hall, { delivery: 'print' })
  hall.now += 3 * minute
  granted(hall.run({ type: 'tick' }, system))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'ISSUING', printed: 'unknown' })
})

test('who lost the paper is told the number also when no more are given', () => {
  const hall = openHall()
  const mine = take(hall, { personRef: 'p1' })
  const used = { ...service('consult', 'A'), dailyQuota: 1 }
  granted(hall.run({ type: 'save-service', service: used }, system))
  const again = { error: { code: 'already-has-ticket', detail: { ticketId: mine.id } } }
  expect(hall.run(issuing({ personRef: 'p1' }), guide)).toMatchObject(again)
  expect(refusalOf(hall.run(issuing({ personRef: 'p2' }), guide))).toBe('quota-used')
  granted(hall.run({ type: 'configure', site, policy: { ...hall.state.policy, hours: 'service' } }, system))
  hall.now += 9 * 60 * minute
  expect(hall.run(issuing({ personRef: 'p1' }), guide)).toMatchObject(again)
  expect(refusalOf(hall.run(issuing({ personRef: 'p2' }), guide))).toBe('service-closed')
})

test('a person has one open ticket for a service; the refusal names it', () => {
  const hall = openHall()
  take(hall)
  const mine = take(hall, { personRef: 'p1' })
  const again = hall.run(issuing({ personRef: 'p1' }), guide)
  expect(again).toMatchObject({
    ok: false,
    error: { code: 'already-has-ticket', detail: { ticketId: mine.id, number: 'A002', ahead: 1 } },
  })
  expect(take(hall, { personRef: 'p1', serviceId: 'mediate' }).number).toBe('C001')
  granted(hall.run({ type: 'cancel', ticketId: mine.id, reason: 'asked' }, guide))
  expect(take(hall, { personRef: 'p1' }).number).toBe('A003')
})

test.each([
  [
    'a claim is seen at the guide desk',
    { claims: ['disabled'] as const, channel: 'guide' as const },
    'disabled',
  ],
  ['and not at the kiosk', { claims: ['disabled'] as const, channel: 'kiosk' as const }, 'normal'],
  [
    'age comes from the card',
    { claims: ['elderly'] as const, channel: 'kiosk' as const, age: 70 },
    'elderly',
  ],
  ['one year too young', { claims: ['elderly'] as const, channel: 'kiosk' as const, age: 69 }, 'normal'],
  ['proposed, not forced', { claims: [], channel: 'kiosk' as const, age: 90 }, 'normal'],
])('priority: %s', (_, given, priority) => {
  expect(take(openHall(), given).priority).toBe(priority)
})

test('services refuse for reasons of their own', () => {
  const hall = openHall([], { hours: 'service' })
  const quota = [{ days: [1], from: '09:00', to: '11:00', quota: 1 }]
  const services = [
    service('consult', 'A', { enabled: false }),
    service('daily', 'D', { dailyQuota: 1 }),
    service('stretch', 'E', { hours: quota }),
    service('closed', 'F', { hours: [{ days: [2], from: '13:00', to: '17:00', quota: null }] }),
    service('never', 'G', { hours: [] }),
  ]
  for (const each of services) granted(hall.run({ type: 'save-service', service: each }, system))
  const code = (serviceId: string) => refusalOf(hall.run(issuing({ serviceId }), guide))
  expect(code('nothing')).toBe('service-unknown')
  expect(code('consult')).toBe('service-suspended')
  expect([code('daily'), code('daily')]).toEqual(['granted', 'quota-used'])
  expect([code('stretch'), code('stretch')]).toEqual(['granted', 'interval-quota-used'])
  expect(hall.run(issuing({ serviceId: 'closed' }), guide)).toMatchObject({
    error: { code: 'service-closed', detail: { from: '13:00', inDays: 1, date: '2026-01-06' } },
  })
  expect(hall.run(issuing({ serviceId: 'never' }), guide)).toMatchObject({ error: { detail: {} } })
})

test('the series ends at 999 in a real hall', () => {
  const hall = openHall([], { hours: 'service' })
  hall.state.series.set('A', 998)
  expect(take(hall).number).toBe('A999')
  expect(refusalOf(hall.run(issuing(), guide))).toBe('number-series-full')
})

test('no number before the day opens, after it closes, or in an emergency', () => {
  const hall = emptyHall()
  for (const command of furnish().slice(0, -1)) granted(hall.run(command, system))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('day-closed')
  granted(hall.run({ type: 'open-day', businessDay: '2026-01-05' }, system))
  granted(hall.run({ type: 'raise-emergency', kind: 'plan', counterId: null }, guide))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('emergency')
  granted(hall.run({ type: 'end-emergency' }, guide))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('granted')
})

test('a reprint counts afresh who stands before', () => {
  const hall = openHall()
  const first = take(hall)
  const second = take(hall)
  expect(second.aheadAtIssue).toBe(1)
  granted(hall.run({ type: 'cancel', ticketId: first.id, reason: '' }, guide))
  const events = granted(hall.run({ type: 'reprint', ticketId: second.id }, guide))
  expect(events).toMatchObject([{ type: 'TicketReprinted', data: { ahead: 0 } }])
  expect(ticketNow(hall, second.id).reprints).toBe(1)
  expect(hall.run({ type: 'reprint', ticketId: first.id }, guide)).toMatchObject({
    error: { code: 'ticket-state', detail: { state: 'CANCELLED', number: first.number } },
  })
})

test('of a number that is over it is said how, not that nobody knows it', () => {
  const hall = openHall(['c1'])
  const { id: ticketId, number } = take(hall)
  granted(hall.run({ type: 'walk-out', ticketId }, guide))
  const over = { error: { code: 'ticket-state', detail: { state: 'WALKED_OUT', number } } }
  const asked: readonly Command[] = [
    { type: 'cancel', ticketId, reason: '' },
    { type: 'walk-out', ticketId },
    { type: 'reactivate', ticketId },
    { type: 'document-ready', ticketId },
    { type: 'grant-priority', ticketId, priority: 'elderly', reason: 'card seen' },
  ]
  for (const command of asked) expect(hall.run(command, guide), command.type).toMatchObject(over)
  const call: Command = { counterId: 'c1', type: 'call-number', number, reason: 'asked' }
  expect(hall.run(call, terminal('c1'))).toMatchObject(over)
})

test('a print that failed twice is void once, and nobody is told that its number is valid', () => {
  const hall = openHall(['c1'])
  const report = (ticketId: string, result: PrintResult) =>
    hall.run({ type: 'print-result', ticketId, result, reason: 'cable' }, kiosk)
  const unborn = take(hall, { delivery: 'print' })
  expect(granted(report(unborn.id, 'failed'))).toHaveLength(1)
  expect(granted(report(unborn.id, 'failed'))).toEqual([])
  expect(refusalOf(report(unborn.id, 'confirmed'))).toBe('ticket-state')
  const born = take(hall)
  expect(refusalOf(report(born.id, 'failed'))).toBe('print-already-confirmed')
  granted(hall.run({ type: 'cancel', ticketId: born.id, reason: '' }, guide))
  expect(refusalOf(report(born.id, 'failed'))).toBe('ticket-state')
  expect(granted(report(born.id, 'confirmed'))).toEqual([])
})

test('a number being served is not cancelled, an unborn one is void', () => {
  const hall = openHall(['c1'])
  const { id } = take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  expect(refusalOf(hall.run({ type: 'cancel', ticketId: id, reason: '' }, guide))).toBe('ticket-state')
  expect(refusalOf(hall.run({ type: 'cancel', ticketId: 'x', reason: '' }, guide))).toBe('ticket-unknown')
  const unborn = take(hall, { delivery: 'print' })
  granted(hall.run({ type: 'cancel', ticketId: unborn.id, reason: '' }, guide))
  expect(ticketNow(hall, unborn.id).state).toBe('VOID')
})

test('a clock set back lets nobody in before those who wait', () => {
  const hall = openHall()
  const early = take(hall)
  hall.now -= 60 * minute
  const late = take(hall)
  expect(late.orderAt).toBeGreaterThan(early.orderAt)
  expect(late.issuedAt).toBeLessThan(early.issuedAt)
})

test('the configured site and policy are the ones in force', () => {
  const hall = openHall()
  const policy = { ...defaultPolicy, version: 2, elderlyAge: 65 }
  granted(hall.run({ type: 'configure', site, policy }, system))
  expect(hall.state.policy.version).toBe(2)
  hall.now = monday + 20 * 60 * minute
  expect(refusalOf(hall.run(issuing(), guide))).toBe('service-closed')
})
