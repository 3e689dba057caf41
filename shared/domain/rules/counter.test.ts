import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  at,
  counter,
  granted,
  guide,
  kiosk,
  manager,
  minute,
  next,
  openHall,
  refusalOf,
  service,
  staff,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'

const byNumber = (number: string, reason = 'asked'): CounterCommand => ({
  type: 'call-number',
  number,
  reason,
})
const sendOn = {
  serviceId: null,
  toCounterId: null,
  staffId: null,
  noteRef: null,
  returnToMe: false,
} as const

test('opening: who may sit where', () => {
  const hall = openHall([])
  const open: CounterCommand = { type: 'open', staffId: null }
  granted(hall.run({ type: 'save-counter', counter: { ...counter('c3', [], 's1'), enabled: false } }, system))
  granted(hall.run({ type: 'save-counter', counter: counter('c4', [], null) }, system))
  granted(hall.run({ type: 'save-staff', staff: { ...staff('s4'), enabled: false } }, system))
  expect(refusalOf(at(hall, 'c9', open))).toBe('counter-unknown')
  expect(refusalOf(at(hall, 'c3', open))).toBe('counter-disabled')
  expect(refusalOf(at(hall, 'c4', open))).toBe('staff-required')
  expect(refusalOf(at(hall, 'c4', { type: 'open', staffId: 's4' }))).toBe('staff-unknown')
  expect(refusalOf(at(hall, 'c1', next))).toBe('counter-closed')
  granted(at(hall, 'c1', open))
  expect(granted(at(hall, 'c1', open))).toEqual([])
  expect(refusalOf(at(hall, 'c1', { type: 'open', staffId: 's2' }))).toBe('counter-taken')
  expect(refusalOf(at(hall, 'c2', { type: 'open', staffId: 's1' }))).toBe('staff-elsewhere')
  expect(refusalOf(hall.run({ counterId: 'c1', ...next }, terminal('c2')))).toBe('forbidden')
  expect(refusalOf(hall.run({ counterId: 'c1', ...next }, guide))).toBe('counter-taken')
  expect(refusalOf(hall.run({ counterId: 'c1', ...next }, manager))).toBe('queue-empty')
  granted(hall.run({ type: 'close-day' }, system))
  expect(refusalOf(at(hall, 'c2', open))).toBe('day-closed')
})

test('call-next: one ticket at a counter, and a second press is the same call', () => {
  const hall = openHall(['c1', 'c2'])
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  const { id } = take(hall)
  granted(at(hall, 'c1', next))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'CALLED', leg: { counterId: 'c1', staffId: 's1' } })
  hall.now += 4_000
  expect(granted(at(hall, 'c1', next))).toEqual([])
  expect(refusalOf(at(hall, 'c2', next))).toBe('queue-empty')
  hall.now += 2_000
  expect(refusalOf(at(hall, 'c1', next))).toBe('counter-busy')
  granted(at(hall, 'c1', { type: 'arrive' }))
  expect(refusalOf(at(hall, 'c1', next))).toBe('counter-busy')
  take(hall)
  const types = granted(at(hall, 'c1', { type: 'call-next', finishCurrent: 'done' })).map(({ type }) => type)
  expect(types).toEqual(['TicketFinished', 'RatingOpened', 'TicketCalled'])
})

test('a clock set back does not make an old call the same call', () => {
  const hall = openHall(['c1'])
  take(hall)
  granted(at(hall, 'c1', next))
  hall.now -= 60 * minute
  expect(refusalOf(at(hall, 'c1', next))).toBe('counter-busy')
  expect(refusalOf(at(hall, 'c1', { type: 'recall' }))).toBe('granted')
  hall.now += 50_000
  expect(refusalOf(at(hall, 'c1', { type: 'absent' }))).toBe('granted')
})

test('call-number: a reason, and what it may take', () => {
  const hall = openHall(['c1', 'c2'])
  const numbers = [take(hall), take(hall), take(hall, { delivery: 'print' })].map(({ number }) => number)
  expect(refusalOf(at(hall, 'c1', byNumber('A002', ' ')))).toBe('reason-required')
  expect(refusalOf(at(hall, 'c1', byNumber('Z999')))).toBe('ticket-unknown')
  expect(refusalOf(at(hall, 'c1', byNumber('A003')))).toBe('ticket-state')
  const [called] = granted(at(hall, 'c1', byNumber(' a002 ')))
  expect(called).toMatchObject({
    type: 'TicketCalled',
    data: { why: { rule: 'by-number', reason: 'asked' } },
  })
  expect(refusalOf(at(hall, 'c2', byNumber('A002')))).toBe('ticket-not-yours')
  expect(refusalOf(at(hall, 'c1', byNumber('A001')))).toBe('counter-busy')
  hall.now += 3 * minute
  granted(hall.run({ type: 'tick' }, system))
  const types = granted(at(hall, 'c2', byNumber('A003'))).map(({ type }) => type)
  expect(types).toEqual(['TicketPrinted', 'TicketCalled'])
  expect(numbers).toEqual(['A001', 'A002', 'A003'])
})

