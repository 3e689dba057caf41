import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  granted,
  type Hall,
  manager,
  minute,
  next,
  openHall,
  service,
  soundRules,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import { type Invariant, judge } from '../properties/judge.model.ts'
import { jumpyDays } from '../properties/steps.model.ts'
import { boardView, signText, signWidth } from './board.ts'
import { counterView, padView } from './counter.ts'
import { dayFigures, serviceDayFigures } from './day_figures.ts'
import { kioskView } from './kiosk.ts'

const at = (hall: Hall, command: CounterCommand) =>
  granted(hall.run({ counterId: 'c1', ...command }, terminal('c1')))

test('a sign through a day: never wider than four characters', () => {
  const hall = openHall([])
  const sign = () => signText(hall.state, 'c1')
  expect(sign()).toEqual({ text: '暂停受理', flash: false })
  at(hall, { type: 'open', staffId: null })
  expect(sign()).toEqual({ text: '欢迎光临', flash: false })
  take(hall)
  at(hall, next)
  expect(sign()).toEqual({ text: '请A001号', flash: true })
  at(hall, { type: 'arrive' })
  expect(sign()).toEqual({ text: 'A001办理', flash: false })
  at(hall, { type: 'finish', outcome: 'done' })
  at(hall, { type: 'pause', reason: 'equipment' })
  expect(sign()).toEqual({ text: '暂停服务', flash: false })
  granted(hall.run({ type: 'raise-emergency', kind: 'plan', counterId: null }, manager))
  expect(sign()).toEqual({ text: '紧急疏散', flash: true })
})

test('a number of four figures fits as well', () => {
  const hall = openHall(['c1'])
  hall.state.series.set('A', 999)
  take(hall)
  at(hall, next)
  expect(signText(hall.state, 'c1').text).toBe('请A1000')
  at(hall, { type: 'arrive' })
  expect(signText(hall.state, 'c1').text).toBe('A1000办')
})

test('on any day: signs fit, boards know numbers and no people', () => {
  const look: Invariant['look'] = () => ({
    atEnd({ state, now }) {
      for (const id of state.counters.keys())
        expect(signWidth(signText(state, id).text)).toBeLessThanOrEqual(4)
      const board = JSON.stringify(boardView(state, now))
      expect(board).not.toMatch(/personRef|staff|Person|人员|"p[1-9]"|noteRef|claims/)
    },
  })
  const property = fc.property(jumpyDays, (day) => judge(day, [{ name: 'fit to be seen', look }], soundRules))
  fc.assert(property, { seed: 11, numRuns: 200 })
})

test('the board: newest first, one line a number, what is paused', () => {
  const hall = openHall(['c1'])
  for (let n = 0; n < 9; n++) take(hall)
  for (let n = 0; n < 8; n++) {
    at(hall, next)
    at(hall, { type: 'left' })
  }
  at(hall, next)
  hall.now += 10_000
  at(hall, { type: 'recall' })
  const board = boardView(hall.state, hall.now)
  expect(board.newest).toMatchObject({ number: 'A009', recall: true, counterName: { zh: 'c1' } })
  expect(board.recent.map(({ number }) => number)).toEqual(['A008', 'A007', 'A006', 'A005', 'A004', 'A003'])
  expect(board.counters[0]).toMatchObject({ counterId: 'c1', open: true, paused: null, number: 'A009' })
  expect(board.centreName?.zh).toBe('云川区公共法律服务中心')
})

test('the kiosk: why a service cannot be had, and when it can', () => {
  const hall = openHall(['c1'], { hours: 'service' })
  const saved = [
    service('off', 'D', { enabled: false }),
    service('later', 'E', { hours: [{ days: [1], from: '13:00', to: '14:00', quota: null }] }),
    service('full', 'F', { dailyQuota: 0 }),
    service('stretch', 'G', { hours: [{ days: [1], from: '09:00', to: '12:00', quota: 0 }], group: 'aid' }),
  ]
  for (const each of saved) granted(hall.run({ type: 'save-service', service: each }, system))
  take(hall)
  const view = kioskView(hall.state, hall.now)
  const all = Object.values(view.groups).flat()
  const statuses = Object.fromEntries(all.map((each) => [each.service.id, each.status]))
  expect(statuses).toMatchObject({
    consult: 'open',
    off: 'suspended',
    later: 'closed',
    full: 'full',
    stretch: 'full',
  })
  expect(all.find((each) => each.service.id === 'later')?.opensAt).toEqual({ inDays: 0, from: '13:00' })
  expect(view).toMatchObject({ openCounters: 1, waiting: 1, dayOpen: true })
  expect(view.groups.aid).toHaveLength(1)
  expect(all.find((each) => each.service.id === 'consult')?.counters).toHaveLength(2)
})

test('the terminal and the pad', () => {
  const hall = openHall(['c1'])
  expect([counterView(hall.state, 'x', hall.now), padView(hall.state, 'x')]).toEqual([null, null])
  take(hall)
  take(hall)
  at(hall, next)
  at(hall, { type: 'hold', scope: 'me', until: null, reason: '' })
  at(hall, next)
  const view = counterView(hall.state, 'c1', hall.now)
  expect(view?.held.map(({ number }) => number)).toEqual(['A001'])
  expect(view?.current?.number).toBe('A002')
  expect(padView(hall.state, 'c1')).toMatchObject({ serving: 'A002', rating: null, staff: { id: 's1' } })
})

test('figures of a day: waits end at the first call, who went away was not served', () => {
  const hall = openHall(['c1'])
  take(hall)
  hall.now += 4 * minute
  at(hall, next)
  hall.now += minute
  at(hall, { type: 'recall' })
  at(hall, { type: 'arrive' })
  hall.now += 6 * minute
  at(hall, { type: 'finish', outcome: 'done' })
  take(hall)
  at(hall, next)
  at(hall, { type: 'arrive' })
  at(hall, { type: 'left' })
  expect(dayFigures(hall.state, 'c1')).toMatchObject({ served: 1, meanWaitMinutes: 2, meanServiceMinutes: 6 })
  take(hall)
  hall.now -= 60 * minute
  at(hall, next)
  expect(dayFigures(hall.state, 'c1').meanWaitMinutes).toBeGreaterThanOrEqual(0)
  const sum = (figure: 'issued' | 'served' | 'rated' | 'unrated' | 'missed') =>
    [...hall.state.services.keys()].reduce((all, id) => all + serviceDayFigures(hall.state, id)[figure], 0)
  const { issued, served, rated, unrated, missed } = dayFigures(hall.state, null)
  expect({ issued: 3, served: 1 }).toEqual({ issued, served })
  expect((['issued', 'served', 'rated', 'unrated', 'missed'] as const).map(sum)).toEqual([
    issued,
    served,
    rated,
    unrated,
    missed,
  ])
  expect(dayFigures(hall.state, 'r1')).toMatchObject({ served: 0, meanWaitMinutes: null, meanOverall: null })
})
