import type { TicketTemplate } from '#ticket'
import type { CounterConfig, Service, Site, Staff } from './catalogue.ts'
import type { Activity, RatingTask, SignedReport } from './documents.ts'
import type { BarScope, DeviceReport, EpochData, Explanation, PauseReason, RatingMarks } from './events.ts'
import type { Halt } from './halts.ts'
import type { NumberLease } from './leases.ts'
import type { Medium, PlayRecord } from './media/medium.ts'
import type { Conflict } from './offline.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type { Booking, Leg, PriorityClass, Ticket } from './ticket.ts'
import type { EstimateDay } from './views/estimates.ts'

/** What a counter needs to take its last step back (queue rules, undo). */
export interface CounterUndo {
  /** The event that would be taken back. */
  readonly revision: number
  readonly at: number
  readonly did: string
  /** The ticket as it was before. */
  readonly ticket: Ticket
  readonly currentTicketId: string | null
  readonly lastCall: CounterLive['lastCall']
  readonly priorityRun: number
}

/** A counter now: its configuration is kept apart. */
export interface CounterLive {
  readonly staffId: string | null
  readonly openedAt: number | null
  /** `alarmed` once the manager has been told of this pause. */
  readonly paused: { readonly reason: PauseReason; readonly since: number; readonly alarmed?: true } | null
  readonly currentTicketId: string | null
  readonly lastCall: { readonly ticketId: string; readonly at: number; readonly why: Explanation } | null
  /** Priority calls in a row, for the one-in-N guard; in the state so that it survives a restart. */
  readonly priorityRun: number
  readonly undo: CounterUndo | null
  /** The rating the pad is showing, or null. */
  readonly rating: {
    readonly ticketId: string
    readonly leg: number
    readonly since: number
    /** Whom it is about, wherever the ticket has gone meanwhile. */
    readonly staffId?: string
    /** The visitor has touched it: the step that opened it can no longer be taken back. */
    readonly begun?: true
  } | null
}

/** Why somebody gets no numbers, or only cannot book. */
export interface Bar {
  readonly scope: BarScope
  readonly since: number
  /** ms since the epoch. */
  readonly until: number
  readonly reason: string
}

/** Who has served a side of a matter; `side` null: recused from the matter whole. */
export interface MatterContact {
  readonly staffId: string
  readonly side: string | null
  /** The event it comes from, so that a step taken back takes it along. */
  readonly revision: number
}

/** One call for boards and speakers. */
export interface CallRecord {
  readonly revision: number
  readonly ticketId: string
  readonly number: string
  readonly counterId: string
  readonly at: number
  readonly recall: boolean
}

/** A given rating, without its words (those are sealed). */
export interface RatingRecord {
  readonly ticketId: string
  readonly leg: number
  readonly counterId: string
  readonly staffId: string
  readonly marks: RatingMarks | null
  readonly at: number
}

/** A visit of an earlier day whose rating lapsed: what was pressed in time may still come home. */
export interface UnratedVisit {
  readonly ticketId: string
  /** Whether its rating has come meanwhile. */
  readonly isRated: boolean
  readonly number: string
  readonly leg: number
  readonly counterId: string
  readonly staffId: string
  readonly serviceId: string
  readonly businessDay: string
  /** When its rating lapsed, ms since the epoch. */
  readonly at: number
  /** What is kept of its ticket, which is forgotten with its day. */
  readonly ticket: Pick<Ticket, 'series' | 'sequence' | 'state' | 'issuedAt'> & {
    readonly firstCalledAt: number | null
    readonly last: Pick<Leg, 'serviceId' | 'counterId' | 'arrivedAt' | 'endedAt'>
  }
}

/** How long a counter was taken up by one call, from the call until the counter was free again. */
export interface Occupancy {
  readonly ticketId: string
  readonly leg: number
  readonly minutes: number
}

/** One who came, for the rate at which people come. */
export interface Coming {
  readonly at: number
  readonly serviceId: string
  readonly priority: PriorityClass
}

/** How many come in each quarter of an hour of one weekday, learnt from past days, the latest counting most. */
export interface ComingRates {
  readonly days: number
  /** Mean number of people, 96 quarters from midnight in the centre's zone. */
  readonly perQuarter: readonly number[]
}

/** A device's last report, when it came, and when its last roll of paper was put in (ms since the epoch). */
export type DeviceLive = DeviceReport & { readonly since: number; readonly rollChangedAt?: number }

/**
 * One centre's open business day. The collections are owned by whoever evolves the state and are changed in
 * place (copying thousands of entries for each event would cost more than the disk); the records in them are
 * never changed, only replaced.
 */
