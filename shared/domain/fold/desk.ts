import type { EventType } from '../events.ts'
import { rulesOf } from '../policy.ts'
import { liveCounter } from '../state.ts'
import { forgetContact, noteContact } from './matters.ts'
import { forgetOccupancy, noteOccupancy } from './occupancy.ts'
import {
  type Appliers,
  add,
  addCall,
  change,
  counterOf,
  newLeg,
  put,
  setCounter,
  ticketOf,
  wayBack,
  withoutSlot,
} from './parts.ts'
import { keepLast } from './queue.ts'

/** What happens to a number at a counter; each step can be taken back. */
export const deskAppliers = {
  TicketCalled(state, { ticketId, counterId, staffId, why, afterHours }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketCalled', ticketId, at, revision)
    const { leg, priority, number } = undo.ticket
    const isPriority = priority !== 'normal' || why.band === 'C'
    change(
      state,
      ticketId,
      {
        state: 'CALLED',
        callCount: 1,
        forcedFront: false,
        missedAt: null,
        heldUntil: null,
        affinity: null,
        putOffUntilCall: null,
      },
      {
        counterId,
        staffId,
        firstCalledAt: leg.firstCalledAt ?? at,
        lastCalledAt: at,
        ...(afterHours === true ? { afterHours } : {}),
      },
    )
    const priorityRun = isPriority ? liveCounter(state, counterId).priorityRun + 1 : 0
    setCounter(state, counterId, {
      currentTicketId: ticketId,
      lastCall: { ticketId, at, why },
      priorityRun,
      undo,
    })
    add(state.called, leg.serviceId, 1)
    addCall(state, { revision, ticketId, counterId, at, recall: false }, number)
  },
  TicketRecalled(state, { ticketId, counterId, callCount }, at, revision) {
    change(state, ticketId, { callCount }, { lastCalledAt: at })
    const { number } = ticketOf(state, ticketId)
    addCall(state, { revision, ticketId, counterId, at, recall: true }, number)
  },
  TicketArrived(state, { ticketId, counterId }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketArrived', ticketId, at, revision)
    const { staffId } = undo.ticket.leg
    if (staffId !== null) noteContact(state, undo.ticket, staffId, revision, undo.ticket.party?.side ?? null)
    change(state, ticketId, { state: 'SERVING' }, { arrivedAt: undo.ticket.leg.arrivedAt ?? at })
    setCounter(state, counterId, { undo })
  },
  TicketMissed(state, { ticketId, counterId }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketMissed', ticketId, at, revision)
    const { serviceId } = undo.ticket.leg
    const called = state.called.get(serviceId) ?? 0
    const rules = rulesOf(state.policy, state.services.get(serviceId))
    change(state, ticketId, {
      state: 'MISSED',
      missedAt: at,
      eligibleAt: at + rules.putOffMinutes * 60_000,
      putOffUntilCall: called + rules.putOffCalls,
    })
    noteOccupancy(state, undo.ticket, counterId, at)
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketHeld(state, { ticketId, counterId, affinity, until, awaits = null }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketHeld', ticketId, at, revision)
    change(state, ticketId, { state: 'HELD', heldUntil: until, affinity, awaits })
    noteOccupancy(state, undo.ticket, counterId, at)
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketTransferred(state, data, at, revision) {
    const undo = wayBack(state, data.fromCounterId, 'TicketTransferred', data.ticketId, at, revision)
    const { ticket } = undo
    const ended = { ...ticket.leg, endedAt: at, outcome: data.outcome ?? null }
    keepLast(state, data.orderAt)
    // What was booked is a time for one service; whoever is put elsewhere in its queue has that place.
    const isAsBooked = data.serviceId === ticket.leg.serviceId && data.orderAt === ticket.takenAt
    put(state, {
      ...(isAsBooked ? ticket : withoutSlot(ticket)),
      state: 'WAITING',
      orderAt: data.orderAt,
      forcedFront: data.forcedFront,
      affinity: data.affinity,
      noteRef: data.noteRef ?? ticket.noteRef,
      returnTo: data.returnTo,
      returnLater: data.returnLater ?? [],
      heldUntil: null,
      awaits: null,
      callCount: 0,
      pastLegs: [...ticket.pastLegs, ended],
      leg: newLeg(ticket.leg.index + 1, data.serviceId, at),
    })
    const { currentTicketId } = undo
    // A held number is sent on beside the one at the counter.
    if (currentTicketId === ticket.id) noteOccupancy(state, ticket, data.fromCounterId, at)
    setCounter(state, data.fromCounterId, {
      currentTicketId: currentTicketId === ticket.id ? null : currentTicketId,
      undo,
    })
  },
  TicketNextLeg(state, { ticketId, counterId, serviceId, outcome, stays }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketNextLeg', ticketId, at, revision)
    const { ticket, lastCall } = undo
    const next = newLeg(ticket.leg.index + 1, serviceId, at)
    const { staffId } = ticket.leg
    const here = { counterId, staffId, firstCalledAt: at, lastCalledAt: at, arrivedAt: at }
    noteOccupancy(state, ticket, counterId, at)
    put(state, {
      ...withoutSlot(ticket),
      state: stays ? 'SERVING' : 'WAITING',
      orderAt: ticket.takenAt,
      callCount: stays ? 1 : 0,
      pastLegs: [...ticket.pastLegs, { ...ticket.leg, endedAt: at, outcome }],
      leg: stays ? { ...next, ...here } : next,
    })
    // How long the next talk takes up the counter is counted from here.
    const call = lastCall?.ticketId === ticketId ? { ...lastCall, at } : lastCall
    setCounter(state, counterId, stays ? { undo, lastCall: call } : { currentTicketId: null, undo })
  },
  TicketRecused(state, { ticketId, staffId }, at, revision) {
    const counterId = counterOf(state, ticketId)
    const undo =
      counterId === null ? null : wayBack(state, counterId, 'TicketRecused', ticketId, at, revision)
    const { excludedStaffIds } = ticketOf(state, ticketId)
    noteContact(state, ticketOf(state, ticketId), staffId, revision, null)
    change(
      state,
      ticketId,
      { state: 'WAITING', callCount: 0, excludedStaffIds: [...excludedStaffIds, staffId] },
      { counterId: null, staffId: null, arrivedAt: null },
    )
    if (counterId === null || undo === null) return
    noteOccupancy(state, undo.ticket, counterId, at)
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketFinished(state, { ticketId, counterId, outcome }, at, revision) {
    const undo = wayBack(state, counterId, 'TicketFinished', ticketId, at, revision)
    change(state, ticketId, { state: 'DONE' }, { endedAt: at, outcome })
    noteOccupancy(state, undo.ticket, counterId, at)
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TicketLeft(state, { ticketId, state: next }, at, revision) {
    const counterId = counterOf(state, ticketId)
    const undo = counterId === null ? null : wayBack(state, counterId, 'TicketLeft', ticketId, at, revision)
    change(state, ticketId, { state: next }, { endedAt: at })
    if (counterId === null || undo === null) return
    noteOccupancy(state, undo.ticket, counterId, at)
    setCounter(state, counterId, { currentTicketId: null, undo })
  },
  TransitionUndone(state, { counterId, undid, ticket, undo }) {
    const { revision, ...before } = undo
    put(state, ticket)
    forgetContact(state, ticket, revision)
    if (undid === 'TicketCalled') {
      add(state.called, ticket.leg.serviceId, -1)
      state.calls = state.calls.filter((call) => call.revision !== revision)
    } else if (undid !== 'TicketArrived' && before.currentTicketId === ticket.id && before.lastCall !== null)
      // A held number that was sent on had been noted when it was set aside.
      forgetOccupancy(state, ticket, before.lastCall.at)
    // The rating that this very step opened stays open (ADR 11); logs older than that rule closed it.
    const { rating } = liveCounter(state, counterId)
    const isOwn = rating?.ticketId === ticket.id && rating.leg === ticket.leg.index
    const isClosed = isOwn && ticket.leg.rating === 'none'
    setCounter(state, counterId, { ...before, undo: null, rating: isClosed ? null : rating })
  },
} satisfies Partial<Appliers<EventType>>
