import type { CounterConfig, Service, Site, Staff } from './catalogue.ts'
import type { DeviceReport, Explanation, PauseReason, RatingMarks } from './events.ts'
import type { NumberLease } from './leases.ts'
import type { Conflict } from './offline.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type { Booking, PriorityClass, Ticket } from './ticket.ts'

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
  readonly paused: { readonly reason: PauseReason; readonly since: number } | null
  readonly currentTicketId: string | null
  readonly lastCall: { readonly ticketId: string; readonly at: number; readonly why: Explanation } | null
  /** Priority calls in a row, for the one-in-N guard; in the state so that it survives a restart. */
  readonly priorityRun: number
  readonly undo: CounterUndo | null
  /** The rating the pad is showing, or null. */
  readonly rating: { readonly ticketId: string; readonly leg: number; readonly since: number } | null
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

/** A device's last report and when it came. */
export type DeviceLive = DeviceReport & { readonly since: number }

/**
 * One centre's open business day. The collections are owned by whoever evolves the state and are changed in
 * place (copying thousands of entries for each event would cost more than the disk); the records in them are
 * never changed, only replaced.
 */
export interface CentreState {
  revision: number
  site: Site | null
  policy: Policy
  businessDay: string | null
  dayOpen: boolean
  emergency: {
    readonly kind: 'help' | 'plan'
    readonly since: number
    readonly counterId: string | null
  } | null
  readonly services: Map<string, Service>
  readonly counters: Map<string, CounterConfig>
  readonly staff: Map<string, Staff>
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
  /** The latest who took numbers, newest last. */
  comings: readonly Coming[]
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
  /** Until when a person, by reference, gets no numbers (ms since the epoch). */
  readonly barred: Map<string, number>
  /** Newest first; more than any screen shows, so that a call taken back uncovers what stood there before. */
  calls: readonly CallRecord[]
  /** Today's ratings, newest last. */
  ratings: readonly RatingRecord[]
}

/** A centre before its first event. */
export function emptyCentre(): CentreState {
  return {
    revision: 0,
    site: null,
    policy: defaultPolicy,
    businessDay: null,
    dayOpen: false,
    emergency: null,
    services: new Map(),
    counters: new Map(),
    staff: new Map(),
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
    comings: [],
    lastArrival: 0,
    live: new Map(),
    holders: new Map(),
    closed: new Map(),
    bookings: new Map(),
    barred: new Map(),
    calls: [],
    ratings: [],
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