export interface CentreState {
  revision: number
  /** How often another hub has taken over, from 1; of two hubs the one with the higher epoch is the centre's. */
  epoch: number
  /** What began this epoch; null in the first. */
  epochBegan: EpochData | null
  site: Site | null
  policy: Policy
  businessDay: string | null
  dayOpen: boolean
  emergency: {
    readonly kind: 'help' | 'plan'
    readonly since: number
    readonly counterId: string | null
    /** Where else help has been called for; null: in the hall. Absent while nowhere. */
    readonly others?: readonly (string | null)[]
  } | null
  /** When the emergency plan stood of late: no time of a visitor ran then. */
  halts: readonly Halt[]
  readonly services: Map<string, Service>
  readonly counters: Map<string, CounterConfig>
  readonly staff: Map<string, Staff>
  /** How tickets look, by the width of their paper in mm ('80', '58'); the usual look where there is none. */
  readonly ticketTemplates: Map<string, TicketTemplate>
  readonly counterLive: Map<string, CounterLive>
  readonly devices: Map<string, DeviceLive>
  /** Last number of each series this day. */
  readonly series: Map<string, number>
  /** Numbers of tickets carried over from the day before; they are not given to anybody else this day. */
  carriedNumbers: readonly string[]
  /** Numbers kiosks may give this day while the hub is away. */
  leases: readonly NumberLease[]
  /** What was done while the hub was away and fits nothing, until a person has settled it. */
  readonly conflicts: Map<string, Conflict>
  /** Tickets issued this day for each service, for quotas. */
  readonly issued: Map<string, number>
  /** Tickets issued and not yet called, for each service. */
  readonly waiting: Map<string, number>
  /** Calls this day for each service, without recalls: a missed number is put off until some later ones. */
  readonly called: Map<string, number>
  /** The latest occupancies of each service, newest last; yesterday's are kept until there are newer ones. */
  readonly occupancies: Map<string, readonly Occupancy[]>
  /** The latest occupancies by hour of the week and service (`cellOf`), minutes, newest last. */
  readonly hourlyMinutes: Map<string, readonly number[]>
  /** The latest who took numbers, newest last. */
  comings: readonly Coming[]
  /** How many took numbers in each quarter of an hour of this day, by its number from midnight. */
  readonly cameInQuarter: Map<string, number>
  /** How many come on each weekday, '1' = Monday … '7' = Sunday. */
  readonly comingRates: Map<string, ComingRates>
  /** How true the estimates of the latest days were, newest last. */
  estimateDays: readonly EstimateDay[]
  /** The latest place given in the queue: a clock set back must not let newcomers in before those who wait. */
  lastArrival: number
  /** Tickets that may still be served. */
  readonly live: Map<string, Ticket>
  /** Ids of the live tickets of each person (by reference): one open ticket of a person for a service. */
  readonly holders: Map<string, readonly string[]>
  /** Tickets of this day that are over. */
  readonly closed: Map<string, Ticket>
  /** Bookings from today on. */
  readonly bookings: Map<string, Booking>
  /** Those who get no numbers or cannot book, by the reference of the person. */
  readonly bars: Map<string, Bar>
  /** Slots of bookings a person, by reference, did not come for (ms since the epoch), oldest first. */
  readonly noShows: Map<string, readonly number[]>
  /** Who has served which side of a matter: outlives the day, the oldest matters are forgotten first. */
  readonly matters: Map<string, readonly MatterContact[]>
  /** Places granted to the city: service → slot (ms since the epoch) → places. */
  readonly grants: Map<string, Readonly<Record<string, number>>>
  /** What screens show, by id; its files lie beside the log. */
  readonly media: Map<string, Medium>
  /** How often each was shown, by day, screen and medium (`playKey`); the last days. */
  readonly plays: Map<string, PlayRecord>
  /** Newest first; more than any screen shows, so that a call taken back uncovers what stood there before. */
  calls: readonly CallRecord[]
  /** Today's ratings, newest last. */
  ratings: readonly RatingRecord[]
  /** Visits of the days before whose rating lapsed, newest last. */
  unrated: readonly UnratedVisit[]
  /** Bad ratings to be followed up, by `ratingTaskKey`, the oldest first. */
  readonly ratingTasks: Map<string, RatingTask>
  /** Reports of months that were signed, by their period ('YYYY-MM'). */
  readonly reports: Map<string, SignedReport>
  /** The ledger of activities of the last two years, by id. */
  readonly activities: Map<string, Activity>
}

/** A centre before its first event. */
export function emptyCentre(): CentreState {
  return {
    revision: 0,
    epoch: 1,
    epochBegan: null,
    site: null,
    policy: defaultPolicy,
    businessDay: null,
    dayOpen: false,
    emergency: null,
    halts: [],
    services: new Map(),
    counters: new Map(),
    staff: new Map(),
    ticketTemplates: new Map(),
    counterLive: new Map(),
    devices: new Map(),
    series: new Map(),
    carriedNumbers: [],
    leases: [],
    conflicts: new Map(),
    issued: new Map(),
    waiting: new Map(),
    called: new Map(),
    occupancies: new Map(),
    hourlyMinutes: new Map(),
    comings: [],
    cameInQuarter: new Map(),
    comingRates: new Map(),
    estimateDays: [],
    lastArrival: 0,
    live: new Map(),
    holders: new Map(),
    closed: new Map(),
    bookings: new Map(),
    bars: new Map(),
    noShows: new Map(),
    matters: new Map(),
    grants: new Map(),
    media: new Map(),
    plays: new Map(),
    calls: [],
    ratings: [],
    unrated: [],
    ratingTasks: new Map(),
    reports: new Map(),
    activities: new Map(),
  }
}

/** A counter nobody has opened. */
export const closedCounter: CounterLive = {
  staffId: null,
  openedAt: null,
  paused: null,
  currentTicketId: null,
  lastCall: null,
  priorityRun: 0,
  undo: null,
  rating: null,
}

/** The live side of a counter. */
export const liveCounter = (state: CentreState, counterId: string): CounterLive =>
  state.counterLive.get(counterId) ?? closedCounter

/** A ticket of today, live or over. */
export const findTicket = (state: CentreState, ticketId: string): Ticket | null =>
  state.live.get(ticketId) ?? state.closed.get(ticketId) ?? null

/** A ticket of today by what stands on it, live or over. */
export function ticketNumbered(state: CentreState, number: string): Ticket | null {
  for (const tickets of [state.live, state.closed])
    for (const ticket of tickets.values()) if (ticket.number === number) return ticket
  return null
}
