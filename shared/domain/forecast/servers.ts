import type { CounterConfig } from '../catalogue.ts'
import { type Part, partIn } from '../eligible.ts'
import { type CentreState, liveCounter } from '../state.ts'
import { afterBreaks, breaksOf, type Span, stretchesOf } from './stretches.ts'

/** A counter in a forecast. */
export interface Server {
  readonly counter: CounterConfig
  readonly staffId: string
  readonly priorityRun: number
  /** The call that takes it up now, or null. */
  readonly busy: { readonly serviceId: string; readonly elapsedMinutes: number } | null
  /** Works from then on (ms since the epoch): later than now when it pauses. */
  readonly joinsAt: number
  /** Nobody is called in these. */
  readonly breaks: readonly Span[]
  part(serviceId: string): Part
}

/** A pause is taken to last at least so much longer. */
const leastPauseMs = 5 * 60_000

function openServer(state: CentreState, counter: CounterConfig, staffId: string, now: number): Server {
  const { paused, currentTicketId, lastCall, priorityRun } = liveCounter(state, counter.id)
  const current = state.live.get(currentTicketId ?? '')
  const since = lastCall?.ticketId === currentTicketId ? lastCall?.at : current?.leg.lastCalledAt
  const back = Math.max(now + leastPauseMs, (paused?.since ?? now) + state.policy.pauseAlarmMinutes * 60_000)
  const breaks = breaksOf(state, counter, now)
  return {
    counter,
    staffId,
    priorityRun,
    busy:
      current === undefined
        ? null
        : {
            serviceId: current.leg.serviceId,
            elapsedMinutes: Math.max(0, (now - (since ?? now)) / 60_000),
          },
    joinsAt: paused === null ? now : Math.max(back, afterBreaks(breaks, now)),
    // Who works on although the break has begun finishes the queue.
    breaks: paused === null ? breaks.filter(({ from }) => from > now) : breaks,
    part: (serviceId) => partIn(state, counter, serviceId),
  }
}

/** A closed counter that is taken to open for what nobody serves; it leaves the rest to those at work. */
function openedFor(
  state: CentreState,
  counter: CounterConfig,
  serviceIds: ReadonlySet<string>,
  now: number,
): Server {
  const stretches = [...serviceIds].flatMap((id) => stretchesOf(state, state.services.get(id), now))
  const isOpen = stretches.some(({ from, to }) => from <= now && now < to)
  const later = stretches.filter(({ from }) => from > now).map(({ from }) => from)
  return {
    counter,
    staffId: counter.rosteredStaffId ?? '',
    priorityRun: 0,
    busy: null,
    joinsAt: isOpen || later.length === 0 ? now : Math.min(...later),
    breaks: breaksOf(state, counter, now),
    part: (serviceId) => (serviceIds.has(serviceId) ? 'profile' : 'none'),
  }
}

const nobodys = (serviceId: string): CounterConfig => ({
  id: '',
  kind: 'counter',
  name: { zh: '', en: '' },
  serviceIds: [serviceId],
  zone: '',
  signAddress: null,
  rosteredStaffId: null,
  enabled: true,
})

/**
 * The counters of a forecast: those open now (those that pause join later), and for services none of them has, one
 * of the counters configured for them: nobody is told that there is no wait because all is shut.
 */
export function serversOf(state: CentreState, serviceIds: Iterable<string>, now: number): Server[] {
  const servers: Server[] = []
  for (const counter of state.counters.values()) {
    const { staffId } = liveCounter(state, counter.id)
    if (staffId !== null) servers.push(openServer(state, counter, staffId, now))
  }
  const open = new Set(servers.map(({ counter }) => counter.id))
  const lacking = new Set(
    [...serviceIds].filter((id) => !servers.some((server) => server.part(id) !== 'none')),
  )
  for (const serviceId of lacking) {
    const configured = [...state.counters.values()].find(
      (counter) => counter.enabled && !open.has(counter.id) && counter.serviceIds.includes(serviceId),
    )
    const counter = configured ?? nobodys(serviceId)
    const taken = new Set(counter.serviceIds.filter((id) => lacking.has(id)))
    for (const id of taken) lacking.delete(id)
    open.add(counter.id)
    servers.push(openedFor(state, counter, taken, now))
  }
  return servers
}
