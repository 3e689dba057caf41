import type { EventType } from '../events.ts'
import { completePolicy } from '../policy.ts'
import { type CentreState, closedCounter, findTicket, liveCounter } from '../state.ts'
import type { Leg, Ticket } from '../ticket.ts'
import { learnComings } from './coming.ts'
import { forgetOldDocuments, noteRating } from './documents.ts'
import { forgetOldPlays } from './media.ts'
import { countedNow, forgetOldBars, unratedVisits } from './new_day.ts'
import { type Appliers, change, put, setCounter, ticketOf } from './parts.ts'

const withRating = (ticket: Ticket, leg: number, rating: Leg['rating']): Ticket =>
  ticket.leg.index === leg
    ? { ...ticket, leg: { ...ticket.leg, rating } }
    : {
        ...ticket,
        pastLegs: ticket.pastLegs.map((past) => (past.index === leg ? { ...past, rating } : past)),
      }

/** The console shows the estimates of about two working weeks; the log keeps all. */
const estimateDaysKept = 14
const dayMs = 86_400_000

function settleRating(
  state: CentreState,
  counterId: string,
  ticketId: string,
  leg: number,
  rating: Leg['rating'],
) {
  const ticket = findTicket(state, ticketId)
  if (ticket !== null) put(state, withRating(ticket, leg, rating))
  const shown = liveCounter(state, counterId).rating
  if (shown?.ticketId === ticketId && shown.leg === leg) setCounter(state, counterId, { rating: null })
}

