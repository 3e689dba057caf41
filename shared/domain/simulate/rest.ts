import { durationsOf, remaining } from '../forecast/durations.ts'
import { seededRandom } from '../forecast/random.ts'
import { type Server, serversOf } from '../forecast/servers.ts'
import { dayOf } from '../forecast/stretches.ts'
import { type CentreState, liveCounter } from '../state.ts'
import { endOf, issueOf, minutesFrom, receive } from './day.ts'
import type { Lived, LivedWait } from './figures.ts'
import { peopleComing, peopleHere } from './people.ts'
import type { Visitor } from './plan.ts'
import { madeUpStaff, makeChange, newCounterId, type StaffingChange } from './staffing.ts'
import { type Agenda, agenda, guide, minuteMs, type Stage, seldom, stageOf, system } from './stage.ts'
import { type Worker, worker } from './worker.ts'

const tickMs = 10 * minuteMs

interface Hall {
  readonly stage: Stage
  readonly visitors: Map<string, Visitor>
  readonly todo: Agenda
  readonly now: number
}

/** A counter that is open now goes on with what it does; `left` is what its call will still take, minutes. */
function workerAt({ stage, visitors, todo, now }: Hall, server: Server, left: number): Worker {
  const { counter, staffId, breaks, joinsAt, busy } = server
  const { id: counterId } = counter
  const one = worker({ stage, desk: { counter, staffId }, visitors, todo, breaks })
  const actor = { kind: 'staff', staffId, roles: ['counter'] } as const
  const { currentTicketId, paused } = liveCounter(stage.state, counterId)
  if (busy !== null) {
    const at = now + left * minuteMs
    one.busyUntil(now, at, () => {
      if (stage.state.live.get(currentTicketId ?? '')?.state === 'CALLED')
        stage.run({ type: 'arrive', counterId }, actor, at)
      stage.run({ type: 'finish', counterId, outcome: 'done' }, actor, at)
    })
  } else if (paused !== null)
    todo.put(joinsAt, () => {
      stage.run({ type: 'unpause', counterId }, actor, joinsAt)
      one.call(joinsAt)
    })
  else todo.put(now, () => one.call(now))
  return one
}

/** The counter that the change opens, if there is one. */
function opened({ stage, visitors, todo, now }: Hall, change: StaffingChange | null): Worker[] {
  if (change?.type !== 'open') return []
  const counter = stage.state.counters.get(change.counterId ?? newCounterId)
  if (counter === undefined || liveCounter(stage.state, counter.id).staffId !== null) return []
  const staffId = madeUpStaff(stage, counter.id, now)
  const one = worker({ stage, desk: { counter, staffId }, visitors, todo, breaks: [] })
  one.open(now)
  todo.put(now, () => one.call(now))
  return [one]
}

/** Numbers on their way out of a printer are taken to arrive. */
function confirmPrints(stage: Stage, now: number): void {
  for (const { id, state } of [...stage.state.live.values()])
    if (state === 'ISSUING')
      stage.run({ type: 'print-result', ticketId: id, result: 'confirmed', reason: '' }, guide, now)
}

/** How long everybody waited who was in the queue since a moment, from then on. */
function waitsSince({ state }: Stage, visitors: ReadonlyMap<string, Visitor>, now: number): LivedWait[] {
  return [...state.live.values(), ...state.closed.values()].flatMap((ticket): LivedWait[] => {
    const { serviceId, lastCalledAt } = ticket.leg
    if (!visitors.has(ticket.id)) return []
    if (ticket.state === 'WAITING') return [{ serviceId, minutes: null }]
    if (lastCalledAt === null || lastCalledAt < now) return []
    return [{ serviceId, minutes: (lastCalledAt - Math.max(now, ticket.issuedAt)) / minuteMs }]
  })
}

/**
 * Lives on from now in a copy of a centre, with a change of its staffing or as it is: those who have numbers are
 * called by dispatch, others come as they usually do, until nobody waits. The same seed gives the same people and
 * talks whatever the change. Pure.
 */
export function simulateRest(
  centre: CentreState,
  now: number,
  seed: number,
  change: StaffingChange | null,
): Lived {
  const stage = stageOf(centre, seldom())
  const random = seededRandom(seed)
  const visitors = peopleHere(centre, now, random)
  const coming = peopleComing(centre, now, random)
  const hall: Hall = { stage, visitors, todo: agenda(), now }
  confirmPrints(stage, now)
  if (change !== null) makeChange(stage, change, now)
  const workers = serversOf(stage.state, [], now).map((server) => {
    const { busy } = server
    const u = random()
    const known = busy === null ? [] : durationsOf(centre, busy.serviceId, now)
    const one = workerAt(hall, server, busy === null ? 0 : remaining(known, busy.elapsedMinutes, u))
    if (change?.type === 'close' && change.counterId === server.counter.id) one.leave()
    return one
  })
  workers.push(...opened(hall, change))
  const arriving = coming.map((visitor) => ({ visitor, command: issueOf(visitor) }))
  receive(stage, arriving, visitors, workers, hall.todo)
  const until = coming.at(-1)?.at ?? now
  for (let at = now + tickMs; at <= until + tickMs; at += tickMs)
    hall.todo.put(at, () => {
      stage.run({ type: 'tick' }, system, at)
      for (const { call } of workers) call(at)
    })
  hall.todo.live()
  const closes = dayOf(stage.state, now)?.to ?? now
  return {
    waits: waitsSince(stage, visitors, now),
    desks: workers.map(({ load }) => load()),
    overtimeMinutes: minutesFrom(Math.max(now, closes), endOf(stage)),
    spanMinutes: minutesFrom(now, Math.max(until, endOf(stage))),
  }
}
