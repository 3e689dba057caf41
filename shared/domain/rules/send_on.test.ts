import { expect, test } from 'vitest'
import { attendanceOf } from '../attendance.ts'
import type { CounterCommand } from '../commands.ts'
import {
  at,
  calledAt,
  counter,
  current,
  granted,
  minute,
  next,
  refusalOf,
  service,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'

const arrive: CounterCommand = { type: 'arrive' }
const finish: CounterCommand = { type: 'finish', outcome: 'done' }
const nowhere = {
  serviceId: null,
  toCounterId: null,
  staffId: null,
  noteRef: null,
  returnToMe: false,
} as const

test('transfer: the number goes on, and comes back to whoever asked', () => {
  const { hall, id } = calledAt('c1')
  granted(at(hall, 'c1', arrive))
  const position = 'taken' as const
  expect(refusalOf(at(hall, 'c1', { type: 'transfer', ...nowhere, position }))).toBe('target-unknown')
  for (const target of [{ serviceId: 'x' }, { toCounterId: 'x' }, { staffId: 'x' }])
    expect(refusalOf(at(hall, 'c1', { type: 'transfer', ...nowhere, ...target, position }))).toBe(
      'target-unknown',
    )
  granted(at(hall, 'c1', { type: 'transfer', ...nowhere, serviceId: 'mediate', returnToMe: true, position }))
  hall.now += minute
  granted(at(hall, 'r1', next))
  granted(at(hall, 'r1', arrive))
  const types = granted(at(hall, 'r1', { type: 'finish', outcome: 'advised' })).map(({ type }) => type)
  expect(types).toEqual(['TicketTransferred', 'RatingOpened'])
  const back = ticketNow(hall, id)
  expect(back).toMatchObject({ state: 'WAITING', returnTo: null, affinity: { staffId: 's1' } })
  expect(back.leg).toMatchObject({ index: 2, serviceId: 'consult' })
  expect(back.pastLegs[1]).toMatchObject({ outcome: 'advised', rating: 'open', counterId: 'r1' })
  expect(refusalOf(at(hall, 'c2', next))).toBe('queue-empty')
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'DONE', number: 'A001' })
})

test.each([
  ['taken', ['A001', 'C001', 'C002', 'C003']],
  ['front', ['A001', 'C001', 'C002', 'C003']],
  ['end', ['C001', 'C002', 'C003', 'A001']],
  [{ after: 2 }, ['C001', 'C002', 'A001', 'C003']],
] as const)('transfer to place %j', (position, order) => {
  const { hall } = calledAt('c1')
  for (let n = 0; n < 3; n++) {
    hall.now += 1_000
    take(hall, { serviceId: 'mediate' })
  }
  hall.now += minute
  granted(at(hall, 'c1', { type: 'transfer', ...nowhere, serviceId: 'mediate', position }))
  const seen: (string | null)[] = []
  for (let n = 0; n < 4; n++) {
    granted(at(hall, 'r1', next))
    seen.push(current(hall, 'r1'))
    granted(at(hall, 'r1', { type: 'left' }))
  }
  expect(seen).toEqual(order)
})

test('recuse: back to its place, this person never again', () => {
  const { hall, id } = calledAt('c1')
  expect(refusalOf(at(hall, 'c1', { type: 'recuse', reason: '' }))).toBe('reason-required')
  granted(at(hall, 'c1', { type: 'recuse', reason: 'kin' }))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'WAITING', excludedStaffIds: ['s1'] })
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  const byNumber: CounterCommand = { type: 'call-number', number: 'A001', reason: 'asked' }
  expect(refusalOf(at(hall, 'c1', byNumber))).toBe('recused')
  granted(at(hall, 'c2', next))
  const home: CounterCommand = { type: 'transfer', ...nowhere, staffId: 's1', position: 'taken' }
  expect(refusalOf(at(hall, 'c2', home))).toBe('recused')
})

