import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimate, estimateAll } from './estimate.ts'
import { granted, manager, minute, openHall, service, system, take, terminal } from './hall.fixture.ts'
import { shownWait } from './shown_wait.ts'
import { estimateReport } from './views/estimates.ts'
import { kioskView } from './views/kiosk.ts'

test('what is said is never narrower than what was reckoned, and little wider', () => {
  const minutes = fc.nat({ max: 470 })
  const property = fc.property(minutes, minutes, (a, b) => {
    const said = shownWait({ p50Minutes: Math.min(a, b), p80Minutes: Math.max(a, b) })
    if (said.kind === 'unattended' || said.kind === 'over') throw new Error(said.kind)
    const scale = said.unit === 'hour' ? 60 : 1
    const from = (said.kind === 'under' ? 0 : said.from) * scale
    const to = said.to * scale
    expect(from).toBeLessThanOrEqual(Math.min(a, b))
    expect(to).toBeGreaterThanOrEqual(Math.max(a, b))
    expect(to - Math.max(a, b)).toBeLessThanOrEqual(30)
    expect(Math.min(a, b) - from).toBeLessThan(30)
  })
  fc.assert(property, { seed: 4, numRuns: 1_000 })
})

test('a guess is said to be one', () => {
  expect(shownWait({ p50Minutes: 20, p80Minutes: 61 })).toMatchObject({ from: 20, to: 65, isWide: true })
  expect(shownWait({ p50Minutes: 46, p80Minutes: 60 })).toMatchObject({ from: 45, to: 60, isWide: false })
  expect(shownWait({ p50Minutes: 172, p80Minutes: 205 })).toEqual({
    kind: 'about',
    from: 2.5,
    to: 3.5,
    unit: 'hour',
    isWide: false,
  })
})

test('with no counter open nobody is told that there is no wait', () => {
  const hall = openHall([])
  expect(shownWait(estimate(hall.state, 'consult', hall.now))).toEqual({ kind: 'unattended', opensAt: null })
  const ticket = take(hall)
  expect(ticket.estimateAtIssue.unattended).toEqual({ opensAt: null })
  expect(shownWait(estimate(hall.state, 'consult', hall.now, ticket)).kind).toBe('unattended')
  granted(hall.run({ type: 'open', counterId: 'c1', staffId: null }, terminal('c1')))
  expect(shownWait(estimate(hall.state, 'consult', hall.now, ticket)).kind).toBe('under')
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  // Nothing was promised, so that nothing was kept or broken.
  expect(estimateReport(hall.state).all).toMatchObject({ count: 0, atOnce: 0 })
})

test('a counter that pauses or only helps is a counter; a break says when it ends', () => {
  const hall = openHall(['c1', 'r1'], { hours: 'service' })
  granted(hall.run({ type: 'pause', counterId: 'c1', reason: 'meeting' }, terminal('c1')))
  const unattended = () =>
    [...estimateAll(hall.state, hall.now)].filter(([, wait]) => wait.unattended !== undefined)
  expect(unattended()).toEqual([])
  granted(hall.run({ type: 'unpause', counterId: 'c1' }, terminal('c1')))
  const hours = [{ days: [1], from: '13:00', to: '17:00', quota: null }]
  granted(hall.run({ type: 'save-service', service: service('later', 'D', { hours }) }, system))
  expect(unattended().map(([id, wait]) => [id, wait.unattended])).toEqual([['later', { opensAt: '13:00' }]])
})

test('who waits for other services at the same counters is counted beside those of the own', () => {
  const hall = openHall(['c1'])
  for (let n = 0; n < 3; n++) take(hall, { serviceId: 'aid' })
  take(hall)
  hall.now += minute
  const { consultation } = kioskView(hall.state, hall.now).groups
  const consult = consultation.find((each) => each.service.id === 'consult')
  expect(consult).toMatchObject({ waiting: 1, sharing: 3 })
  granted(hall.run({ type: 'close-day' }, manager))
})
