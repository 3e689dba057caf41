import { quarterMs, quarterOf, quarters, weekdayOf } from '../forecast/cells.ts'
import { type Durations, durationsOf } from '../forecast/durations.ts'
import { usualQuarters } from '../forecast/rates.ts'
import { dayOf } from '../forecast/stretches.ts'
import type { CentreState } from '../state.ts'
import type { Claim } from '../ticket.ts'
import { minutesFrom, simulateDay } from './day.ts'
import type { Lived } from './figures.ts'
import type { DayPlan } from './plan.ts'
import { madeUpStaff, makeChange, newCounterId, type StaffingChange, workedCounters } from './staffing.ts'
import { seldom, stageOf } from './stage.ts'

const wayMinutes = 0.5

function meanAndVariation(durations: Durations): {
  readonly meanMinutes: number
  readonly variation: number
} {
  const mean = durations.reduce((sum, minutes) => sum + minutes, 0) / durations.length
  const variance = durations.reduce((sum, minutes) => sum + (minutes - mean) ** 2, 0) / durations.length
  return { meanMinutes: Math.max(0.5, mean - wayMinutes), variation: Math.sqrt(variance) / mean }
}

/** People in each quarter of a day: the weekday's usual ones; before anything is learnt, today's so far. */
function quartersOfDay(state: CentreState): readonly number[] | null {
  if (state.businessDay === null) return null
  const usual = usualQuarters(state, weekdayOf(state.policy, state.businessDay))
  if (usual !== null) return usual
  if (state.cameInQuarter.size === 0) return null
  return Array.from({ length: quarters }, (_, quarter) => state.cameInQuarter.get(String(quarter)) ?? 0)
}

/**
 * The business day as it usually goes: who comes when, for what, for how long, with what priority, from what the
 * centre has learnt; null while it has learnt nothing.
 */
function usualDay(state: CentreState, now: number, seed: number): DayPlan | null {
  const perQuarter = quartersOfDay(state)
  const open = dayOf(state, now)
  if (perQuarter === null || open === null || state.comings.length === 0) return null
  const startsAt = open.from
  const count = Math.ceil((open.to - startsAt) / quarterMs)
  const first = quarterOf(state.policy, startsAt)
  const shareOf = (isIt: (coming: CentreState['comings'][number]) => boolean) =>
    state.comings.filter(isIt).length / state.comings.length
  const claims: Claim[] = ['military', 'elderly', 'disabled', 'pregnant', 'illness', 'fire']
  return {
    seed,
    startsAt,
    perQuarter: Array.from({ length: count }, (_, index) => perQuarter[first + index] ?? 0),
    services: [...state.services.keys()].map((serviceId) => ({
      serviceId,
      share: shareOf((coming) => coming.serviceId === serviceId),
      ...meanAndVariation(durationsOf(state, serviceId, startsAt)),
    })),
    // Numbers nobody answers are among the samples of durations.
    noShowShare: 0,
    priorities: Object.fromEntries(
      claims.map((claim) => [claim, shareOf(({ priority }) => priority === claim)]),
    ),
    wayMinutes,
  }
}

/** The centre without anybody in it. */
const emptied = (centre: CentreState): CentreState => ({
  ...centre,
  dayOpen: false,
  emergency: null,
  live: new Map(),
  closed: new Map(),
  holders: new Map(),
  waiting: new Map(),
  counterLive: new Map(),
  bookings: new Map(),
})

/**
 * Lives through the usual day with its usual counters, with a change or as it is; null while nothing is known of
 * the days of this centre. The same seed gives the same people whatever the change. Pure.
 */
export function simulateUsualDay(
  centre: CentreState,
  now: number,
  seed: number,
  change: StaffingChange | null,
): Lived | null {
  const stage = stageOf(emptied(centre), seldom())
  const plan = usualDay(centre, now, seed)
  if (plan === null) return null
  if (change !== null) makeChange(stage, change, now)
  const closed = change?.type === 'close' ? change.counterId : null
  const added = change?.type === 'open' ? (change.counterId ?? newCounterId) : null
  const counters = new Set([
    ...workedCounters(centre).map(({ id }) => id),
    ...(added === null ? [] : [added]),
  ])
  const desks = [...counters].flatMap((id) => {
    const counter = stage.state.counters.get(id)
    if (counter === undefined || id === closed) return []
    return [{ counter, staffId: madeUpStaff(stage, id, now) }]
  })
  const day = simulateDay(stage.state, plan, desks, seldom())
  const closes = dayOf(stage.state, now)?.to ?? plan.startsAt
  const turnedAway = day.refused.map(({ serviceId }) => ({ serviceId, minutes: null }))
  return {
    waits: [
      ...day.waits.map(({ serviceId, waitedMinutes }) => ({ serviceId, minutes: waitedMinutes })),
      ...turnedAway,
    ],
    desks: day.desks,
    overtimeMinutes: minutesFrom(closes, day.endedAt),
    spanMinutes: minutesFrom(plan.startsAt, Math.max(closes, day.endedAt)),
  }
}
