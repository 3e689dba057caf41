import type { RecordedEvent } from '../events.ts'
import type { Rules } from '../hall.fixture.ts'
import type { CentreState } from '../state.ts'
import { Broken } from './broken.model.ts'

/** The promise this lock watches over. */
export const decidingIsReading = 'deciding changes nothing, granted or refused'

/** Collections that refuse to be written while a decision is made. */
class Lock {
  isShut = false
  private readonly known = new WeakSet<CentreState>()

  guard(state: CentreState): void {
    if (this.known.has(state)) return
    this.known.add(state)
    for (const value of Object.values(state)) if (value instanceof Map) this.guardMap(value)
  }

  private guardMap(map: Map<unknown, unknown>): void {
    const open = { set: map.set.bind(map), delete: map.delete.bind(map), clear: map.clear.bind(map) }
    const check = () => {
      if (this.isShut) throw new Error('a decision writes into a collection')
    }
    const guarded: Pick<Map<unknown, unknown>, 'set' | 'delete' | 'clear'> = {
      set(key, value) {
        check()
        return open.set(key, value)
      },
      delete(key) {
        check()
        return open.delete(key)
      },
      clear() {
        check()
        open.clear()
      },
    }
    Object.assign(map, guarded)
  }
}

/** The records an event touched are never changed again, only replaced (docs/adr/0005). */
function freezeTouched(state: CentreState, { data }: RecordedEvent): void {
  if ('ticketId' in data) {
    const ticket = state.live.get(data.ticketId) ?? state.closed.get(data.ticketId)
    if (ticket !== undefined) Object.freeze(Object.freeze(ticket).leg)
  }
  for (const live of state.counterLive.values()) Object.freeze(live)
}

/**
 * Rules under which a decision cannot write: its collections are shut, its records frozen, its fields compared.
 * Costs next to nothing, so every decision of every day is watched.
 */
export function locked(rules: Rules): Rules {
  const lock = new Lock()
  return {
    decide(state, command, context) {
      lock.guard(state)
      const before = Object.values(state)
      lock.isShut = true
      try {
        const decision = rules.decide(state, command, context)
        if (Object.values(state).some((value, index) => value !== before[index]))
          throw new Error(`deciding ${command.type} changed the state`)
        return decision
      } catch (error) {
        throw new Broken(decidingIsReading, error)
      } finally {
        lock.isShut = false
      }
    },
    evolve(state, event) {
      const evolved = rules.evolve(state, event)
      freezeTouched(state, event)
      return evolved
    },
  }
}
