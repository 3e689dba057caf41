import { assert } from '#basics'
import type { Command } from '../commands.ts'
import { estimateNew } from '../estimate.ts'
import { breaksOf } from '../forecast/stretches.ts'
import { localMoment } from '../hours.ts'
import type { CentreState } from '../state.ts'
import type { Claim, Estimate } from '../ticket.ts'
import { bookersOf, type DayPlan, lengthOf, type Visitor, visitorsOf } from './plan.ts'
import { type Agenda, agenda, type Estimator, guide, minuteMs, type Stage, stageOf, system } from './stage.ts'
import { type Desk, type DeskLoad, type Worker, worker } from './worker.ts'

/** What became of one who came. */
export interface SimulatedWait {
  readonly serviceId: string
  readonly claim: Claim | null
  readonly isBooked: boolean
  readonly at: number
  /** What the ticket said. */
  readonly estimate: Estimate
  /** Until the first call; null when it never came. */
  readonly waitedMinutes: number | null
  readonly served: boolean
}

/** A day that was simulated. */
export interface SimulatedDay {
  readonly waits: readonly SimulatedWait[]
  /** Those who were given no number. */
  readonly refused: readonly Visitor[]
  readonly desks: readonly DeskLoad[]
  /** When the last visit ended, ms since the epoch. */
  readonly endedAt: number
  /** The centre when all is over; another day may follow. */
  readonly centre: CentreState
  readonly log: Stage['log']
}

const tickMs = 10 * minuteMs

/** What became of everybody, from the tickets. */
function waitsOf({ state }: Stage, visitors: ReadonlyMap<string, Visitor>): SimulatedWait[] {
  return [...state.closed.values(), ...state.live.values()].flatMap((ticket) => {
    const visitor = visitors.get(ticket.id)
    if (visitor === undefined) return []
    const { firstCalledAt } = ticket.leg
    return {
      serviceId: visitor.serviceId,
      claim: visitor.claim,
      isBooked: ticket.bookingId !== undefined,
      at: visitor.at,
      estimate: ticket.estimateAtIssue,
      waitedMinutes: firstCalledAt === null ? null : (firstCalledAt - ticket.issuedAt) / minuteMs,
      served: ticket.state === 'DONE',
    }
  })
}

/** When the last visit of a simulation ended, ms since the epoch; 0 when there was none. */
export const endOf = ({ state }: Stage): number =>
  [...state.closed.values()].reduce((last, { leg }) => Math.max(last, leg.endedAt ?? 0), 0)

/** Minutes from one moment until a later one; 0 when it is not later. */
export const minutesFrom = (from: number, to: number): number => Math.max(0, (to - from) / minuteMs)

/** Lets people come, take a number (or check in) and be called by whoever is free; who is refused is added to those returned. */
export function receive(
  stage: Stage,
  coming: readonly { readonly visitor: Visitor; readonly command: Command }[],
  visitors: Map<string, Visitor>,
  workers: readonly Worker[],
  todo: Agenda,
): readonly Visitor[] {
  const refused: Visitor[] = []
  for (const { visitor, command } of coming)
    todo.put(visitor.at, () => {
      const event = stage.run(command, guide, visitor.at)?.[0]
      if (event?.type === 'TicketIssued') visitors.set(event.data.ticketId, visitor)
      else refused.push(visitor)
      for (const { call } of workers) call(visitor.at)
    })
  return refused
}

/** The command by which a visitor takes a number at the guide desk. */
export function issueOf({ serviceId, claim }: Visitor): Command {
  const claims = claim === null ? [] : [claim]
  const common = { personRef: null, age: null, channel: 'guide', delivery: 'spoken' } as const
  return { type: 'issue', serviceId, claims, ...common }
}

/** Ends the day before and opens the plan's, with the counters given. */
function openDay(stage: Stage, { startsAt }: DayPlan, desks: readonly Desk[]): void {
  const setUp = stage.run({ type: 'close-day' }, guide, startsAt)
  assert(setUp !== null || !stage.state.dayOpen, 'the day before can be closed')
  const businessDay = localMoment(startsAt, stage.state.policy.zoneMinutes).date
  // A day may be lived through again.
  if (businessDay <= (stage.state.businessDay ?? '')) stage.state.businessDay = null
  for (const { counter } of desks) stage.run({ type: 'save-counter', counter }, system, startsAt)
  stage.run({ type: 'open-day', businessDay }, system, startsAt)
}

/** Those who have booked: booked before the day begins, then checked in. */
function booked(stage: Stage, plan: DayPlan) {
  return bookersOf(plan).flatMap(({ visitor, slotAt }) => {
    const { serviceId } = visitor
    const event = stage.run(
      { type: 'book', serviceId, slotAt, personRef: null, agentRef: null },
      guide,
      plan.startsAt,
    )?.[0]
    if (event?.type !== 'BookingMade' || !visitor.comes) return []
    const { bookingId } = event.data
    const command: Command = { type: 'check-in', bookingId, channel: 'guide', delivery: 'spoken' }
    return [{ visitor, command }]
  })
}

/**
 * Lives through a day by the rules themselves (decide, evolve, dispatch, estimate) in a copy of a centre: its
 * catalogue and policy are kept, its day is the plan's, its counters are the desks given. Pure.
 */
export function simulateDay(
  centre: CentreState,
  plan: DayPlan,
  desks: readonly Desk[],
  estimator: Estimator = estimateNew,
): SimulatedDay {
  const stage = stageOf(centre, estimator)
  openDay(stage, plan, desks)
  const todo = agenda()
  const visitors = new Map<string, Visitor>()
  const workers = desks.map((desk) =>
    worker({ stage, desk, visitors, todo, breaks: breaksOf(stage.state, desk.counter, plan.startsAt) }),
  )
  for (const { open } of workers) open(plan.startsAt)
  const walkIns = visitorsOf(plan).map((visitor) => ({ visitor, command: issueOf(visitor) }))
  const refused = receive(stage, [...booked(stage, plan), ...walkIns], visitors, workers, todo)
  const endsAt = plan.startsAt + lengthOf(plan)
  // Bookings fall due with the clock alone.
  for (let at = plan.startsAt; at <= endsAt; at += tickMs)
    todo.put(at, () => {
      stage.run({ type: 'tick' }, system, at)
      for (const { call } of workers) call(at)
    })
  todo.live()
  return {
    waits: waitsOf(stage, visitors),
    refused,
    desks: workers.map(({ load }) => load()),
    endedAt: endOf(stage),
    centre: stage.state,
    log: stage.log,
  }
}
