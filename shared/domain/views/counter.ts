import type { CounterConfig, Staff } from '../catalogue.ts'
import { type Candidate, candidates } from '../dispatch.ts'
import { compareArrival } from '../queue_order.ts'
import { type CentreState, type CounterLive, liveCounter } from '../state.ts'
import type { Leg, Ticket } from '../ticket.ts'

/** Figures of a day, for a counter or a whole centre; minutes are means, null without a sample. */
export interface DayFigures {
  readonly issued: number
  readonly waiting: number
  readonly served: number
  readonly missed: number
  readonly meanWaitMinutes: number | null
  readonly meanServiceMinutes: number | null
  readonly rated: number
  readonly unrated: number
  readonly meanOverall: number | null
}

/** What the counter terminal shows. */
export interface CounterView {
  readonly config: CounterConfig
  readonly live: CounterLive
  /** It has paused for longer than the rules allow: the manager is told. */
  readonly pauseAlarm: boolean
  readonly staff: Staff | null
  readonly current: Ticket | null
  /** In the order of dispatch, next first. */
  readonly queue: readonly Candidate[]
  readonly held: readonly Ticket[]
  readonly missed: readonly Ticket[]
  readonly today: DayFigures
}

/** What a pad shows: the person at the counter, or the rating it asks for. */
export interface PadView {
  readonly config: CounterConfig
  readonly staff: Staff | null
  readonly paused: CounterLive['paused']
  readonly serving: string | null
  readonly rating: {
    readonly ticketId: string
    readonly leg: number
    readonly number: string
    readonly since: number
  } | null
  readonly supervisionPhone: string
}

const minuteMs = 60_000
/** Never negative: the clock may have been set back in between. */
const minutesBetween = (from: number, to: number) => Math.max(0, (to - from) / minuteMs)
const mean = (values: readonly number[]) =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10

/** Today's figures from the tickets, recomputed; `counterId` null means the whole centre. */
export function dayFigures(state: CentreState, counterId: string | null): DayFigures {
  const tickets = [...state.live.values(), ...state.closed.values()]
  const legs = tickets
    .flatMap((ticket) => [...ticket.pastLegs, ticket.leg])
    .filter((leg) => counterId === null || leg.counterId === counterId)
  const past = new Set(tickets.flatMap((ticket) => ticket.pastLegs))
  // Sent on to a colleague or finished; who went away half-way has not been served.
  const isServed = (leg: Leg) => leg.outcome !== null || past.has(leg)
  const waits = legs.flatMap((leg) =>
    leg.firstCalledAt === null ? [] : [minutesBetween(leg.enqueuedAt, leg.firstCalledAt)],
  )
  const services = legs.flatMap((leg) =>
    leg.arrivedAt === null || leg.endedAt === null || !isServed(leg)
      ? []
      : [minutesBetween(leg.arrivedAt, leg.endedAt)],
  )
  const ratings = state.ratings.filter((rating) => counterId === null || rating.counterId === counterId)
  const missed = tickets.filter((ticket) => ticket.state === 'MISSED' || ticket.state === 'NO_SHOW')
  return {
    issued: [...state.issued.values()].reduce((sum, count) => sum + count, 0),
    waiting: [...state.waiting.values()].reduce((sum, count) => sum + count, 0),
    served: services.length,
    missed: missed.filter((ticket) => counterId === null || ticket.leg.counterId === counterId).length,
    meanWaitMinutes: mean(waits),
    meanServiceMinutes: mean(services),
    rated: ratings.filter((rating) => rating.marks !== null).length,
    unrated: ratings.filter((rating) => rating.marks === null).length,
    meanOverall: mean(
      ratings.flatMap((rating) =>
        rating.marks === null || rating.marks.overall === 0 ? [] : [rating.marks.overall],
      ),
    ),
  }
}

/** Whether a counter has paused for longer than the rules allow (queue rules, pause). */
export function isPauseAlarm(state: CentreState, counterId: string, now: number): boolean {
  const { paused } = liveCounter(state, counterId)
  return paused !== null && now - paused.since > state.policy.pauseAlarmMinutes * minuteMs
}

/** The terminal of a counter at a moment (ms since the epoch), or null for an unknown counter. */
export function counterView(state: CentreState, counterId: string, now: number): CounterView | null {
  const config = state.counters.get(counterId)
  if (config === undefined) return null
  const live = liveCounter(state, counterId)
  const tickets = [...state.live.values()].sort(compareArrival)
  const isMine = ({ leg, affinity }: Ticket) =>
    config.serviceIds.includes(leg.serviceId) ||
    leg.counterId === counterId ||
    (live.staffId !== null && affinity?.staffId === live.staffId)
  return {
    config,
    live,
    pauseAlarm: isPauseAlarm(state, counterId, now),
    staff: state.staff.get(live.staffId ?? '') ?? null,
    current: state.live.get(live.currentTicketId ?? '') ?? null,
    queue: candidates(
      state,
      { counter: config, staffId: live.staffId ?? '', priorityRun: live.priorityRun },
      now,
    ),
    held: tickets.filter((ticket) => ticket.state === 'HELD' && isMine(ticket)),
    missed: tickets.filter((ticket) => ticket.state === 'MISSED' && isMine(ticket)),
    today: dayFigures(state, counterId),
  }
}

/** The pad of a counter, or null for an unknown counter. */
export function padView(state: CentreState, counterId: string): PadView | null {
  const config = state.counters.get(counterId)
  if (config === undefined) return null
  const live = liveCounter(state, counterId)
  const rated =
    live.rating === null
      ? null
      : (state.live.get(live.rating.ticketId) ?? state.closed.get(live.rating.ticketId))
  return {
    config,
    staff: state.staff.get(live.staffId ?? '') ?? null,
    paused: live.paused,
    serving: state.live.get(live.currentTicketId ?? '')?.number ?? null,
    rating: live.rating === null ? null : { ...live.rating, number: rated?.number ?? '' },
    supervisionPhone: state.site?.supervisionPhone ?? '',
  }
}
