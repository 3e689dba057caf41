import { expect, test } from 'vitest'
import { present } from '#basics'
import { granted, type Hall, minute, openHall, service, system, take, terminal } from '../hall.fixture.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import type { CentreState } from '../state.ts'
import { cellOf, quarterOf, quarters } from './cells.ts'
import { durationsOf } from './durations.ts'
import { ratesFrom, usualQuarters } from './rates.ts'
import { breaksOf, stretchesOf } from './stretches.ts'

const dayMs = 24 * 60 * minute
const hourMs = 60 * minute
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function serve(hall: Hall, minutes: number) {
  const at = terminal('c1')
  take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, at))
  hall.now += minutes * minute
  granted(hall.run({ type: 'arrive', counterId: 'c1' }, at))
  granted(hall.run({ type: 'finish', counterId: 'c1', outcome: 'done' }, at))
}

test('durations are those of the hour, of all hours while the hour has few, then as configured', () => {
  const hall = openHall(['c1'])
  const ten = hall.now
  expect(mean(durationsOf(hall.state, 'consult', ten))).toBeCloseTo(10, 0)
  for (let n = 0; n < 20; n++) serve(hall, 2)
  hall.now = ten + 4 * hourMs
  const few = mean(durationsOf(hall.state, 'consult', hall.now))
  expect(few).toBeCloseTo(2, 1)
  for (let n = 0; n < 10; n++) serve(hall, 5)
  const mixed = mean(durationsOf(hall.state, 'consult', ten + 4 * hourMs))
  expect(mixed).toBeGreaterThan(2.5)
  expect(mixed).toBeLessThan(5)
  hall.now = ten + 7 * dayMs + 4 * hourMs
  for (let n = 0; n < 10; n++) serve(hall, 5)
  expect(mean(durationsOf(hall.state, 'consult', hall.now - hourMs / 2))).toBeCloseTo(5, 1)
  expect(mean(durationsOf(hall.state, 'consult', ten))).toBeCloseTo(2, 1)
})

test('an end taken back takes its duration back, from the hour too', () => {
  const hall = openHall(['c1'])
  serve(hall, 4)
  const before = toSnapshot(hall.state)
  serve(hall, 9)
  granted(hall.run({ type: 'undo', counterId: 'c1' }, terminal('c1')))
  expect(toSnapshot(hall.state)).toMatchObject({
    occupancies: before.occupancies,
    hourlyMinutes: before.hourlyMinutes,
  })
})

test('what a centre learns survives a snapshot and never grows beyond its bounds', () => {
  const hall = openHall(['c1'])
  for (let day = 0; day < 30; day++) {
    for (let n = 0; n < 60; n++) serve(hall, 3)
    hall.now += dayMs
    granted(hall.run({ type: 'tick' }, system))
    granted(hall.run({ type: 'open', counterId: 'c1', staffId: null }, terminal('c1')))
  }
  const kept = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(hall.state))))
  expect(durationsOf(kept, 'consult', hall.now)).toEqual(durationsOf(hall.state, 'consult', hall.now))
  expect(ratesFrom(kept, hall.now)).toEqual(ratesFrom(hall.state, hall.now))
  for (const minutes of kept.hourlyMinutes.values()) expect(minutes.length).toBeLessThanOrEqual(32)
  expect(kept.hourlyMinutes.size).toBeLessThanOrEqual(7 * 24 * kept.services.size)
  expect(kept.comingRates.size).toBeLessThanOrEqual(7)
  expect(kept.comings.length).toBeLessThanOrEqual(240)
  expect(kept.cameInQuarter.size).toBeLessThanOrEqual(quarters)
  expect(kept.estimateDays.length).toBeLessThanOrEqual(14)
})

/** A hall that has seen four days, each with a burst at ten and nobody after eleven. */
function knowingHall(): Hall {
  const hall = openHall(['c1'])
  const ten = hall.now
  for (let day = 0; day < 4; day++) {
    hall.now = ten + day * dayMs
    granted(hall.run({ type: 'tick' }, system))
    for (let n = 0; n < 30; n++) {
      take(hall)
      hall.now += minute
    }
  }
  hall.now = ten + 4 * dayMs
  granted(hall.run({ type: 'tick' }, system))
  return hall
}

const comingAfter = (state: CentreState, now: number) => ratesFrom(state, now).perQuarter

test('the burst of every day is expected before it comes, and its end when it has come', () => {
  const hall = knowingHall()
  expect(mean(comingAfter(hall.state, hall.now).slice(0, 2))).toBeGreaterThan(12)
  for (let n = 0; n < 30; n++) {
    take(hall)
    hall.now += minute
  }
  // Without a history the last half an hour would say so many more every quarter.
  expect(mean(comingAfter(hall.state, hall.now))).toBe(0)
  const unknowing = { ...hall.state, comingRates: new Map() }
  expect(mean(comingAfter(unknowing, hall.now))).toBeCloseTo(7.5, 1)
})

test('a day busier than usual is expected to go on so, within bounds', () => {
  const hall = knowingHall()
  const usual = present(usualQuarters(hall.state, 5), 'usual quarters')
  hall.now += 15 * minute
  for (let n = 0; n < 200; n++) take(hall)
  const next = present(comingAfter(hall.state, hall.now)[0], 'a quarter')
  expect(next).toBeGreaterThan(20)
  expect(next).toBeLessThanOrEqual(2.5 * (usual[quarterOf(hall.state.policy, hall.now)] ?? 0))
})

test('breaks lie between the stretches of all services of a counter, and midday duty has none', () => {
  const { state, now } = openHall([], { hours: 'service' })
  const days = [1, 2, 3, 4, 5]
  const hours = [
    { days, from: '13:30', to: '17:00', quota: null },
    { days, from: '09:00', to: '11:30', quota: null },
  ]
  for (const id of ['consult', 'aid']) state.services.set(id, { ...service(id, 'A'), hours })
  const clock = (span: { from: number; to: number }) =>
    [span.from, span.to].map((at) => new Date(at + 8 * hourMs).toISOString().slice(11, 16))
  const c1 = present(state.counters.get('c1'), 'c1')
  expect(breaksOf(state, c1, now).map(clock)).toEqual([['11:30', '13:30']])
  expect(breaksOf(state, { ...c1, middayDuty: true }, now)).toEqual([])
  // Mediation is open all day, so the counter that has it works through.
  expect(breaksOf(state, { ...c1, serviceIds: ['consult', 'mediate'] }, now)).toEqual([])
  expect(stretchesOf(state, state.services.get('consult'), now).map(clock)).toEqual([
    ['09:00', '11:30'],
    ['13:30', '17:00'],
  ])
  expect(stretchesOf(state, state.services.get('consult'), now + 5 * dayMs)).toEqual([])
})

test('cells are of the centre’s zone, and a make-up workday is the day it stands for', () => {
  const { state } = openHall([])
  const sunday = Date.parse('2026-01-11T02:30:00Z')
  expect(cellOf(state.policy, 'consult', sunday)).toBe('7 10 consult')
  const policy = { ...state.policy, makeUpDates: [{ date: '2026-01-11', weekday: 1 }] }
  expect(cellOf(policy, 'consult', sunday)).toBe('1 10 consult')
})
