import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  granted,
  guide,
  type Hall,
  minute,
  openHall,
  pad,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import { padView } from '../views/counter.ts'
import { dayFigures } from '../views/day_figures.ts'

const at = (hall: Hall, command: CounterCommand) => hall.run({ counterId: 'c1', ...command }, terminal('c1'))

function finished() {
  const hall = openHall(['c1'])
  const { id } = take(hall)
  granted(at(hall, { type: 'call-next', finishCurrent: null }))
  granted(at(hall, { type: 'arrive' }))
  granted(at(hall, { type: 'finish', outcome: 'done' }))
  const marks = { overall: 2, attitude: 3, efficiency: 3, competence: 3 }
  const given = { ticketId: id, leg: 0, marks, reasons: ['slow'], commentRef: null, channel: 'pad' } as const
  return { hall, id, rate: { type: 'rate', ...given } as const }
}

test('a rating: from this pad, once, a poor one with a reason', () => {
  const { hall, id, rate } = finished()
  expect(padView(hall.state, 'c1')?.rating).toMatchObject({ ticketId: id, leg: 0, number: 'A001' })
  expect(refusalOf(hall.run(rate, pad('c2')))).toBe('forbidden')
  expect(refusalOf(hall.run(rate, terminal('c1')))).toBe('forbidden')
  expect(refusalOf(hall.run({ ...rate, ticketId: 'x' }, pad('c1')))).toBe('ticket-unknown')
  expect(refusalOf(hall.run({ ...rate, leg: 4 }, pad('c1')))).toBe('rating-not-open')
  expect(refusalOf(hall.run({ ...rate, reasons: [] }, pad('c1')))).toBe('reason-required')
  granted(hall.run(rate, pad('c1')))
  expect(refusalOf(hall.run(rate, pad('c1')))).toBe('rating-not-open')
  expect(refusalOf(at(hall, { type: 'undo' }))).toBe('counter-rating')
  expect(dayFigures(hall.state, 'c1')).toMatchObject({ served: 1, rated: 1, unrated: 0, meanOverall: 2 })
})

test('nobody pressed: unrated after two minutes, never a default good', () => {
  const { hall, id } = finished()
  hall.now += 2 * minute
  granted(hall.run({ type: 'tick' }, system))
  expect(ticketNow(hall, id).leg.rating).toBe('unrated')
  expect(hall.state.ratings).toMatchObject([{ marks: null, staffId: 's1' }])
  expect(refusalOf(hall.run({ type: 'lapse-rating', counterId: 'c1' }, pad('c1')))).toBe('rating-not-open')
})

test('closing the counter does not take the rating from the visitor', () => {
  const { hall, rate } = finished()
  granted(at(hall, { type: 'close' }))
  expect(liveCounter(hall.state, 'c1').rating).not.toBeNull()
  expect(refusalOf(hall.run({ type: 'lapse-rating', counterId: 'c1' }, pad('c2')))).toBe('forbidden')
  granted(hall.run(rate, pad('c1')))
})

test('a call for help does not end an evacuation, and every counter is heard', () => {
  const hall = openHall(['c1'])
  const raise = (kind: 'help' | 'plan', counterId: string) =>
    granted(hall.run({ type: 'raise-emergency', kind, counterId }, terminal(counterId))).length
  expect(refusalOf(hall.run({ type: 'end-emergency' }, guide))).toBe('no-emergency')
  expect([raise('help', 'c1'), raise('help', 'c1'), raise('help', 'c2')]).toEqual([1, 0, 1])
  expect(hall.state.emergency).toMatchObject({ kind: 'help', counterId: 'c1', others: ['c2'] })
  expect(raise('help', 'c2')).toBe(0)
  expect([raise('plan', 'c2'), raise('plan', 'c1'), raise('help', 'c1')]).toEqual([1, 0, 0])
  expect(hall.state.emergency).toMatchObject({ kind: 'plan', counterId: 'c2', others: ['c1'] })
  granted(hall.run({ type: 'end-emergency' }, guide))
  expect(hall.state.emergency).toBeNull()
})

test('help called for in the hall is heard beside that at a counter; of a counter nobody knows it is not', () => {
  const hall = openHall(['c1'])
  const help = (counterId: string | null) =>
    hall.run({ type: 'raise-emergency', kind: 'help', counterId }, guide)
  expect([granted(help('c1')), granted(help(null)), granted(help(null))].map((each) => each.length)).toEqual([
    1, 1, 0,
  ])
  expect(hall.state.emergency).toMatchObject({ counterId: 'c1', others: [null] })
  expect(refusalOf(help('c9'))).toBe('counter-unknown')
})

test('a device is noted when its state changes', () => {
  const hall = openHall([])
  const report = {
    deviceId: 'd1',
    family: 'id-card',
    name: 'reader',
    counterId: null,
    state: 'ready',
    reason: null,
  } as const
  const say = (state: 'ready' | 'faulted') =>
    granted(hall.run({ type: 'report-device', report: { ...report, state } }, pad('c1'))).length
  expect([say('ready'), say('ready'), say('faulted')]).toEqual([1, 0, 1])
  expect(hall.state.devices.get('d1')).toMatchObject({ state: 'faulted', since: hall.now })
})

test('a new roll is noted with who put it in, for printers whose paper is counted, and outlives reports', () => {
  const hall = openHall([])
  const report = {
    deviceId: 'p1',
    family: 'ticket-printer',
    name: 'printer',
    counterId: null,
    state: 'degraded',
    reason: 'near-end',
  } as const
  const say = (ticketsLeft?: number) =>
    granted(hall.run({ type: 'report-device', report: { ...report, ticketsLeft } }, pad('c1')))
  const change = { type: 'change-roll', deviceId: 'p1' } as const
  expect(refusalOf(hall.run(change, guide))).toBe('not-found')
  say()
  expect(refusalOf(hall.run(change, guide))).toBe('not-found')
  say(20)
  expect(granted(hall.run(change, guide))).toMatchObject([{ type: 'RollChanged', data: { deviceId: 'p1' } }])
  const changedAt = hall.now
  hall.now += 60_000
  say(500)
  expect(hall.state.devices.get('p1')).toMatchObject({ ticketsLeft: 500, rollChangedAt: changedAt })
  expect(refusalOf(hall.run(change, pad('c1')))).toBe('forbidden')
})
