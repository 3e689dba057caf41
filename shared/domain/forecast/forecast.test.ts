import { expect, test } from 'vitest'
import { present } from '#basics'
import { candidates } from '../dispatch.ts'
import { estimate, estimateAll, estimateNew } from '../estimate.ts'
import {
  counter,
  granted,
  type Hall,
  minute,
  openHall,
  staff,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import { forecast } from './forecast.ts'

function addCounter(hall: Hall, id: string, serviceIds: string[]) {
  granted(hall.run({ type: 'save-staff', staff: staff(`at-${id}`) }, system))
  granted(hall.run({ type: 'save-counter', counter: counter(id, serviceIds, `at-${id}`) }, system))
  granted(hall.run({ type: 'open', counterId: id, staffId: null }, terminal(id)))
}

test('those who wait are shared out among all open counters, not counted against one', () => {
  const hall = openHall(['c1', 'c2'])
  for (let n = 0; n < 4; n++) addCounter(hall, `k${n}`, ['consult'])
  for (let n = 0; n < 8; n++) take(hall)
  take(hall, { serviceId: 'aid' })
  const aid = estimate(hall.state, 'aid', hall.now)
  // Eight before it at six counters, one of which has its service: not nine talks of ten minutes in a row.
  expect(aid.p80Minutes).toBeLessThan(45)
  expect(estimate(hall.state, 'consult', hall.now).p50Minutes).toBeLessThan(15)
})

test('with free counters nobody waits, and each service is reckoned the same alone and together', () => {
  const hall = openHall(['c1', 'c2'])
  expect(estimateAll(hall.state, hall.now).get('consult')).toEqual({ p50Minutes: 0, p80Minutes: 0 })
  for (let n = 0; n < 6; n++) take(hall)
  const together = present(estimateAll(hall.state, hall.now).get('consult'), 'estimate')
  const alone = estimate(hall.state, 'consult', hall.now)
  expect(Math.abs(together.p50Minutes - alone.p50Minutes)).toBeLessThanOrEqual(2)
})

test('what is left of a talk counts, and it is less the longer the talk has lasted', () => {
  const hall = openHall(['c1'])
  take(hall, { serviceId: 'aid' })
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  const fresh = estimate(hall.state, 'aid', hall.now)
  expect(fresh.p50Minutes).toBeGreaterThan(5)
  hall.now += 7 * minute
  expect(estimate(hall.state, 'aid', hall.now).p50Minutes).toBeLessThan(fresh.p50Minutes)
})

test('a counter that pauses joins later', () => {
  const hall = openHall(['r1'])
  granted(hall.run({ type: 'pause', counterId: 'r1', reason: 'break' }, terminal('r1')))
  expect(estimate(hall.state, 'mediate', hall.now)).toEqual({ p50Minutes: 15, p80Minutes: 15 })
})

test('waiting tickets are called in the order of dispatch', () => {
  const hall = openHall(['c1'])
  for (let n = 0; n < 12; n++) {
    take(hall, { serviceId: n % 3 === 0 ? 'aid' : 'consult', claims: n % 4 === 0 ? ['pregnant'] : [] })
    hall.now += minute / 2
  }
  const caller = { counter: present(hall.state.counters.get('c1'), 'counter'), staffId: 's1', priorityRun: 0 }
  const next = present(candidates(hall.state, caller, hall.now)[0], 'candidate')
  const tickets = [...hall.state.live.values()]
  const reckoned = forecast(hall.state, { serviceIds: [], priority: 'normal', tickets }, hall.now)
  const sorted = [...reckoned].sort(([, a], [, b]) => a.p50 - b.p50)
  expect(sorted[0]?.[0]).toBe(next.ticket.id)
  expect(sorted[0]?.[1].p80).toBe(0)
})

test('twenty talks teach what the configured mean did not say', () => {
  const hall = openHall(['c1'])
  const serve = () => {
    take(hall)
    granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
    hall.now += 3 * minute
    granted(hall.run({ type: 'arrive', counterId: 'c1' }, terminal('c1')))
    granted(hall.run({ type: 'finish', counterId: 'c1', outcome: 'done' }, terminal('c1')))
  }
  for (let n = 0; n < 19; n++) serve()
  for (let n = 0; n < 4; n++) take(hall)
  const before = estimate(hall.state, 'consult', hall.now)
  serve()
  expect(before.p50Minutes).toBeGreaterThan(30)
  expect(estimate(hall.state, 'consult', hall.now).p80Minutes).toBeLessThanOrEqual(13)
})

const days = [1, 2, 3, 4, 5]
const withBreak = [
  { days, from: '09:00', to: '10:30', quota: null },
  { days, from: '13:30', to: '17:00', quota: null },
]

/** A hall at 10:10 with six people for one counter, whose break begins at 10:30 and ends at 13:30. */
function beforeBreak(middayDuty: boolean): Hall {
  const hall = openHall(['c1'], { hours: 'service' })
  for (const service of hall.state.services.values())
    hall.state.services.set(service.id, { ...service, hours: withBreak })
  const c1 = present(hall.state.counters.get('c1'), 'counter')
  hall.state.counters.set('c1', { ...c1, middayDuty })
  hall.now += 10 * minute
  for (let n = 0; n < 6; n++) take(hall)
  return hall
}

test('who is not called before the midday break waits until it is over, unless the counter is on duty', () => {
  const resting = beforeBreak(false)
  const { p50Minutes } = estimate(resting.state, 'consult', resting.now)
  expect(p50Minutes).toBeGreaterThanOrEqual(200)
  expect(p50Minutes).toBeLessThan(270)
  const onDuty = beforeBreak(true)
  expect(estimate(onDuty.state, 'consult', onDuty.now).p80Minutes).toBeLessThan(120)
})

test('a counter that works on in the break is taken to go on, one that pauses comes back at its end', () => {
  const hall = beforeBreak(false)
  hall.now += 30 * minute
  expect(estimate(hall.state, 'consult', hall.now).p80Minutes).toBeLessThan(120)
  granted(hall.run({ type: 'pause', counterId: 'c1', reason: 'break' }, terminal('c1')))
  expect(estimate(hall.state, 'consult', hall.now).p50Minutes).toBeGreaterThanOrEqual(170)
})

test('somebody with priority is told a shorter wait', () => {
  const hall = openHall(['c1'])
  for (let n = 0; n < 8; n++) take(hall)
  const normal = estimateNew(hall.state, 'consult', 'normal', hall.now)
  expect(estimateNew(hall.state, 'consult', 'elderly', hall.now).p80Minutes).toBeLessThan(normal.p50Minutes)
  expect(take(hall, { claims: ['pregnant'] }).estimateAtIssue.p80Minutes).toBeLessThan(normal.p50Minutes)
})

test('a booking for later holds up nobody who waits until then', () => {
  const hall = openHall(['c1'])
  const slotAt = hall.now + 210 * minute
  for (let n = 0; n < 12; n++) {
    take(hall, { serviceId: n % 2 === 0 ? 'aid' : 'consult' })
    hall.now += 4 * minute
  }
  const before = estimate(hall.state, 'consult', hall.now)
  const booking = { serviceId: 'consult', slotAt, personRef: null, agentRef: null }
  granted(hall.run({ type: 'book', ...booking }, system))
  const after = estimate(hall.state, 'consult', hall.now)
  expect(after.p50Minutes).toBeLessThanOrEqual(before.p50Minutes + 2)
})
