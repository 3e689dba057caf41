import { assert } from '#basics'
import type { CounterConfig } from '../catalogue.ts'
import type { Actor, Command } from '../commands.ts'
import { decide } from '../decide.ts'
import { estimateAll } from '../estimate.ts'
import type { DomainEvent, RecordedEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Claim, Estimate } from '../ticket.ts'
import { type DayPlan, type Visitor, visitorsOf } from './plan.ts'

/** What became of one who came. */
export interface SimulatedWait {
  readonly serviceId: string
  readonly claim: Claim | null
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
  readonly refused: number
  readonly log: readonly RecordedEvent[]
}

/** Somebody at work in a simulated day, at a counter as configured. */
export interface Desk {
  readonly counter: CounterConfig
  readonly staffId: string
}

const minuteMs = 60_000
const system: Actor = { kind: 'system' }
const guide: Actor = { kind: 'staff', staffId: 'simulated-guide', roles: ['guide', 'manager'] }

/** A hall to simulate in: decides and evolves by the rules themselves, with the time given. */
function stage(centre: CentreState) {
  const state = fromSnapshot(toSnapshot(centre))
  const log: RecordedEvent[] = []
  let made = 0
  const run = (command: Command, actor: Actor, now: number): DomainEvent[] | null => {
    made += 1
    const estimate = (serviceId: string) =>
      estimateAll(state, now).get(serviceId) ?? { p50Minutes: 0, p80Minutes: 0 }
    const decided = decide(state, command, { now, freshId: `simulated-${made}`, actor, estimate })
    if (!decided.ok) return null
    for (const event of decided.value) {
      const stamp = { revision: state.revision + 1, at: new Date(now).toISOString(), prevHash: '', hash: '' }
      const recorded: RecordedEvent = { ...event, ...stamp }
      evolve(state, recorded)
      log.push(recorded)
    }
    return decided.value
  }
  return { state, log, run }
}

type Stage = ReturnType<typeof stage>
type Next = { readonly at: number; readonly do: () => void }

/** What is to happen, the soonest first; of one moment, in the order it was put there. */
function agenda() {
  const items: Next[] = []
  return {
    put(at: number, then: () => void) {
      let place = items.length
      while (place > 0 && (items[place - 1]?.at ?? 0) > at) place -= 1
      items.splice(place, 0, { at, do: then })
    },
    take: () => items.shift(),
  }
}

/** One counter at work: calls whoever is next, waits for the way, talks or marks the number missed. */
function worker(
  hall: Stage,
  desk: Desk,
  visitors: ReadonlyMap<string, Visitor>,
  todo: ReturnType<typeof agenda>,
) {
  const { id: counterId } = desk.counter
  const actor: Actor = { kind: 'staff', staffId: desk.staffId, roles: ['counter'] }
  const { absentAfterSeconds } = hall.state.policy
  const call = (now: number) => {
    if (liveCounter(hall.state, counterId).currentTicketId !== null) return
    if (hall.run({ type: 'call-next', counterId, finishCurrent: null }, actor, now) === null) return
    const visitor = visitors.get(liveCounter(hall.state, counterId).currentTicketId ?? '')
    if (visitor === undefined) return
    if (!visitor.comes) {
      const at = now + (absentAfterSeconds + 15) * 1_000
      todo.put(at, () => {
        hall.run({ type: 'absent', counterId }, actor, at)
        call(at)
      })
      return
    }
    const arrives = now + visitor.wayMinutes * minuteMs
    const ends = arrives + visitor.talkMinutes * minuteMs
    todo.put(arrives, () => void hall.run({ type: 'arrive', counterId }, actor, arrives))
    todo.put(ends, () => {
      hall.run({ type: 'finish', counterId, outcome: 'done' }, actor, ends)
      call(ends)
    })
  }
  return { open: (now: number) => hall.run({ type: 'open', counterId, staffId: null }, actor, now), call }
}

function results(hall: Stage, visitors: ReadonlyMap<string, Visitor>): SimulatedWait[] {
  const tickets = [...hall.state.closed.values(), ...hall.state.live.values()]
  return tickets.flatMap((ticket) => {
    const visitor = visitors.get(ticket.id)
    if (visitor === undefined) return []
    const { firstCalledAt } = ticket.leg
    return {
      serviceId: visitor.serviceId,
      claim: visitor.claim,
      at: visitor.at,
      estimate: ticket.estimateAtIssue,
      waitedMinutes: firstCalledAt === null ? null : (firstCalledAt - ticket.issuedAt) / minuteMs,
      served: ticket.state === 'DONE',
    }
  })
}

/**
 * Lives through a day by the rules themselves (decide, evolve, dispatch, estimate) in a copy of a centre: its
 * catalogue and policy are kept, its day is the plan's, its counters are the desks given. Pure.
 */
export function simulateDay(centre: CentreState, plan: DayPlan, desks: readonly Desk[]): SimulatedDay {
  const hall = stage(centre)
  const { startsAt } = plan
  const setUp = hall.run({ type: 'close-day' }, guide, startsAt)
  assert(setUp !== null || !hall.state.dayOpen, 'the day before cannot be closed')
  const businessDay = new Date(startsAt + hall.state.policy.zoneMinutes * minuteMs).toISOString().slice(0, 10)
  hall.state.businessDay = null
  for (const { counter } of desks) hall.run({ type: 'save-counter', counter }, system, startsAt)
  hall.run({ type: 'open-day', businessDay }, system, startsAt)
  const todo = agenda()
  const visitors = new Map<string, Visitor>()
  const workers = desks.map((desk) => worker(hall, desk, visitors, todo))
  for (const { open } of workers) open(startsAt)
  let refused = 0
  for (const visitor of visitorsOf(plan))
    todo.put(visitor.at, () => {
      const claims = visitor.claim === null ? [] : [visitor.claim]
      const common = { personRef: null, age: null, channel: 'guide', delivery: 'spoken' } as const
      const issued = hall.run(
        { type: 'issue', serviceId: visitor.serviceId, claims, ...common },
        guide,
        visitor.at,
      )
      const event = issued?.[0]
      if (event?.type === 'TicketIssued') visitors.set(event.data.ticketId, visitor)
      else refused += 1
      for (const { call } of workers) call(visitor.at)
    })
  for (let next = todo.take(); next !== undefined; next = todo.take()) next.do()
  return { waits: results(hall, visitors), refused, log: hall.log }
}
