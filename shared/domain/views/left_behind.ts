import { attendanceOf } from '../attendance.ts'
import type { CounterConfig, Staff } from '../catalogue.ts'
import { fits, partIn } from '../eligible.ts'
import { type CentreState, closedCounter, liveCounter } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/** Something that takes counters away from those who wait. */
export type Leaving =
  | { readonly kind: 'close' | 'pause'; readonly counterId: string }
  | { readonly kind: 'counter'; readonly counter: CounterConfig }
  | { readonly kind: 'staff'; readonly staff: Staff }

/** People in the hall whom nobody would call any more. */
export interface LeftBehind {
  readonly serviceId: string
  readonly count: number
  /** Whether a counter of the centre could still open for them. */
  readonly canOpen: boolean
}

function closing(state: CentreState, isLeft: (counterId: string) => boolean): CentreState {
  const counterLive = new Map(state.counterLive)
  for (const id of counterLive.keys()) if (isLeft(id)) counterLive.set(id, closedCounter)
  return { ...state, counterLive }
}

/** The hall as it would be. */
function after(state: CentreState, leaving: Leaving, now: number): CentreState {
  switch (leaving.kind) {
    case 'close':
      return closing(state, (id) => id === leaving.counterId)
    case 'pause': {
      const live = liveCounter(state, leaving.counterId)
      const paused = { reason: 'break', since: now } as const
      return { ...state, counterLive: new Map(state.counterLive).set(leaving.counterId, { ...live, paused }) }
    }
    case 'counter':
      return { ...state, counters: new Map(state.counters).set(leaving.counter.id, leaving.counter) }
    case 'staff': {
      const { id, enabled } = leaving.staff
      return enabled ? state : closing(state, (at) => liveCounter(state, at).staffId === id)
    }
  }
}

/** How somebody is looked after: by a counter that calls, by one in a pause, once one opens, by none at all. */
const cares = ['never', 'later', 'paused', 'calls'] as const
type Care = (typeof cares)[number]

function careOf(state: CentreState, ticket: Ticket, now: number): Care {
  let care: Care = attendanceOf(state, ticket.leg.serviceId) === 'never' ? 'never' : 'later'
  for (const [counterId, { staffId, paused }] of state.counterLive) {
    const counter = state.counters.get(counterId)
    if (counter === undefined || staffId === null) continue
    const part = partIn(state, counter, ticket.leg.serviceId)
    // As if overdue: who helps only then, helps in the end.
    if (!fits(state, ticket, { counterId, staffId }, part, true, now)) continue
    if (paused === null) return 'calls'
    care = 'paused'
  }
  return care
}

const isBetter = (care: Care, other: Care) => cares.indexOf(care) > cares.indexOf(other)

/** Whether a ticket could be called by somebody at work, be it after a pause. */
export const isCallable = (state: CentreState, ticket: Ticket, now: number): boolean =>
  isBetter(careOf(state, ticket, now), 'later')

const isInHall = ({ state }: Ticket) => state === 'WAITING' || state === 'ISSUING' || state === 'HELD'

/**
 * Who waits, or is set aside, and would be called by nobody once a counter closes or pauses, its profile changes, or
 * whoever works there is put out of use: to be said before it is done. By service, in the order of the catalogue.
 */
export function leftBehind(state: CentreState, leaving: Leaving, now: number): LeftBehind[] {
  const then = after(state, leaving, now)
  const counts = new Map<string, number>()
  for (const ticket of state.live.values()) {
    if (!isInHall(ticket)) continue
    if (!isBetter(careOf(state, ticket, now), careOf(then, ticket, now))) continue
    counts.set(ticket.leg.serviceId, (counts.get(ticket.leg.serviceId) ?? 0) + 1)
  }
  return [...state.services.keys()].flatMap((serviceId) => {
    const count = counts.get(serviceId)
    return count === undefined
      ? []
      : [{ serviceId, count, canOpen: attendanceOf(then, serviceId) !== 'never' }]
  })
}
