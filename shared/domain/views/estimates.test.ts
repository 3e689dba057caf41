import { expect, test } from 'vitest'
import { granted, manager, minute, openHall, system, take, terminal } from '../hall.fixture.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import { estimateReport, type ToldWait, truthOf } from './estimates.ts'

const told = (p50Minutes: number, p80Minutes: number, waitedMinutes: number): ToldWait => ({
  serviceId: 'consult',
  estimate: { p50Minutes, p80Minutes },
  waitedMinutes,
})

test('shares, bounds included, and the median of what they are off', () => {
  const waits = [told(10, 20, 4), told(10, 20, 10), told(10, 20, 20), told(10, 20, 20.5), told(0, 0, 0.5)]
  expect(truthOf([...waits, told(0, 0, 3)])).toEqual({
    count: 4,
    below: 0.25,
    within: 0.5,
    covered: 0.75,
    bias: 5,
    atOnce: 2,
    atOnceKept: 0.5,
  })
  expect(truthOf([])).toMatchObject({ count: 0, covered: 0, bias: 0 })
})

test('the day closes with its report, counted by the service the wait was for, and it is kept', () => {
  const hall = openHall(['c1'])
  const call = () =>
    granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  take(hall)
  call()
  hall.now += minute
  granted(hall.run({ type: 'arrive', counterId: 'c1' }, terminal('c1')))
  const waiting = take(hall)
  expect(waiting.estimateAtIssue.p80Minutes).toBeGreaterThan(0)
  take(hall, { serviceId: 'aid' })
  hall.now += 6 * minute
  granted(hall.run({ type: 'finish', counterId: 'c1', outcome: 'done' }, terminal('c1')))
  call()
  const report = estimateReport(hall.state)
  // Who still waits does not count yet.
  expect(report.services.map(({ serviceId, count, atOnce }) => [serviceId, count, atOnce])).toEqual([
    ['consult', 1, 1],
  ])
  const closed = granted(hall.run({ type: 'close-day' }, manager)).at(-1)
  expect(closed).toMatchObject({ type: 'DayClosed', data: { estimates: report } })
  granted(hall.run({ type: 'open-day', businessDay: '2026-01-06' }, system))
  const kept = fromSnapshot(toSnapshot(hall.state))
  expect(kept.estimateDays).toEqual([{ businessDay: '2026-01-05', ...report }])
  expect(estimateReport(kept).all.count).toBe(0)
})
