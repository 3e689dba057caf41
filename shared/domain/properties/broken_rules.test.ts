import { expect, test } from 'vitest'
import type { Context } from '../commands.ts'
import { decide } from '../decide.ts'
import type { DomainEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { counter, type Rules } from '../hall.fixture.ts'
import { refuse } from '../refusal.ts'
import { fromSnapshot } from '../snapshot.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { invariants } from './all.model.ts'
import { Broken } from './broken.model.ts'
import { decidingIsReading } from './lock.model.ts'
import { snapshotAndTail } from './log_invariants.model.ts'
import { findFault } from './sweep.model.ts'

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

/** Numbers that come from somewhere else than the committed state. */
const numbering = (next: (context: Context) => number): Partial<Rules> =>
  deciding((event, _, context) => {
    if (event.type !== 'TicketIssued') return event
    const sequence = next(context)
    const number = `${event.data.series}${String(sequence).padStart(3, '0')}`
    return { ...event, data: { ...event.data, sequence, number } }
  })

function numberingInMemory(): Partial<Rules> {
  let last = 0
  return numbering(() => {
    last += 1
    return last
  })
}

const patchTicket = (state: CentreState, data: object, patch: Partial<Ticket>) => {
  const ticketId = 'ticketId' in data ? String(data.ticketId) : ''
  const ticket = state.live.get(ticketId)
  if (ticket !== undefined) state.live.set(ticketId, { ...ticket, ...patch })
}

const withoutClaimGuard: Partial<Rules> = {
  decide(state, command, context) {
    if (command.type !== 'call-next') return decide(state, command, context)
    const live = liveCounter(state, command.counterId)
    const careless = new Map(state.counterLive).set(command.counterId, { ...live, currentTicketId: null })
    return decide({ ...state, counterLive: careless }, command, context)
  },
}

function impureFold(): Partial<Rules> {
  let applied = 0
  return {
    evolve(state, recorded) {
      applied += 1
      evolve(state, recorded)
      if (recorded.type === 'DayOpened') state.lastArrival += applied
      return state
    },
  }
}

const undoing = (forget: object): Partial<Rules> =>
  deciding((event) => {
    if (event.type !== 'TransitionUndone') return event
    return { ...event, data: { ...event.data, ...forget, undo: { ...event.data.undo, ...forget } } }
  })

const controls: readonly (readonly [string, string, Partial<Rules>])[] = [
  [
    'no ticket at two counters, no counter with two tickets',
    'a claim that leaves the ticket waiting',
    evolving('TicketCalled', (state, data) => patchTicket(state, data, { state: 'WAITING' })),
  ],
  [
    'no ticket at two counters, no counter with two tickets',
    'a counter that is not cleared',
    evolving('TicketMissed', (state, data) => {
      const [id = ''] = 'counterId' in data ? [String(data.counterId)] : []
      const currentTicketId = 'ticketId' in data ? String(data.ticketId) : null
      state.counterLive.set(id, { ...liveCounter(state, id), currentTicketId })
    }),
  ],
  [
    'no ticket at two counters, no counter with two tickets',
    'a call without the claim guard',
    withoutClaimGuard,
  ],
  [
    'a number is unique per day and series',
    'a series that stands still',
    evolving('TicketIssued', (state, data) => {
      if ('series' in data) state.series.set(String(data.series), 3)
    }),
  ],
  [
    'a number is unique per day and series',
    'numbers of yesterday given again',
    evolving('DayOpened', (state) => {
      state.carriedNumbers = []
    }),
  ],
  ['a number is unique per day and series', 'numbers from memory', numberingInMemory()],
  [
    'a number is unique per day and series',
    'numbers from the clock',
    numbering(({ now }) => (Math.floor(now / 60_000) % 999) + 1),
  ],
  [
    'only the edges of the state diagram',
    'a visit finished before anybody arrived',
    deciding((event) =>
      event.type === 'TicketArrived'
        ? { type: 'TicketFinished', data: { ...event.data, outcome: 'done' } }
        : event,
    ),
  ],
  [
    'only the edges of the state diagram',
    'a ticket that is dropped at the end of the day',
    evolving('DayClosed', (state) => state.live.clear()),
  ],
  [
    'the counts of those who wait are true',
    'a count that is not taken down',
    evolving('TicketCalled', (state) => void state.waiting.set('consult', state.waiting.size)),
  ],
  [
    'the counts of those who wait are true',
    'a holder who is forgotten',
    evolving('TicketCalled', (state) => state.holders.clear()),
  ],
  [
    'inside a class the order is that of arrival, unless the log says why',
    'the newest first',
    calling((waiting) => waiting.at(-1)),
  ],
  [
    'clock jumps change no order',
    'places by the clock alone',
    {
      evolve(state, recorded) {
        state.lastArrival = 0
        return evolve(state, recorded)
      },
    },
  ],
  [
    'bypass is bounded by the centre’s figures',
    'strict priority instead of accumulating',
    calling((waiting) => waiting.find((each) => each.priority !== 'normal') ?? waiting[0]),
  ],
  [
    'one normal ticket after N priorities',
    'a run of priorities that is forgotten',
    evolving('TicketCalled', (state) => {
      for (const [id, live] of state.counterLive) state.counterLive.set(id, { ...live, priorityRun: 0 })
    }),
  ],
  [
    'undo restores the view it undid',
    'an undo that forgets what was called before',
    undoing({ lastCall: null }),
  ],
  [
    'undo restores the view it undid',
    'an undo that leaves the call on the board',
    undoing({ undid: 'a step' }),
  ],
  [
    'undo restores the view it undid',
    'an undo that forgets the run of priorities',
    undoing({ priorityRun: 0 }),
  ],
  [
    'a booking is settled once',
    'a check-in that leaves the booking open',
    evolving('TicketIssued', (state, data) => {
      const id = 'bookingId' in data ? String(data.bookingId) : ''
      const booking = state.bookings.get(id)
      if (booking !== undefined) state.bookings.set(id, { ...booking, state: 'BOOKED' })
    }),
  ],
  [
    'a slot holds no more than it has room for',
    'slots that are not counted',
    {
      decide(state, command, context) {
        return decide(command.type === 'book' ? { ...state, bookings: new Map() } : state, command, context)
      },
    },
  ],
  [
    'no time of an emergency counts against a visitor',
    'a hall that forgets how long it was left',
    evolving('EmergencyEnded', (state) => {
      state.halts = []
    }),
  ],
  [
    'nobody starves',
    'a hall that never calls for one service',
    {
      decide(state, command, context) {
        const decision = decide(state, command, context)
        const called = decision.ok ? decision.value.find((event) => event.type === 'TicketCalled') : undefined
        const ticket = state.live.get(called?.data.ticketId ?? '')
        return ticket?.leg.serviceId === 'mediate' ? refuse('queue-empty') : decision
      },
    },
  ],
  [
    'nobody starves',
    'numbers sent to a service that no counter has',
    {
      decide(state, command, context) {
        const isSent = command.type === 'transfer' || command.type === 'next-service'
        if (!isSent || command.serviceId !== 'nobodys') return decide(state, command, context)
        // Seen by the rule alone: a counter that is not there has it.
        const counters = new Map(state.counters).set('nobody', counter('nobody', ['nobodys'], null))
        return decide({ ...state, counters }, command, context)
      },
    },
  ],
  ['replay of the log is the state', 'a fold that looks at anything but the log', impureFold()],
  ['a snapshot and the log after it are the state', 'the same fold', impureFold()],
]

test.each(controls)('%s: not with %s', (name, _, broken) => {
  const looked = invariants.filter((each) => each.name === name)
  expect(looked).toHaveLength(1)
  const { error } = findFault(looked, broken) ?? {}
  expect(error).toBeInstanceOf(Broken)
  expect(error).toMatchObject({ invariant: name })
})

test('every invariant has rules here that break it', () => {
  const broken = new Set(controls.map(([name]) => name))
  expect(invariants.filter(({ name }) => !broken.has(name))).toEqual([])
})

test('a snapshot that loses something is found', () => {
  const forgetful = snapshotAndTail((text) => fromSnapshot({ ...JSON.parse(text), called: [] }))
  expect(findFault([forgetful], {})?.error).toMatchObject({ invariant: forgetful.name })
})

test.each<[string, Partial<Rules>]>([
  [
    'a collection',
    {
      decide(state, command, context) {
        if (command.type === 'recall') state.called.set('consult', context.now)
        return decide(state, command, context)
      },
    },
  ],
  [
    'a field',
    {
      decide(state, command, context) {
        const decision = decide(state, command, context)
        if (!decision.ok) state.lastArrival += 1
        return decision
      },
    },
  ],
  [
    'a record',
    {
      decide(state, command, context) {
        for (const ticket of state.live.values()) Object.assign(ticket, { reprints: 1 })
        return decide(state, command, context)
      },
    },
  ],
])('a decision that changes %s is found', (_, broken) => {
  expect(findFault([], broken)?.error).toMatchObject({ invariant: decidingIsReading })
})

test('a fault that is planted shrinks to a few steps', () => {
  const looked = invariants.filter((each) => each.name.startsWith('no ticket at two counters'))
  const found = findFault(looked, withoutClaimGuard, true)
  expect(found?.error).toBeInstanceOf(Broken)
  // Two numbers, a call, some seconds, another call.
  expect(found?.day.steps.length).toBeLessThanOrEqual(5)
})