/** What the events of the house, its counters, ratings and devices do. */
export const hallAppliers = {
  CentreConfigured(state, { site, policy }) {
    state.site = site
    state.policy = completePolicy(policy)
  },
  EpochBegan(state, data) {
    state.epoch = data.epoch
    state.epochBegan = data
  },
  ServiceSaved: (state, { service }) => void state.services.set(service.id, service),
  CounterSaved: (state, { counter }) => void state.counters.set(counter.id, counter),
  StaffSaved: (state, { staff }) => void state.staff.set(staff.id, staff),
  TicketTemplateSaved: (state, { template }) =>
    void state.ticketTemplates.set(String(template.paperMm), template),
  DayOpened(state, { businessDay }, at) {
    learnComings(state)
    state.unrated = unratedVisits(state, businessDay)
    state.businessDay = businessDay
    state.dayOpen = true
    state.carriedNumbers = [...state.live.values()].map((ticket) => ticket.number)
    for (const ticket of [...state.live.values()]) put(state, { ...ticket, counted: countedNow(ticket) })
    forgetOldBars(state, at)
    state.halts = state.halts.filter(({ to }) => to > at - dayMs)
    forgetOldDocuments(state, at)
    forgetOldPlays(state, businessDay)
    // Numbers begin again, so they no longer say who came first among those of one moment.
    if (state.live.size > 0) state.lastArrival += 1
    state.closed.clear()
    for (const [id, booking] of state.bookings) if (booking.state !== 'BOOKED') state.bookings.delete(id)
    for (const [serviceId, slots] of state.grants)
      state.grants.set(
        serviceId,
        Object.fromEntries(Object.entries(slots).filter(([slotAt]) => Number(slotAt) >= at - dayMs)),
      )
    state.series.clear()
    state.leases = state.leases.filter((lease) => lease.businessDay >= businessDay)
    state.issued.clear()
    state.called.clear()
    state.calls = []
    state.ratings = []
  },
  DayClosed(state, { businessDay, expired, estimates }, at) {
    state.dayOpen = false
    if (estimates !== undefined)
      state.estimateDays = [...state.estimateDays.slice(1 - estimateDaysKept), { businessDay, ...estimates }]
    for (const id of expired) change(state, id, { state: 'EXPIRED' }, { endedAt: at })
  },
  RatingOpened(state, { ticketId, leg, counterId, staffId }, at) {
    put(state, withRating(ticketOf(state, ticketId), leg, 'open'))
    setCounter(state, counterId, { rating: { ticketId, leg, since: at, staffId } })
  },
  RatingBegun(state, { counterId, ticketId, leg }) {
    const { rating } = liveCounter(state, counterId)
    if (rating?.ticketId === ticketId && rating.leg === leg)
      setCounter(state, counterId, { rating: { ...rating, begun: true } })
  },
  RatingRecorded(state, { ticketId, leg, counterId, staffId, marks, businessDay }, at) {
    settleRating(state, counterId, ticketId, leg, 'rated')
    noteRating(state, { ticketId, leg }, marks.overall, at)
    const isOther = (each: { readonly ticketId: string; readonly leg: number }) =>
      each.ticketId !== ticketId || each.leg !== leg
    if (businessDay !== undefined) {
      // It belongs to the day of its visit, not to the figures of this one.
      state.unrated = state.unrated.map((visit) => (isOther(visit) ? visit : { ...visit, isRated: true }))
      return
    }
    // One that came home late replaces the note that none was given.
    const others = state.ratings.filter(isOther)
    state.ratings = [...others, { ticketId, leg, counterId, staffId, marks, at }]
  },
  RatingLapsed(state, { ticketId, leg, counterId }, at) {
    const ticket = findTicket(state, ticketId)
    const legs = ticket === null ? [] : [...ticket.pastLegs, ticket.leg]
    const staffId = legs.find((each) => each.index === leg)?.staffId ?? ''
    settleRating(state, counterId, ticketId, leg, 'unrated')
    state.ratings = [...state.ratings, { ticketId, leg, counterId, staffId, marks: null, at }]
  },
  PersonBarred(state, { personRef, until, reason, scope = 'all' }, at) {
    if (until === null) state.bars.delete(personRef)
    else state.bars.set(personRef, { scope, since: at, until, reason })
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
  // Another reason is still the same pause.
  CounterPaused: (state, { counterId, reason }, at) =>
    setCounter(state, counterId, {
      paused: { since: at, ...liveCounter(state, counterId).paused, reason },
    }),
  PauseOverrun(state, { counterId }) {
    const { paused } = liveCounter(state, counterId)
    if (paused !== null) setCounter(state, counterId, { paused: { ...paused, alarmed: true } })
  },
  CounterUnpaused: (state, { counterId }) => setCounter(state, counterId, { paused: null }),
  DeviceReported(state, report, at) {
    const before = state.devices.get(report.deviceId)
    const same = before?.state === report.state && before.reason === report.reason
    const roll = before?.rollChangedAt === undefined ? {} : { rollChangedAt: before.rollChangedAt }
    state.devices.set(report.deviceId, { ...report, ...roll, since: same ? before.since : at })
  },
  RollChanged(state, { deviceId }, at) {
    const device = state.devices.get(deviceId)
    if (device !== undefined) state.devices.set(deviceId, { ...device, rollChangedAt: at })
  },
  // An entry of the play log: it changes nothing.
  AnnouncementEnded() {},
  AttachmentAdded(state, { ticketId, leg, attachmentId: id, pages, bytes }, at) {
    const { attachments = [] } = ticketOf(state, ticketId)
    change(state, ticketId, { attachments: [...attachments, { id, leg, pages, bytes, at }] })
  },
  EmergencyRaised(state, { kind, counterId }, at) {
    const before = state.emergency
    if (before === null) state.emergency = { kind, since: at, counterId }
    // Somebody's call for help must not end an evacuation, nor hide somebody else's.
    else if (kind === 'help') state.emergency = { ...before, others: [...(before.others ?? []), counterId] }
    else {
      const others = [before.counterId, ...(before.others ?? [])].filter((each) => each !== counterId)
      state.emergency = { kind, since: at, counterId, ...(others.length > 0 ? { others } : {}) }
    }
  },
  EmergencyEnded(state, _, at) {
    if (state.emergency?.kind === 'plan')
      state.halts = [...state.halts, { from: state.emergency.since, to: at }]
    state.emergency = null
  },
} satisfies Partial<Appliers<EventType>>