test('a number is not sent to a counter whose person has to keep away, and is let go if one comes to sit there', () => {
  const { hall, id } = calledAt('c1')
  granted(at(hall, 'c1', { type: 'recuse', reason: 'kin' }))
  granted(at(hall, 'c2', next))
  const there = (toCounterId: string): CounterCommand => ({
    type: 'transfer',
    ...nowhere,
    toCounterId,
    position: 'taken',
  })
  expect(refusalOf(at(hall, 'c2', there('c1')))).toBe('recused')
  granted(at(hall, 'c1', { type: 'close' }))
  granted(at(hall, 'c2', there('c1')))
  granted(at(hall, 'c1', { type: 'open', staffId: null }))
  expect(refusalOf(at(hall, 'c2', next))).toBe('queue-empty')
  // Whom the one at its counter may never serve, others call once its target time is over.
  hall.now += 20 * minute
  granted(at(hall, 'c2', next))
  expect(ticketNow(hall, id).state).toBe('CALLED')
})

test('undo: within a minute, while it is the last thing that happened to the ticket', () => {
  const undo: CounterCommand = { type: 'undo' }
  const { hall, id } = calledAt('c1')
  hall.now += 61_000
  expect(refusalOf(at(hall, 'c1', undo))).toBe('undo-too-late')
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', undo))
  expect(ticketNow(hall, id).state).toBe('CALLED')
  expect(refusalOf(at(hall, 'c1', undo))).toBe('nothing-to-undo')
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  granted(at(hall, 'c1', undo))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'SERVING', leg: { rating: 'open' } })
  expect(liveCounter(hall.state, 'c1').rating).toMatchObject({ ticketId: id })
  granted(at(hall, 'c1', { type: 'left' }))
  granted(at(hall, 'c1', undo))
  granted(at(hall, 'c1', { type: 'hold', scope: 'any', until: null, reason: '' }))
  granted(at(hall, 'c2', { type: 'resume', ticketId: id }))
  expect(refusalOf(at(hall, 'c1', undo))).toBe('nothing-to-undo')
})

test('undo of a call leaves the rating of the visitor before on the pad', () => {
  const { hall, id } = calledAt('c1')
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'undo' }))
  expect(liveCounter(hall.state, 'c1').rating).toMatchObject({ ticketId: id })
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  granted(at(hall, 'c1', { type: 'pause', reason: 'break' }))
  expect(refusalOf(at(hall, 'c1', { type: 'undo' }))).toBe('counter-paused')
})

test('nobody is sent to a service that no counter has, or that is suspended', () => {
  const { hall } = calledAt('c1')
  granted(hall.run({ type: 'save-service', service: service('seal', 'D') }, system))
  granted(hall.run({ type: 'save-service', service: service('closed', 'E', { enabled: false }) }, system))
  granted(at(hall, 'c1', arrive))
  const sending = (serviceId: string): CounterCommand => ({
    type: 'transfer',
    ...nowhere,
    serviceId,
    position: 'taken',
  })
  const going = (serviceId: string, stays: boolean): CounterCommand => ({
    type: 'next-service',
    serviceId,
    stays,
    outcome: 'done',
  })
  expect(refusalOf(at(hall, 'c1', sending('seal')))).toBe('service-unattended')
  expect(refusalOf(at(hall, 'c1', going('seal', true)))).toBe('service-unattended')
  expect(refusalOf(at(hall, 'c1', sending('closed')))).toBe('service-suspended')
  const room = { ...counter('r2', [], null), overflowServiceIds: ['seal'] }
  granted(hall.run({ type: 'save-counter', counter: { ...room, enabled: false } }, system))
  expect(refusalOf(at(hall, 'c1', going('seal', false)))).toBe('service-unattended')
  // A counter that helps with it, and is not open yet, will call it.
  granted(hall.run({ type: 'save-counter', counter: room }, system))
  expect(attendanceOf(hall.state, 'seal')).toBe('later')
  granted(at(hall, 'c1', sending('seal')))
  granted(hall.run({ type: 'open', counterId: 'r2', staffId: 's4' }, terminal('r2')))
  expect(attendanceOf(hall.state, 'seal')).toBe('now')
  granted(at(hall, 'r2', next))
})
