import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  granted,
  guide,
  type Hall,
  minute,
  openHall,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'

const at = (hall: Hall, counterId: string, command: CounterCommand) =>
  hall.run({ counterId, ...command }, terminal(counterId))
const next: CounterCommand = { type: 'call-next', finishCurrent: null }
const arrive: CounterCommand = { type: 'arrive' }
const finish: CounterCommand = { type: 'finish', outcome: 'done' }
const nowhere = {
  serviceId: null,
  toCounterId: null,
  staffId: null,
  noteRef: null,
  returnToMe: false,
} as const
const current = (hall: Hall, counterId: string) =>
  hall.state.live.get(liveCounter(hall.state, counterId).currentTicketId ?? '')?.number ?? null

function calledAt(counterId: string, hall = openHall(['c1', 'c2', 'r1'])) {
  const { id } = take(hall)
  granted(at(hall, counterId, next))
  return { hall, id }
}

function missed() {
  const { hall, id } = calledAt('c1')
  hall.now += 46_000
  granted(at(hall, 'c1', { type: 'absent' }))
  return { hall, id }
}

test('recall: not at once, three times, and the wait stays', () => {
  const { hall, id } = calledAt('c1')
  const { firstCalledAt } = ticketNow(hall, id).leg
  expect(at(hall, 'c1', { type: 'recall' })).toMatchObject({
    error: { code: 'recall-too-soon', detail: { seconds: 10 } },
  })
  for (let n = 0; n < 3; n++) {
    hall.now += 10_000
    granted(at(hall, 'c1', { type: 'recall' }))
  }
  hall.now += 10_000
  expect(refusalOf(at(hall, 'c1', { type: 'recall' }))).toBe('recall-limit')
  expect(ticketNow(hall, id).leg.firstCalledAt).toBe(firstCalledAt)
  expect(refusalOf(at(hall, 'c1', { type: 'absent' }))).toBe('granted')
})

test('absent: after 45 s of this call, not of the first one long ago', () => {
  const { hall, id } = missed()
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  hall.now += 6 * minute
  granted(at(hall, 'c1', next))
  hall.now += 30_000
  expect(at(hall, 'c1', { type: 'absent' })).toMatchObject({
    error: { code: 'absent-too-soon', detail: { seconds: 15 } },
  })
})

test('a missed number comes back once, within half an hour', () => {
  const { hall, id } = missed()
  const back = { type: 'reactivate', ticketId: id } as const
  granted(hall.run(back, guide))
  expect(refusalOf(hall.run(back, guide))).toBe('ticket-state')
  hall.now += 6 * minute
  granted(at(hall, 'c1', next))
  hall.now += minute
  granted(at(hall, 'c1', { type: 'absent' }))
  expect(refusalOf(hall.run(back, guide))).toBe('reactivate-limit')
  expect(refusalOf(hall.run({ type: 'reactivate', ticketId: 'x' }, guide))).toBe('ticket-unknown')
  const other = missed()
  other.hall.now += 31 * minute
  expect(refusalOf(other.hall.run({ type: 'reactivate', ticketId: other.id }, guide))).toBe(
    'reactivate-too-late',
  )
  granted(other.hall.run({ type: 'tick' }, system))
  expect(ticketNow(other.hall, other.id).state).toBe('NO_SHOW')
})

test('it stands behind three, and is not called for five minutes or three calls', () => {
  const { hall, id } = missed()
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  hall.now += 5 * minute
  expect(refusalOf(at(hall, 'c1', next))).toBe('granted')
})

test('three later calls of its queue do as well as five minutes', () => {
  const { hall, id } = missed()
  for (let n = 0; n < 5; n++) {
    hall.now += 1_000
    take(hall)
  }
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  const order: (string | null)[] = []
  for (let n = 0; n < 5; n++) {
    granted(at(hall, 'c1', next))
    order.push(current(hall, 'c1'))
    granted(at(hall, 'c1', { type: 'left' }))
  }
  expect(order).toEqual(['A002', 'A003', 'A004', 'A001', 'A005'])
})

test('nobody overdue is passed by one who comes back', () => {
  const { hall, id } = missed()
  for (let n = 0; n < 5; n++) {
    hall.now += 1_000
    take(hall)
  }
  hall.now += 25 * minute
  granted(hall.run({ type: 'reactivate', ticketId: id }, guide))
  const order: (string | null)[] = []
  for (let n = 0; n < 6; n++) {
    granted(at(hall, 'c1', next))
    order.push(current(hall, 'c1'))
    granted(at(hall, 'c1', { type: 'left' }))
  }
  expect(order.at(-1)).toBe('A001')
})

test('hold: kept for me, returned one class up with its old place', () => {
  const { hall, id } = calledAt('c1')
  const { orderAt } = ticketNow(hall, id)
  const hold = { type: 'hold', scope: 'me', reason: 'copy' } as const
  expect(refusalOf(at(hall, 'c1', { ...hold, until: hall.now }))).toBe('invalid')
  granted(at(hall, 'c1', { ...hold, until: hall.now + minute }))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'HELD', affinity: { staffId: 's1', counterId: null } })
  hall.now += minute
  granted(hall.run({ type: 'tick' }, system))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'WAITING', priority: 'returned', orderAt })
  expect(refusalOf(at(hall, 'c1', { type: 'resume', ticketId: id }))).toBe('ticket-state')
  expect(refusalOf(at(hall, 'c2', next))).toBe('queue-empty')
  expect(refusalOf(at(hall, 'c1', next))).toBe('granted')
})

test.each([
  ['counter', { counterId: 'c1', staffId: null, until: null }, 'ticket-not-yours'],
  ['any', null, 'granted'],
] as const)('hold for %s', (scope, affinity, atOther) => {
  const { hall, id } = calledAt('c1')
  granted(at(hall, 'c1', { type: 'hold', scope, until: null, reason: '' }))
  expect(ticketNow(hall, id).affinity).toEqual(affinity)
  expect(refusalOf(at(hall, 'c2', { type: 'resume', ticketId: id }))).toBe(atOther)
})

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
  expect(refusalOf(at(hall, 'c1', byNumber))).toBe('ticket-not-yours')
  granted(at(hall, 'c2', next))
  const home: CounterCommand = { type: 'transfer', ...nowhere, staffId: 's1', position: 'taken' }
  expect(refusalOf(at(hall, 'c2', home))).toBe('target-unknown')
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
  expect(ticketNow(hall, id)).toMatchObject({ state: 'SERVING', leg: { rating: 'none' } })
  expect(liveCounter(hall.state, 'c1').rating).toBeNull()
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
