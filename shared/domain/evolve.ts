import type { EventData, EventType, RecordedEvent } from './events.ts'
import { deskAppliers } from './fold/desk.ts'
import { documentAppliers } from './fold/documents.ts'
import { hallAppliers } from './fold/hall.ts'
import { mediaAppliers } from './fold/media.ts'
import { offlineAppliers } from './fold/offline.ts'
import { type Appliers, type Apply, setCounter } from './fold/parts.ts'
import { queueAppliers } from './fold/queue.ts'
import type { CentreState } from './state.ts'

const appliers: Appliers<EventType> = {
  ...hallAppliers,
  ...queueAppliers,
  ...deskAppliers,
  ...offlineAppliers,
  ...documentAppliers,
  ...mediaAppliers,
}

const ofRatings: ReadonlySet<EventType> = new Set(['RatingOpened', 'RatingBegun', 'RatingRecorded'])

/**
 * A step can be taken back while it is the last thing that happened to its ticket. What a visitor does at the pad is
 * no step of the counter: whether it stands in the way is for the rule of undo to say.
 */
function forgetWaysBack(state: CentreState, { type, data, revision }: RecordedEvent) {
  if (!('ticketId' in data) || ofRatings.has(type)) return
  for (const [counterId, { undo }] of state.counterLive) {
    if (undo !== null && undo.ticket.id === data.ticketId && undo.revision !== revision)
      setCounter(state, counterId, { undo: null })
  }
}

/** Applies one event of the log to a state, in place, and returns it; replaying the log gives the same state. */
export function evolve(state: CentreState, recorded: RecordedEvent): CentreState {
  const apply = appliers[recorded.type] as Apply<EventType>
  const { occurredAt = Date.parse(recorded.at), ...data } = recorded.data
  apply(state, data as EventData[EventType], occurredAt, recorded.revision)
  forgetWaysBack(state, recorded)
  state.revision = recorded.revision
  return state
}
