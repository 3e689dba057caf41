import { present } from '#basics'
import type { EventData, EventType, RecordedEvent } from './events.ts'
import type { CounterUndo } from './state.ts'
import { type CentreState, type CounterLive, closedCounter, findTicket, liveCounter } from './state.ts'
import { isLive, type Leg, type Ticket } from './ticket.ts'

type Apply<T extends EventType> = (
  state: CentreState,
  data: EventData[T],
  at: number,
  revision: number,
) => void

const callsKept = 20

const waits = (ticket: Ticket) => ticket.state === 'WAITING' || ticket.state === 'ISSUING'

function count(state: CentreState, ticket: Ticket | null, by: 1 | -1) {
  if (ticket === null || !waits(ticket)) return
  const { serviceId } = ticket.leg
  state.waiting.set(serviceId, (state.waiting.get(serviceId) ?? 0) + by)
}

function put(state: CentreState, ticket: Ticket) {
  count(state, findTicket(state, ticket.id), -1)
  count(state, ticket, 1)
  state.live.delete(ticket.id)
  state.closed.delete(ticket.id)
  ;(isLive(ticket.state) ? state.live : state.closed).set(ticket.id, ticket)
}

const ticketOf = (state: CentreState, id: string) => present(findTicket(state, id), `ticket ${id}`)

function change(state: CentreState, id: string, patch: Partial<Ticket>, leg: Partial<Leg> = {}) {
  const ticket = ticketOf(state, id)
  put(state, { ...ticket, ...patch, leg: { ...ticket.leg, ...leg } })
}

function setCounter(state: CentreState, id: string, patch: Partial<CounterLive>) {
  state.counterLive.set(id, { ...liveCounter(state, id), ...patch })
}

/** Remembers the way back before a counter's transition. */
function remember(
  state: CentreState,
  counterId: string,
  did: string,
  ticketId: string,
  at: number,
): CounterUndo {
  const counter = liveCounter(state, counterId)
  return {
    at,
    did,
    ticket: ticketOf(state, ticketId),
    currentTicketId: counter.currentTicketId,
    priorityRun: counter.priorityRun,
  }
}

function addCall(
  state: CentreState,
  revision: number,
  ticketId: string,
  counterId: string,
  at: number,
  recall: boolean,
) {
  const { number } = ticketOf(state, ticketId)
  const call = { revision, ticketId, number, counterId, at, recall }
  state.calls = [call, ...state.calls].slice(0, callsKept)
}

const newLeg = (index: number, serviceId: string, enqueuedAt: number): Leg => ({
  index,
  serviceId,
  enqueuedAt,
  firstCalledAt: null,
  lastCalledAt: null,
  arrivedAt: null,
  endedAt: null,
  counterId: null,
  staffId: null,
  outcome: null,
  rating: 'none',
})

const setLegRating = (ticket: Ticket, leg: number, rating: Leg['rating']): Ticket =>
  ticket.leg.index === leg
    ? { ...ticket, leg: { ...ticket.leg, rating } }
    : {
        ...ticket,
        pastLegs: ticket.pastLegs.map((past) => (past.index === leg ? { ...past, rating } : past)),
      }

