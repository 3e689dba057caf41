import { assert, type Clock, ok } from '#basics'
import { newCommandId } from '#client'
import {
  type Actor,
  type Command,
  type DomainEvent,
  decide,
  emptyCentre,
  estimate,
  evolve,
  type RecordedEvent,
} from '#domain'
import { opening } from './small_hub_opening.fixture.ts'

const staffActor: Actor = {
  kind: 'staff',
  staffId: 'staff-1',
  roles: ['counter', 'guide', 'manager', 'admin'],
}
/** A centre and its log in memory, decided by the real rules; what is new is handed to `onEvents`. */
export function smallLog(clock: Clock, onEvents: (events: readonly RecordedEvent[]) => void) {
  const centre = emptyCentre()
  const log: RecordedEvent[] = []
  let history = 'history'

  const append = (events: readonly DomainEvent[]) => {
    const recorded = events.map((event, index): RecordedEvent => {
      const revision = centre.revision + 1 + index
      const at = new Date(clock.now()).toISOString()
      const hash = (n: number) => `${history} ${n}`
      return { ...event, revision, at, prevHash: hash(revision - 1), hash: hash(revision) }
    })
    for (const event of recorded) evolve(centre, event)
    log.push(...recorded)
    if (recorded.length > 0) onEvents(recorded)
  }
  const decided = (command: Command, actor: Actor, freshId: string) => {
    const context = {
      now: clock.now(),
      freshId,
      actor,
      estimate: (serviceId: string) => estimate(centre, serviceId, clock.now()),
    }
    const decision = decide(centre, command, context)
    if (decision.ok) append(decision.value)
    return decision.ok ? ok(null) : decision
  }
  append(opening)

  return {
    centre,
    decided,
    after: (revision: number) => log.filter((event) => event.revision > revision),
    /** Does something at the hub itself; what is refused is a mistake of the test. */
    act(command: Command) {
      const done = decided(command, staffActor, newCommandId(clock))
      assert(done.ok, done.ok ? '' : `${command.type}: ${done.error.code}`)
    },
    /** The hub was set up anew: the same revisions, another log. */
    rewrite() {
      history = 'another history'
      if (centre.site !== null) centre.site = { ...centre.site, phone: '021-99999999' }
      for (const [at, event] of log.entries())
        log[at] = {
          ...event,
          hash: `${history} ${event.revision}`,
          prevHash: `${history} ${event.revision - 1}`,
        }
    },
  }
}
