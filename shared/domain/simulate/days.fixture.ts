import { counter, openHall } from '../hall.fixture.ts'
import type { CentreState } from '../state.ts'
import type { ToldWait } from '../views/estimates.ts'
import { type SimulatedWait, simulateDay } from './day.ts'
import type { DayPlan } from './plan.ts'
import type { Estimator } from './stage.ts'
import type { Desk } from './worker.ts'

/** The kinds of days a centre knows. */
export const kinds = ['monday', 'calm', 'rush', 'few'] as const
/** One of them. */
export type Kind = (typeof kinds)[number]

const week: readonly Kind[] = ['monday', 'calm', 'calm', 'rush', 'few']
const dayMs = 24 * 60 * 60_000

/** People in each quarter of an hour from nine to five; nobody comes in the midday break, 11:30 to 13:30. */
const arrivals: Readonly<Record<Kind, readonly number[]>> = {
  monday: [15, 9, 6, 5, 4, 4, 3, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 0, 0],
  calm: [3, 3, 4, 4, 4, 4, 3, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 4, 4, 3, 3, 3, 3, 2, 2, 1, 1, 0, 0],
  rush: [4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 6, 7, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 0, 0],
  few: [3, 3, 3, 3, 3, 3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0],
}

const desk = (id: string, serviceIds: string[], staffId: string, middayDuty = false): Desk => ({
  counter: { ...counter(id, serviceIds, staffId), middayDuty },
  staffId,
})
const three = [
  desk('c1', ['consult', 'aid'], 's1', true),
  desk('c2', ['consult', 'mediate'], 's2'),
  desk('r1', ['mediate', 'aid'], 's3'),
]
const desksOf: Readonly<Record<Kind, readonly Desk[]>> = {
  monday: [...three, desk('c4', ['consult', 'aid', 'mediate'], 's4')],
  calm: three,
  rush: [...three, desk('c4', ['consult', 'aid', 'mediate'], 's4')],
  few: three.slice(0, 2),
}

const slots = [30, 60, 90, 300, 330, 360]

/** A day of a kind; the figures of its talks are not the configured ones. */
const planOf = (kind: Kind, seed: number, startsAt: number): DayPlan => ({
  seed,
  startsAt,
  perQuarter: arrivals[kind],
  services: [
    { serviceId: 'consult', share: 5, meanMinutes: 7, variation: 0.7 },
    { serviceId: 'aid', share: 2, meanMinutes: 14, variation: 0.6 },
    { serviceId: 'mediate', share: 1.5, meanMinutes: 16, variation: 0.6 },
  ],
  noShowShare: 0.05,
  priorities: { elderly: 0.15, military: 0.03 },
  wayMinutes: 0.6,
  bookings: slots.map((slotMinute) => ({ serviceId: 'consult', slotMinute, count: 1 })),
})

/** A centre that keeps its hours, 09:00 to 11:30 and 13:30 to 17:00, with counters as wanted. */
function centreWithHours(): CentreState {
  const { state } = openHall([], { hours: 'service' })
  const days = [1, 2, 3, 4, 5]
  const hours = [
    { days, from: '09:00', to: '11:30', quota: null },
    { days, from: '13:30', to: '17:00', quota: null },
  ]
  for (const service of state.services.values()) state.services.set(service.id, { ...service, hours })
  state.counters.clear()
  return state
}

/** One day lived through. */
export interface LivedDay {
  readonly kind: Kind
  readonly waits: readonly SimulatedWait[]
}

const firstDay = Date.parse('2026-01-12T01:00:00Z')
const startOf = (index: number) => firstDay + (Math.floor(index / 5) * 7 + (index % 5)) * dayMs

function live(weeks: number, estimator?: Estimator) {
  let centre = centreWithHours()
  const days = Array.from({ length: weeks * 5 }, (_, index): LivedDay => {
    const kind = week[index % 5] ?? 'calm'
    const day = simulateDay(centre, planOf(kind, 1_000 + index, startOf(index)), desksOf[kind], estimator)
    centre = day.centre
    return { kind, waits: day.waits }
  })
  return { centre, days }
}

/** Weeks of a centre, one day after another: what it learns on one day it knows on the next. */
export const livedWeeks = (weeks: number, estimator?: Estimator): LivedDay[] => live(weeks, estimator).days

/** A centre that has lived for some weeks, in the morning of its last day. */
export const centreAfterWeeks = (weeks: number) => ({
  centre: live(weeks).centre,
  now: startOf(weeks * 5 - 1),
})

/** The waits of those wanted who were called and had not booked, with what their tickets said. */
export const told = (days: readonly LivedDay[], isWanted = (_wait: SimulatedWait) => true): ToldWait[] =>
  days.flatMap(({ waits }) =>
    waits.flatMap((wait) => {
      const { serviceId, estimate, waitedMinutes, isBooked } = wait
      return waitedMinutes === null || isBooked || !isWanted(wait)
        ? []
        : [{ serviceId, estimate, waitedMinutes }]
    }),
  )