const appliers: { [T in EventType]: Apply<T> } = {
  CentreConfigured(state, { site, policy }) {
    state.site = site
    state.policy = policy
  },
  ServiceSaved: (state, { service }) => void state.services.set(service.id, service),
  CounterSaved: (state, { counter }) => void state.counters.set(counter.id, counter),
  StaffSaved: (state, { staff }) => void state.staff.set(staff.id, staff),
  DayOpened(state, { businessDay }) {
    state.businessDay = businessDay
    state.dayOpen = true
    state.closed.clear()
    state.series.clear()
    state.issued.clear()
    state.calls = []
    state.ratings = []
  },
  DayClosed(state, { expired }, at) {
    state.dayOpen = false
    for (const id of expired) change(state, id, { state: 'EXPIRED' }, { endedAt: at })
  },
  TicketIssued(state, data, at) {
    state.series.set(data.series, data.sequence)
    state.issued.set(data.serviceId, (state.issued.get(data.serviceId) ?? 0) + 1)
    put(state, {
      id: data.ticketId,
      number: data.number,
      series: data.series,
      sequence: data.sequence,
      state: data.delivery === 'spoken' ? 'WAITING' : 'ISSUING',
      priority: data.priority,
      claims: data.claims,
      personRef: data.personRef,
      channel: data.channel,
      delivery: data.delivery,
      printed: data.delivery === 'spoken' ? 'ok' : 'pending',
      reprints: 0,
      issuedAt: at,
      aheadAtIssue: data.ahead,
      estimateAtIssue: data.estimate,
      eligibleAt: at,
      orderAt: at,
      forcedFront: false,
      callCount: 0,
      reactivations: 0,
      missedAt: null,
      heldUntil: null,
      affinity: null,
      excludedStaffIds: [],
      noteRef: null,
      returnTo: null,
      leg: newLeg(0, data.serviceId, at),
      pastLegs: [],
    })
  },
  TicketPrinted: (state, { ticketId }) => change(state, ticketId, { state: 'WAITING', printed: 'ok' }),
  TicketPrintUnknown: (state, { ticketId }) => change(state, ticketId, { printed: 'unknown' }),
  TicketVoided(state, { ticketId }, at) {
    const { serviceId } = ticketOf(state, ticketId).leg
    state.issued.set(serviceId, Math.max(0, (state.issued.get(serviceId) ?? 0) - 1))
    change(state, ticketId, { state: 'VOID' }, { endedAt: at })
  },
  TicketReprinted(state, { ticketId }) {
    change(state, ticketId, { reprints: ticketOf(state, ticketId).reprints + 1 })
  },
  TicketCalled(state, { ticketId, counterId, staffId, why }, at, revision) {
    const undo = remember(state, counterId, 'TicketCalled', ticketId, at)
    const { leg, priority } = ticketOf(state, ticketId)
    const prioritised = priority !== 'normal' || why.band === 'C'
    change(
      state,
      ticketId,
      { state: 'CALLED', callCount: 1, forcedFront: false, heldUntil: null, affinity: null },
      { counterId, staffId, firstCalledAt: leg.firstCalledAt ?? at, lastCalledAt: at },
    )
    setCounter(state, counterId, {
      currentTicketId: ticketId,
      lastCall: { ticketId, at, why },
      priorityRun: prioritised ? liveCounter(state, counterId).priorityRun + 1 : 0,
      undo,
    })
    addCall(state, revision, ticketId, counterId, at, false)
  },
  TicketRecalled(state, { ticketId, counterId, callCount }, at, revision) {
    change(state, ticketId, { callCount }, { lastCalledAt: at })
    setCounter(state, counterId, { undo: null })
    addCall(state, revision, ticketId, counterId, at, true)
  },
  TicketArrived(state, { ticketId, counterId }, at) {
    const undo = remember(state, counterId, 'TicketArrived', ticketId, at)
    change(
      state,
      ticketId,
      { state: 'SERVING' },
      { arrivedAt: ticketOf(state, ticketId).leg.arrivedAt ?? at },
    )
    setCounter(state, counterId, { undo })
  },
  TicketMissed(state, { ticketId, counterId }, at) {
    const undo = remember(state, counterId, 'TicketMissed', ticketId, at)
    change(state, ticketId, { state: 'MISSED', missedAt: at })
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketReactivated(state, { ticketId, orderAt }) {
    const { reactivations } = ticketOf(state, ticketId)
    change(state, ticketId, { state: 'WAITING', orderAt, reactivations: reactivations + 1, missedAt: null })
  },
  TicketHeld(state, { ticketId, counterId, affinity, until }, at) {
    const undo = remember(state, counterId, 'TicketHeld', ticketId, at)
    change(state, ticketId, { state: 'HELD', heldUntil: until, affinity })
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketResumed(state, { ticketId }) {
    const { priority } = ticketOf(state, ticketId)
    change(state, ticketId, {
      state: 'WAITING',
      heldUntil: null,
      priority: priority === 'normal' ? 'returned' : priority,
    })
  },
  TicketTransferred(state, data, at) {
    const undo = remember(state, data.fromCounterId, 'TicketTransferred', data.ticketId, at)
    const ticket = ticketOf(state, data.ticketId)
    put(state, {
      ...ticket,
      state: 'WAITING',
      orderAt: data.orderAt,
      forcedFront: data.forcedFront,
      affinity: data.affinity,
      noteRef: data.noteRef ?? ticket.noteRef,
      returnTo: data.returnTo,
      callCount: 0,
      pastLegs: [...ticket.pastLegs, { ...ticket.leg, endedAt: at }],
      leg: newLeg(ticket.leg.index + 1, data.serviceId, at),
    })
    setCounter(state, data.fromCounterId, { currentTicketId: null, undo })
  },
  TicketRecused(state, { ticketId, staffId }) {
    const ticket = ticketOf(state, ticketId)
    for (const [counterId, counter] of state.counterLive) {
      if (counter.currentTicketId === ticketId)
        setCounter(state, counterId, { currentTicketId: null, undo: null })
    }
    change(
      state,
      ticketId,
      { state: 'WAITING', callCount: 0, excludedStaffIds: [...ticket.excludedStaffIds, staffId] },
      { counterId: null, staffId: null, arrivedAt: null },
    )
  },
  TicketFinished(state, { ticketId, counterId, outcome }, at) {
    const undo = remember(state, counterId, 'TicketFinished', ticketId, at)
    change(state, ticketId, { state: 'DONE' }, { endedAt: at, outcome })
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketLeft(state, { ticketId, state: next }, at) {
    for (const [counterId, counter] of state.counterLive) {
      if (counter.currentTicketId === ticketId)
        setCounter(state, counterId, { currentTicketId: null, undo: null })
    }
    change(state, ticketId, { state: next }, { endedAt: at })
  },
  TicketCancelled: (state, { ticketId }, at) =>
    change(state, ticketId, { state: 'CANCELLED' }, { endedAt: at }),
  TicketNoShow: (state, { ticketId }, at) => change(state, ticketId, { state: 'NO_SHOW' }, { endedAt: at }),
  TransitionUndone(state, { counterId, ticket, undo }) {
    put(state, ticket)
    setCounter(state, counterId, { ...undo, undo: null, rating: null })
    if (ticket.state === 'WAITING') state.calls = state.calls.filter((call) => call.ticketId !== ticket.id)
  },
  RatingOpened(state, { ticketId, leg, counterId }, at) {
    put(state, setLegRating(ticketOf(state, ticketId), leg, 'open'))
    setCounter(state, counterId, { rating: { ticketId, leg, since: at } })
  },
  RatingRecorded(state, { ticketId, leg, counterId, staffId, marks }, at) {
    const ticket = findTicket(state, ticketId)
    if (ticket !== null) put(state, setLegRating(ticket, leg, 'rated'))
    clearRating(state, counterId, ticketId, leg)
    state.ratings = [...state.ratings, { ticketId, leg, counterId, staffId, marks, at }]
  },
  RatingLapsed(state, { ticketId, leg, counterId }, at) {
    const ticket = findTicket(state, ticketId)
    const staffId = ticket?.leg.staffId ?? ''
    if (ticket !== null) put(state, setLegRating(ticket, leg, 'unrated'))
    clearRating(state, counterId, ticketId, leg)
    state.ratings = [...state.ratings, { ticketId, leg, counterId, staffId, marks: null, at }]
  },
  CounterOpened(state, { counterId, staffId }, at) {
    const { rating } = liveCounter(state, counterId)
    state.counterLive.set(counterId, { ...closedCounter, staffId, openedAt: at, rating })
  },
  CounterClosed(state, { counterId }) {
    // The visitor may still be pressing the pad: closing the counter must not take the rating away.
    const { rating } = liveCounter(state, counterId)
    state.counterLive.set(counterId, { ...closedCounter, rating })
  },
  CounterPaused: (state, { counterId, reason }, at) =>
    setCounter(state, counterId, { paused: { reason, since: at } }),
  CounterUnpaused: (state, { counterId }) => setCounter(state, counterId, { paused: null }),
  DeviceReported(state, report, at) {
    const before = state.devices.get(report.deviceId)
    const same = before?.state === report.state && before.reason === report.reason
    state.devices.set(report.deviceId, { ...report, since: same ? before.since : at })
  },
  EmergencyRaised(state, { kind, counterId }, at) {
    state.emergency = { kind, since: at, counterId }
  },
  EmergencyEnded(state) {
    state.emergency = null
  },
}

function clearRating(state: CentreState, counterId: string, ticketId: string, leg: number) {
  const { rating } = liveCounter(state, counterId)
  if (rating?.ticketId === ticketId && rating.leg === leg) setCounter(state, counterId, { rating: null })
}

/** Applies one event of the log to a state, in place, and returns it; replaying the log gives the same state. */
export function evolve(state: CentreState, recorded: RecordedEvent): CentreState {
  const apply = appliers[recorded.type] as Apply<EventType>
  apply(state, recorded.data as EventData[EventType], Date.parse(recorded.at), recorded.revision)
  state.revision = recorded.revision
  return state
}
