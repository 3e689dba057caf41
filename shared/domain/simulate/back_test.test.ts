import { expect, test } from 'vitest'
import { estimateNew } from '../estimate.ts'
import { type EstimateTruth, truthOf } from '../views/estimates.ts'
import type { SimulatedWait } from './day.ts'
import { kinds, type LivedDay, livedWeeks, told } from './days.fixture.ts'
import type { Estimator } from './stage.ts'

const weeks = 9
const sound = livedWeeks(weeks)
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const reportOf = (days: readonly LivedDay[]) => ({
  all: truthOf(told(days)),
  kinds: kinds.map((kind) => ({ kind, ...truthOf(told(days.filter((day) => day.kind === kind))) })),
})

test('over 45 days a third of the waits lies between P50 and P80, four fifths within P80, on no kind of day far off', () => {
  const { all, kinds: each } = reportOf(sound)
  expect(all.count).toBeGreaterThan(2_000)
  expect(all.within).toBeGreaterThanOrEqual(0.25)
  expect(all.within).toBeLessThanOrEqual(0.35)
  expect(all.covered).toBeGreaterThanOrEqual(0.75)
  expect(all.covered).toBeLessThanOrEqual(0.85)
  expect(Math.abs(all.bias)).toBeLessThan(1)
  // Who was told that there is no wait has none.
  expect(all.atOnceKept).toBeGreaterThan(0.95)
  for (const { kind, count, within, covered, bias } of each) {
    expect(count, kind).toBeGreaterThan(200)
    expect(within, kind).toBeGreaterThan(0.2)
    expect(within, kind).toBeLessThan(0.42)
    expect(covered, kind).toBeGreaterThan(0.66)
    expect(covered, kind).toBeLessThan(0.9)
    expect(Math.abs(bias), kind).toBeLessThan(3)
  }
})

/** Came in the last half an hour before the midday break, 11:30 in Shanghai. */
const isBeforeBreak = ({ at }: SimulatedWait) => at % dayMs >= 3 * hourMs && at % dayMs < 3.5 * hourMs

/** Estimators that leave out something the dispatcher knows, and those to whom it matters. */
const blind: readonly { what: string; estimator: Estimator; isWanted: (wait: SimulatedWait) => boolean }[] = [
  {
    what: 'nobody else comes',
    estimator: (state, serviceId, priority, now) =>
      estimateNew({ ...state, comings: [] }, serviceId, priority, now),
    isWanted: () => true,
  },
  {
    what: 'all are of one class',
    estimator: (state, serviceId, _priority, now) => estimateNew(state, serviceId, 'normal', now),
    isWanted: ({ claim }) => claim !== null,
  },
  {
    what: 'there are no breaks',
    estimator: (state, serviceId, priority, now) =>
      estimateNew({ ...state, policy: { ...state.policy, hours: 'always' } }, serviceId, priority, now),
    isWanted: isBeforeBreak,
  },
  {
    what: 'talks take as long as configured',
    estimator: (state, serviceId, priority, now) =>
      estimateNew({ ...state, occupancies: new Map(), hourlyMinutes: new Map() }, serviceId, priority, now),
    isWanted: ({ serviceId }) => serviceId === 'mediate',
  },
]

/** As true as a part of the waits can be expected to be told. */
const isTrue = ({ within, covered }: EstimateTruth) =>
  within >= 0.25 && within <= 0.35 && covered >= 0.74 && covered <= 0.87

test.each(blind)(
  'control: estimates are not true that assume that $what',
  ({ what, estimator, isWanted }) => {
    expect(isTrue(truthOf(told(sound, isWanted))), what).toBe(true)
    expect(isTrue(truthOf(told(livedWeeks(weeks, estimator), isWanted))), what).toBe(false)
  },
)
