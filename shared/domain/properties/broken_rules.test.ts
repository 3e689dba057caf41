import { expect, test } from 'vitest'
import type { Context } from '../commands.ts'
import { decide } from '../decide.ts'
import type { DomainEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { Rules } from '../hall.fixture.ts'
import { refuse } from '../refusal.ts'
import { fromSnapshot } from '../snapshot.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { findsFault, type Watch } from './check.model.ts'
import { replayIsState, snapshotReturns, soundly, watches } from './watches.model.ts'

const watch = (name: string): Watch => {
  const found = watches[name]
  if (found === undefined) throw new Error(`no watch ${name}`)
  return found
}

/** Rules whose decisions are changed afterwards. */
const deciding = (
  change: (event: DomainEvent, state: CentreState, context: Context) => DomainEvent,
): Partial<Rules> => ({
  decide(state, command, context) {
    const decision = decide(state, command, context)
    if (!decision.ok) return decision
    return { ok: true, value: decision.value.map((event) => change(event, state, context)) }
  },
})

/** Rules that go on after each event of a kind. */
const evolving = (
  type: DomainEvent['type'],
  spoil: (state: CentreState, data: object) => void,
): Partial<Rules> => ({
  evolve(state, recorded) {
    evolve(state, recorded)
    if (recorded.type === type) spoil(state, recorded.data)
    return state
  },
})

/** Calls another ticket of the counter's profile than dispatch chose. */
const calling = (choose: (waiting: Ticket[]) => Ticket | undefined): Partial<Rules> =>
  deciding((event, state) => {
    if (event.type !== 'TicketCalled' || event.data.why.rule === 'by-number') return event
    const profile = state.counters.get(event.data.counterId)?.serviceIds ?? []
    const waiting = [...state.live.values()]
      .filter((ticket) => ticket.state === 'WAITING' && profile.includes(ticket.leg.serviceId))
      .sort((a, b) => a.orderAt - b.orderAt)
    const ticketId = choose(waiting)?.id ?? event.data.ticketId
    return { ...event, data: { ...event.data, ticketId } }
  })

const newestFirst = calling((waiting) => waiting.at(-1))
const strictPriority = calling((waiting) => waiting.find((each) => each.priority !== 'normal') ?? waiting[0])

const patchTicket = (state: CentreState, data: object, patch: Partial<Ticket>) => {
  const ticketId = 'ticketId' in data ? String(data.ticketId) : ''
  const ticket = state.live.get(ticketId)
  if (ticket !== undefined) state.live.set(ticketId, { ...ticket, ...patch })
}

const patchCounters = (state: CentreState, patch: { priorityRun: number }) => {
  for (const [id, live] of state.counterLive) state.counterLive.set(id, { ...live, ...patch })
}

test.each<[string, string, Partial<Rules>]>([
  [
    'a claim that leaves the ticket waiting',
    'no ticket at two counters, no counter with two tickets',
    evolving('TicketCalled', (state, data) => patchTicket(state, data, { state: 'WAITING' })),
  ],
  [
    'a counter that is not cleared',
    'no ticket at two counters, no counter with two tickets',
    evolving('TicketMissed', (state, data) => {
      const [id = ''] = 'counterId' in data ? [String(data.counterId)] : []
      const currentTicketId = 'ticketId' in data ? String(data.ticketId) : null
      state.counterLive.set(id, { ...liveCounter(state, id), currentTicketId })
    }),
  ],
  [
    'a call without the claim guard',
    'no ticket at two counters, no counter with two tickets',
    {
      decide(state, command, context) {
        if (command.type !== 'call-next') return decide(state, command, context)
        const live = liveCounter(state, command.counterId)
        const careless = new Map(state.counterLive).set(command.counterId, { ...live, currentTicketId: null })
        return decide({ ...state, counterLive: careless }, command, context)
      },
    },
  ],
  [
    'a series that stands still',
    'a number is unique per day and series',
    evolving('TicketIssued', (state, data) => {
      if ('series' in data) state.series.set(String(data.series), 3)
    }),
  ],
  [
    'numbers of yesterday given again',
    'a number is unique per day and series',
    evolving('DayOpened', (state) => {
      state.carriedNumbers = []
    }),
  ],
  [
    'a visit finished before anybody arrived',
    'only the edges of the state diagram',
    deciding((event) =>
      event.type === 'TicketArrived'
        ? { type: 'TicketFinished', data: { ...event.data, outcome: 'done' } }
        : event,
    ),
  ],
  [
    'a count that is not taken down',
    'the counts of those who wait are true',
    evolving('TicketCalled', (state) => void state.waiting.set('consult', state.waiting.size)),
  ],
  ['the newest first', 'inside a class the order is that of arrival', newestFirst],
  [
    'places by the clock alone',
    'clock jumps change no order',
    {
      evolve(state, recorded) {
        state.lastArrival = 0
        return evolve(state, recorded)
      },
    },
  ],
  ['strict priority', 'bypass is bounded by the target time', strictPriority],
  [
    'a run of priorities that is forgotten',
    'one normal ticket after N priorities',
    evolving('TicketCalled', (state) => patchCounters(state, { priorityRun: 0 })),
  ],
  [
    'an undo that forgets what was called before',
    'undo restores the view it undid',
    deciding((event) =>
      event.type === 'TransitionUndone'
        ? { ...event, data: { ...event.data, undo: { ...event.data.undo, lastCall: null } } }
        : event,
    ),
  ],
  [
    'an undo that leaves the call on the board',
    'undo restores the view it undid',
    deciding((event) =>
      event.type === 'TransitionUndone' ? { ...event, data: { ...event.data, undid: 'a step' } } : event,
    ),
  ],
  [
    'a check-in that leaves the booking open',
    'a booking is settled once',
    evolving('TicketIssued', (state, data) => {
      const id = 'bookingId' in data ? String(data.bookingId) : ''
      const booking = state.bookings.get(id)
      if (booking !== undefined) state.bookings.set(id, { ...booking, state: 'BOOKED' })
    }),
  ],
  [
    'slots that are not counted',
    'a slot holds no more than it has room for',
    {
      decide(state, command, context) {
        return decide(command.type === 'book' ? { ...state, bookings: new Map() } : state, command, context)
      },
    },
  ],
  [
    'a hall that never calls for one service',
    'nobody starves',
    {
      decide(state, command, context) {
        const decision = decide(state, command, context)
        const called = decision.ok ? decision.value.find((event) => event.type === 'TicketCalled') : undefined
        const ticket = state.live.get(called?.data.ticketId ?? '')
        return ticket?.leg.serviceId === 'mediate' ? refuse('queue-empty') : decision
      },
    },
  ],
])('%s fails: %s', (_, name, broken) => {
  expect(findsFault(watch(name), broken)).toBe(true)
})

test('a fold that looks at anything but the log is found', () => {
  let applied = 0
  const impure: typeof evolve = (state, recorded) => {
    applied += 1
    if (applied % 7 === 0 && recorded.type === 'TicketIssued') state.issued.set('consult', applied)
    return evolve(state, recorded)
  }
  expect(findsFault(replayIsState(impure), {})).toBe(true)
})

test('a snapshot that loses something is found', () => {
  const forgetful: typeof fromSnapshot = (snapshot) => fromSnapshot({ ...snapshot, called: [] })
  expect(findsFault(snapshotReturns(forgetful), {})).toBe(true)
})

test('a decision that changes the state is found', () => {
  const meddling = soundly((state, command, context) => {
    if (command.type === 'recall') state.called.set('consult', context.now)
    return decide(state, command, context)
  })
  expect(findsFault({ jumps: false, witness: () => ({}) }, meddling)).toBe(true)
})
