import type { Actor, Command, Context } from '../commands.ts'
import { decide } from '../decide.ts'
import { estimateAll } from '../estimate.ts'
import type { DomainEvent, RecordedEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import type { CentreState } from '../state.ts'
import type { BookedTime, Estimate, PriorityClass } from '../ticket.ts'

/** A hall to simulate in: a copy of a centre that decides and evolves by the rules themselves, at times given. */
export interface Stage {
  readonly state: CentreState
  readonly log: readonly RecordedEvent[]
  /** The events of a command, or null when it was refused. */
  run(command: Command, actor: Actor, now: number): readonly DomainEvent[] | null
}

/** Says what a new ticket is told. */
export type Estimator = (
  state: CentreState,
  serviceId: string,
  priority: PriorityClass,
  now: number,
  booked?: BookedTime,
) => Estimate

/** A minute in ms. */
export const minuteMs = 60_000
const seldomMs = 30 * minuteMs

/** The system itself, and somebody who may do all that is done at a guide desk. */
export const system: Actor = { kind: 'system' }
/** Somebody who may do all that is done at a guide desk. */
export const guide: Actor = { kind: 'staff', staffId: 'simulated-guide', roles: ['guide', 'manager'] }

/** Estimates anew only every half hour: enough where the waits are asked for and not the estimates. */
export function seldom(): Estimator {
  const known = new Map<string, ReadonlyMap<string, Estimate>>()
  return (state, serviceId, priority, now) => {
    const key = `${Math.floor(now / seldomMs)} ${priority}`
    const estimates = known.get(key) ?? estimateAll(state, now, priority)
    known.set(key, estimates)
    return estimates.get(serviceId) ?? { p50Minutes: 0, p80Minutes: 0 }
  }
}

/** Makes a stage of a centre, which is left alone. */
export function stageOf(centre: CentreState, estimator: Estimator): Stage {
  const state = fromSnapshot(toSnapshot(centre))
  const log: RecordedEvent[] = []
  let made = 0
  return {
    state,
    log,
    run(command, actor, now) {
      made += 1
      const estimate: Context['estimate'] = (serviceId, priority, booked) =>
        estimator(state, serviceId, priority, now, booked)
      const context: Context = { now, freshId: `simulated-${now}-${made}`, actor, estimate }
      const decided = decide(state, command, context)
      if (!decided.ok) return null
      for (const event of decided.value) {
        const stamp = {
          revision: state.revision + 1,
          at: new Date(now).toISOString(),
          prevHash: '',
          hash: '',
        }
        const recorded: RecordedEvent = { ...event, ...stamp }
        evolve(state, recorded)
        log.push(recorded)
      }
      return decided.value
    },
  }
}

interface Next {
  readonly at: number
  readonly do: () => void
}

/** What is to happen, the soonest first; of one moment, in the order it was put there. */
export interface Agenda {
  put(at: number, then: () => void): void
  /** Does everything, also what is put there meanwhile. */
  live(): void
}

/** An empty agenda. */
export function agenda(): Agenda {
  const items: Next[] = []
  return {
    put(at, then) {
      let place = items.length
      while (place > 0 && (items[place - 1]?.at ?? 0) > at) place -= 1
      items.splice(place, 0, { at, do: then })
    },
    live() {
      for (let next = items.shift(); next !== undefined; next = items.shift()) next.do()
    },
  }
}