test('call-number takes a missed number, and a held one only from whom it is kept for', () => {
  const hall = openHall(['c1', 'c2'])
  const { id } = take(hall)
  granted(at(hall, 'c1', next))
  hall.now += minute
  granted(at(hall, 'c1', { type: 'absent' }))
  granted(at(hall, 'c1', byNumber('A001')))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'CALLED', missedAt: null })
  granted(at(hall, 'c1', { type: 'hold', scope: 'me', until: null, reason: '' }))
  expect(refusalOf(at(hall, 'c2', byNumber('A001')))).toBe('ticket-not-yours')
  expect(refusalOf(at(hall, 'c2', { type: 'resume', ticketId: id }))).toBe('ticket-not-yours')
  granted(at(hall, 'c1', { type: 'close' }))
  expect(refusalOf(at(hall, 'c2', byNumber('A001')))).toBe('granted')
})

test('pause and close', () => {
  const hall = openHall(['c1'])
  take(hall)
  expect(refusalOf(at(hall, 'c1', { type: 'unpause' }))).toBe('counter-not-paused')
  granted(at(hall, 'c1', { type: 'pause', reason: 'meeting' }))
  expect(granted(at(hall, 'c1', { type: 'pause', reason: 'meeting' }))).toEqual([])
  expect(refusalOf(at(hall, 'c1', next))).toBe('counter-paused')
  expect(refusalOf(at(hall, 'c1', byNumber('A001')))).toBe('counter-paused')
  granted(at(hall, 'c1', { type: 'unpause' }))
  granted(at(hall, 'c1', next))
  expect(refusalOf(at(hall, 'c1', { type: 'pause', reason: 'break' }))).toBe('counter-busy')
  expect(refusalOf(at(hall, 'c1', { type: 'close' }))).toBe('counter-busy')
  granted(at(hall, 'c1', { type: 'left' }))
  granted(at(hall, 'c1', { type: 'close' }))
  expect(liveCounter(hall.state, 'c1').staffId).toBeNull()
})

test('without a number in front of it a counter has nothing to do', () => {
  const hall = openHall(['c1'])
  const idle: CounterCommand[] = [
    { type: 'recall' },
    { type: 'arrive' },
    { type: 'absent' },
    { type: 'left' },
    { type: 'finish', outcome: 'done' },
    { type: 'hold', scope: 'me', until: null, reason: '' },
    { type: 'transfer', ...sendOn, serviceId: 'aid', position: 'taken' },
    { type: 'recuse', reason: 'kin' },
  ]
  for (const command of idle) expect(refusalOf(at(hall, 'c1', command)), command.type).toBe('nothing-called')
  expect(refusalOf(at(hall, 'c1', { type: 'undo' }))).toBe('nothing-to-undo')
  expect(refusalOf(at(hall, 'c1', { type: 'resume', ticketId: 'x' }))).toBe('ticket-unknown')
  take(hall)
  granted(at(hall, 'c1', next))
  expect(refusalOf(at(hall, 'c1', { type: 'finish', outcome: 'done' }))).toBe('ticket-state')
})

test('saving: letters, profiles and people are known', () => {
  const hall = openHall([])
  const save = (prefix: string) =>
    refusalOf(hall.run({ type: 'save-service', service: service('x', prefix) }, system))
  expect([save('I'), save('O'), save('a'), save('A'), save('D')]).toEqual([
    'invalid',
    'invalid',
    'invalid',
    'prefix-taken',
    'granted',
  ])
  const saveCounter = (given: ReturnType<typeof counter>) =>
    refusalOf(hall.run({ type: 'save-counter', counter: given }, manager))
  expect(saveCounter(counter('c7', ['nothing'], null))).toBe('service-unknown')
  expect(saveCounter({ ...counter('c7', [], null), overflowServiceIds: ['nothing'] })).toBe('service-unknown')
  expect(saveCounter(counter('c7', [], 'nobody'))).toBe('staff-unknown')
  expect(refusalOf(hall.run({ type: 'close-day' }, kiosk))).toBe('forbidden')
})

test('under the emergency plan nobody is called, called again or held to have missed it', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall)
  take(hall)
  granted(at(hall, 'c2', next))
  hall.now += minute
  granted(hall.run({ type: 'raise-emergency', kind: 'plan', counterId: null }, guide))
  expect(refusalOf(at(hall, 'c1', next))).toBe('emergency')
  expect(refusalOf(at(hall, 'c1', byNumber('A002')))).toBe('emergency')
  expect(refusalOf(at(hall, 'c2', { type: 'recall' }))).toBe('emergency')
  expect(refusalOf(at(hall, 'c2', { type: 'absent' }))).toBe('emergency')
  granted(hall.run({ type: 'end-emergency' }, guide))
  granted(at(hall, 'c1', next))
})
