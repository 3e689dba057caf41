import { expect, test } from 'vitest'
import {
  at,
  calledAt,
  current,
  granted,
  guide,
  kiosk,
  minute,
  next,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'

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
  for (const actor of [kiosk, terminal('c1')])
    expect(refusalOf(hall.run({ ...back, reason: 'asked' }, actor))).toBe('reactivate-limit')
  expect(refusalOf(hall.run(back, guide))).toBe('reason-required')
  const [returned] = granted(hall.run({ ...back, reason: 'did not hear it' }, guide))
  expect(returned).toMatchObject({ data: { reason: 'did not hear it', staffId: 'guide' } })
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
