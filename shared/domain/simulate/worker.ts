import type { CounterConfig } from '../catalogue.ts'
import type { Actor } from '../commands.ts'
import { afterBreaks, type Span } from '../forecast/stretches.ts'
import { liveCounter } from '../state.ts'
import type { Visitor } from './plan.ts'
import { type Agenda, minuteMs, type Stage } from './stage.ts'

/** Somebody at work in a simulated day, at a counter as configured. */
export interface Desk {
  readonly counter: CounterConfig
  readonly staffId: string
}

/** What a counter did in a simulated day. */
export interface DeskLoad {
  readonly counterId: string
  readonly served: number
  /** Minutes taken up by calls. */
  readonly busyMinutes: number
}

/** A counter at work. */
export interface Worker {
  /** Opens the counter. */
  open(now: number): void
  /** Calls whoever is next, if it is free and no break. */
  call(now: number): void
  /** Is taken up from a moment until another by what it was at when the simulation began. */
  busyUntil(from: number, at: number, ends: () => void): void
  /** Calls nobody any more; the present visitor is served. */
  leave(): void
  load(): DeskLoad
}

/** What a worker works with. */
export interface WorkerParts {
  readonly stage: Stage
  readonly desk: Desk
  readonly visitors: ReadonlyMap<string, Visitor>
  readonly todo: Agenda
  readonly breaks: readonly Span[]
}

/** Long enough after the call that an absent visitor may be passed over. */
const absentGraceSeconds = 15

/** One counter at work: calls whoever is next, waits for the way, talks or marks the number missed; keeps its breaks. */
export function worker({ stage, desk, visitors, todo, breaks }: WorkerParts): Worker {
  const { id: counterId } = desk.counter
  const actor: Actor = { kind: 'staff', staffId: desk.staffId, roles: ['counter'] }
  const { absentAfterSeconds } = stage.state.policy
  let isLeaving = false
  let served = 0
  let busyMs = 0

  const rest = (now: number, until: number) => {
    if (stage.run({ type: 'pause', counterId, reason: 'break' }, actor, now) === null) return
    todo.put(until, () => {
      stage.run({ type: 'unpause', counterId }, actor, until)
      call(until)
    })
  }
  const missed = (now: number) => {
    const at = now + (absentAfterSeconds + absentGraceSeconds) * 1_000
    todo.put(at, () => {
      stage.run({ type: 'absent', counterId }, actor, at)
      busyMs += at - now
      call(at)
    })
  }
  const serve = (now: number, { wayMinutes, talkMinutes }: Visitor) => {
    const arrives = now + wayMinutes * minuteMs
    const ends = arrives + talkMinutes * minuteMs
    todo.put(arrives, () => void stage.run({ type: 'arrive', counterId }, actor, arrives))
    todo.put(ends, () => {
      stage.run({ type: 'finish', counterId, outcome: 'done' }, actor, ends)
      busyMs += ends - now
      served += 1
      call(ends)
    })
  }
  const call = (now: number): void => {
    const live = liveCounter(stage.state, counterId)
    if (isLeaving || live.currentTicketId !== null || live.paused !== null) return
    const until = afterBreaks(breaks, now)
    if (until > now) {
      rest(now, until)
      return
    }
    if (stage.run({ type: 'call-next', counterId, finishCurrent: null }, actor, now) === null) return
    const visitor = visitors.get(liveCounter(stage.state, counterId).currentTicketId ?? '')
    if (visitor === undefined) return
    if (visitor.comes) serve(now, visitor)
    else missed(now)
  }
  return {
    open: (now) => void stage.run({ type: 'open', counterId, staffId: null }, actor, now),
    call,
    busyUntil: (from, at, ends) =>
      todo.put(at, () => {
        ends()
        busyMs += at - from
        served += 1
        call(at)
      }),
    leave() {
      isLeaving = true
    },
    load: () => ({ counterId, served, busyMinutes: busyMs / minuteMs }),
  }
}
