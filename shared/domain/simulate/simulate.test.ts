import { expect, test } from 'vitest'
import { counter, openHall } from '../hall.fixture.ts'
import { toSnapshot } from '../snapshot.ts'
import { simulateDay } from './day.ts'
import { figuresOf } from './figures.ts'
import { type DayPlan, visitorsOf } from './plan.ts'
import { seldom } from './stage.ts'
import type { Desk } from './worker.ts'

const hall = openHall([])
const desk = (id: string, serviceIds: string[], staffId: string): Desk => ({
  counter: counter(id, serviceIds, staffId),
  staffId,
})
const desks = [
  desk('c1', ['consult', 'aid'], 's1'),
  desk('c2', ['consult', 'mediate'], 's2'),
  desk('r1', ['mediate'], 's3'),
]

const plan = (seed: number): DayPlan => ({
  seed,
  startsAt: Date.parse('2026-01-06T01:00:00Z'),
  perQuarter: [2, 4, 5, 5, 5, 4, 4, 4, 3, 2, 2, 3, 4, 5, 5, 4, 3, 2, 2, 1],
  services: [
    { serviceId: 'consult', share: 5, meanMinutes: 9, variation: 0.7 },
    { serviceId: 'aid', share: 2, meanMinutes: 9, variation: 0.6 },
    { serviceId: 'mediate', share: 1.5, meanMinutes: 11, variation: 0.6 },
  ],
  noShowShare: 0.05,
  priorities: { elderly: 0.12, military: 0.03 },
  wayMinutes: 0.6,
})

const plans = Array.from({ length: 6 }, (_, index) => plan(index + 1))

test('the same plan gives the same day, and the centre it starts from is left alone', () => {
  const before = JSON.stringify(toSnapshot(hall.state))
  const [one, again] = [simulateDay(hall.state, plan(5), desks), simulateDay(hall.state, plan(5), desks)]
  expect(again.log).toEqual(one.log)
  expect(JSON.stringify(toSnapshot(hall.state))).toBe(before)
  expect(visitorsOf(plan(6))).not.toEqual(visitorsOf(plan(5)))
})

test('everybody who comes is served or does not come when called', () => {
  const { waits, refused } = simulateDay(hall.state, plan(3), desks)
  expect(refused).toEqual([])
  const absent = visitorsOf(plan(3)).filter(({ comes }) => !comes).length
  expect(waits.filter(({ served }) => !served).length).toBe(absent)
})

test('one counter more shortens the waits, fewer lengthen them', () => {
  const mean = (staffing: readonly Desk[]) =>
    figuresOf(plans.flatMap((each) => simulateDay(hall.state, each, staffing, seldom()).waits)).meanWait
  const asItIs = mean(desks)
  expect(mean([...desks, desk('c9', ['consult', 'aid', 'mediate'], 's4')])).toBeLessThan(asItIs / 1.5)
  expect(mean(desks.slice(0, 2))).toBeGreaterThan(asItIs * 1.5)
})
