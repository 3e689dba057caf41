import { expect, test } from 'vitest'
import { present } from '#basics'
import { granted, type Hall, minute, openHall, take, terminal } from '../hall.fixture.ts'
import { toSnapshot } from '../snapshot.ts'
import { centreAfterWeeks } from './days.fixture.ts'
import { staffingFigures } from './figures.ts'
import type { StaffingChange } from './staffing.ts'
import { type StaffingQuestion, staffingRun, staffingRuns } from './what_if.ts'

function answer(state: Hall['state'], { over, change }: StaffingQuestion, now: number) {
  const of = (what: StaffingChange | null) =>
    staffingFigures(
      [0, 1, 2, 3].map((run) => present(staffingRun(state, over, what, now, run), 'a known day')),
    )
  return { before: of(null), after: of(change) }
}

/** A hall at ten with a long queue at two counters that are busy. */
function busyHall(): Hall {
  const hall = openHall(['c1', 'c2'])
  for (let n = 0; n < 16; n++) {
    take(hall, { serviceId: n % 4 === 0 ? 'aid' : 'consult' })
    hall.now += minute
  }
  for (const counterId of ['c1', 'c2'])
    granted(hall.run({ type: 'call-next', counterId, finishCurrent: null }, terminal(counterId)))
  hall.now += minute
  return hall
}

const oneMore: StaffingChange = { type: 'open', counterId: null, serviceIds: ['consult', 'aid'] }

test('one counter more from now on shortens the waits, one fewer lengthens them, and nothing really happens', () => {
  const hall = busyHall()
  const before = JSON.stringify(toSnapshot(hall.state))
  const more = answer(hall.state, { over: 'now', change: oneMore }, hall.now)
  const fewer = answer(hall.state, { over: 'now', change: { type: 'close', counterId: 'c2' } }, hall.now)
  expect(more.before).toEqual(fewer.before)
  expect(more.before.all.people).toBeGreaterThan(14)
  expect(more.after.all.meanMinutes).toBeLessThan(more.before.all.meanMinutes * 0.8)
  expect(fewer.after.all.meanMinutes).toBeGreaterThan(fewer.before.all.meanMinutes * 1.3)
  expect(more.after.counters.map(({ counterId }) => counterId)).toEqual(['c1', 'c2', 'simulated-counter'])
  for (const { load } of more.before.counters) expect(load).toBeGreaterThan(0.3)
  expect(JSON.stringify(toSnapshot(hall.state))).toBe(before)
})

test('what no counter has any more is told as unserved', () => {
  const hall = busyHall()
  const change: StaffingChange = { type: 'profile', counterId: 'c1', serviceIds: ['consult'] }
  const { before, after } = answer(hall.state, { over: 'now', change }, hall.now)
  expect(before.all.unserved).toBe(0)
  expect(after.services.find(({ serviceId }) => serviceId === 'aid')?.unserved).toBeGreaterThan(2)
})

test('a counter that closes serves its visitor first', () => {
  const hall = busyHall()
  const change: StaffingChange = { type: 'close', counterId: 'c2' }
  const { after } = answer(hall.state, { over: 'now', change }, hall.now)
  expect(after.counters.find(({ counterId }) => counterId === 'c2')?.served).toBe(1)
})

test('a whole day is unknown until the centre has seen one; then it answers for staffing and for hours', () => {
  const fresh = openHall([])
  const question: StaffingQuestion = { over: 'day', change: oneMore }
  expect(staffingRun(fresh.state, 'day', null, fresh.now, 0)).toBeNull()
  const { centre, now } = centreAfterWeeks(2)
  const more = answer(centre, question, now)
  expect(more.before.all.people).toBeGreaterThan(40)
  expect(more.after.all.meanMinutes).toBeLessThan(more.before.all.meanMinutes)
  const shorter: StaffingChange = { type: 'hours', from: '09:00', to: '15:00' }
  const hours = answer(centre, { over: 'day', change: shorter }, now)
  expect(hours.after.all.unserved).toBeGreaterThan(hours.before.all.unserved + 3)
})

test('the more wait, the fewer simulations', () => {
  const hall = busyHall()
  expect(staffingRuns(hall.state)).toBe(8)
  hall.state.waiting.set('consult', 3_000)
  expect(staffingRuns(hall.state)).toBe(2)
})
