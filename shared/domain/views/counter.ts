import type { CounterConfig, Staff } from '../catalogue.ts'
import { type Candidate, candidates } from '../dispatch.ts'
import { compareArrival } from '../queue_order.ts'
import { type CentreState, type CounterLive, liveCounter } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { type DayFigures, dayFigures } from './day_figures.ts'

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

/** Whether a counter has paused for longer than the rules allow (queue rules, pause). */
export function isPauseAlarm(state: CentreState, counterId: string, now: number): boolean {
  const { paused } = liveCounter(state, counterId)
  if (paused === null) return false
  return paused.alarmed === true || now - paused.since > state.policy.pauseAlarmMinutes * minuteMs
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
