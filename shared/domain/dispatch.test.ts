import { expect, test } from 'vitest'
import { candidates, dispatch } from './dispatch.ts'
import { aheadOf, estimate } from './estimate.ts'
import {
  at,
  counter,
  granted,
  type Hall,
  minute,
  next,
  openHall,
  refusalOf,
  system,
  take,
} from './hall.fixture.ts'
import { liveCounter } from './state.ts'

const nowhere = {
  serviceId: null,
  toCounterId: null,
  staffId: null,
  noteRef: null,
  returnToMe: false,
} as const

function callOrder(hall: Hall, counterId: string, count: number) {
  const order: string[] = []
  for (let n = 0; n < count; n++) {
    granted(at(hall, counterId, next))
    order.push(hall.state.live.get(liveCounter(hall.state, counterId).currentTicketId ?? '')?.number ?? '')
    granted(at(hall, counterId, { type: 'left' }))
  }
  return order
}

test('a call says why: band, score, runner-up, version of the rules', () => {
  const hall = openHall(['c1'])
  take(hall)
  hall.now += 5 * minute
  take(hall, { claims: ['military'] })
  const [called] = granted(at(hall, 'c1', next))
  expect(called).toMatchObject({
    type: 'TicketCalled',
    data: {
      why: {
        rule: 'dispatch',
        band: 'D',
        score: 40,
        waitedMinutes: 0,
        targetMinutes: 20,
        priority: 'military',
        candidates: 2,
        runnerUp: { number: 'A001', band: 'D', score: 5 },
        reason: null,
        policyVersion: 1,
      },
    },
  })
})

test('a waiting ticket passes a fresh higher class after a time that can be reckoned', () => {
  const hall = openHall(['c1'], {
    classes: { ...openHall().state.policy.classes, elderly: { base: 15, rate: 1 } },
  })
  take(hall)
  hall.now += 16 * minute
  take(hall, { claims: ['elderly'] })
  expect(callOrder(hall, 'c1', 2)).toEqual(['A001', 'A002'])
})

test('overdue comes first, by its share of the target', () => {
  const hall = openHall(['c1'])
  take(hall)
  hall.now += 5 * minute
  take(hall, { serviceId: 'aid' })
  hall.now += 16 * minute
  take(hall, { claims: ['military'] })
  expect(callOrder(hall, 'c1', 3)).toEqual(['B001', 'A001', 'A002'])
})

test('after two priorities in a row somebody patient is called, and the terminal shows it', () => {
  const hall = openHall(['c1'])
  take(hall)
  hall.now += 16 * minute
  for (let n = 0; n < 4; n++) take(hall, { claims: ['pregnant'] })
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'left' }))
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'left' }))
  const live = liveCounter(hall.state, 'c1')
  const caller = { counter: counter('c1', ['consult'], 's1'), staffId: 's1', priorityRun: live.priorityRun }
  expect(dispatch(hall.state, caller, hall.now)).toMatchObject({
    ticket: { number: 'A001' },
    why: { rule: 'guard' },
  })
  expect(candidates(hall.state, caller, hall.now)[0]?.ticket.number).toBe('A001')
})

test('overflow: helps when nobody else has the service open, or when it is overdue', () => {
  const hall = openHall(['c1', 'r1'])
  take(hall, { serviceId: 'aid' })
  expect(refusalOf(at(hall, 'r1', next))).toBe('queue-empty')
  hall.now += 11 * minute
  expect(refusalOf(at(hall, 'r1', next))).toBe('granted')
  const alone = openHall(['r1'])
  take(alone, { serviceId: 'aid' })
  expect(refusalOf(at(alone, 'r1', next))).toBe('granted')
})

test('kept for somebody who has gone home, a ticket is free when it is overdue', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'transfer', ...nowhere, staffId: 's1', position: 'taken' }))
  hall.now += 25 * minute
  expect(refusalOf(at(hall, 'c2', next))).toBe('queue-empty')
  granted(at(hall, 'c1', { type: 'close' }))
  expect(refusalOf(at(hall, 'c2', next))).toBe('granted')
})

test('a room calls what was sent to it, whatever its profile', () => {
  const hall = openHall(['c1', 'r1'])
  take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'transfer', ...nowhere, toCounterId: 'r1', position: 'taken' }))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  expect(refusalOf(at(hall, 'r1', next))).toBe('granted')
})

test('an estimate: an interval rounded outward, longer with more before, never nothing because all is shut', () => {
  const hall = openHall(['c1'])
  const first = estimate(hall.state, 'consult', hall.now)
  expect(first).toEqual({ p50Minutes: 0, p80Minutes: 0 })
  for (let n = 0; n < 4; n++) take(hall)
  const one = estimate(hall.state, 'consult', hall.now)
  expect(one.p50Minutes).toBeGreaterThan(30)
  expect(one.p50Minutes).toBeLessThan(45)
  expect(one.p80Minutes).toBeGreaterThan(one.p50Minutes)
  granted(at(hall, 'c2', { type: 'open', staffId: null }))
  expect(estimate(hall.state, 'consult', hall.now).p50Minutes).toBeLessThan(25)
  const shut = openHall([])
  for (let n = 0; n < 4; n++) take(shut)
  expect(estimate(shut.state, 'consult', shut.now)).toMatchObject(one)
  granted(shut.run({ type: 'save-counter', counter: counter('c1', [], null) }, system))
  granted(shut.run({ type: 'save-counter', counter: counter('c2', [], null) }, system))
  expect(estimate(shut.state, 'consult', shut.now)).toMatchObject(one)
})

test('those ahead are counted by arrival, also within one moment', () => {
  const hall = openHall([])
  const tickets = [take(hall), take(hall), take(hall)]
  expect(tickets.map((ticket) => aheadOf(hall.state, 'consult', ticket))).toEqual([0, 1, 2])
  expect(aheadOf(hall.state, 'consult', null)).toBe(3)
  const second = estimate(hall.state, 'consult', hall.now, tickets[1])
  expect(second.p50Minutes).toBeGreaterThan(5)
  expect(second.p80Minutes).toBeLessThan(20)
})
