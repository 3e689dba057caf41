import { type AnnouncerRules, usualAnnouncer } from './announcer_rules.ts'
import type { Service } from './catalogue.ts'
import { type SignageRules, usualSignage } from './media/medium.ts'
import type { PriorityClass } from './ticket.ts'

/** The queue rules of a centre as data; a command is decided under the version in force (queue rules). */
export interface Policy {
  readonly version: number
  /** Centre's zone as minutes east of UTC (Shanghai: 480; no daylight saving). */
  readonly zoneMinutes: number
  /** 'always' lets a demo run at any hour; 'service' keeps each service's hours. */
  readonly hours: 'service' | 'always'
  readonly recallLimit: number
  readonly recallGapSeconds: number
  /** A second call-next within this time is the same call. */
  readonly sameCallSeconds: number
  readonly absentAfterSeconds: number
  readonly reactivateLimit: number
  readonly reactivateWithinMinutes: number
  /** A reactivated ticket stands behind this many waiting. */
  readonly reactivateAfter: number
  readonly undoSeconds: number
  readonly pauseAlarmMinutes: number
  /** A rating not given by then is 未评价. */
  readonly ratingSeconds: number
  /** Minutes a ticket may stay unconfirmed before a person is asked. */
  readonly issuingFlagMinutes: number
  /** Proposed as 老年优先 from this age. */
  readonly elderlyAge: number
  /** At most this many priority calls in a row while a normal ticket has waited longer than the next figure. */
  readonly priorityRun: number
  readonly priorityRunMinutes: number
  /** A missed number that came back is not called again for so long … */
  readonly putOffMinutes: number
  /** … or until so many later calls of its queue. */
  readonly putOffCalls: number
  /** No numbers so long before a break, unless the estimate still fits. */
  readonly stopBeforeBreakMinutes: number
  /** A booking may check in from so long before its slot … */
  readonly bookingEarlyMinutes: number
  /** … keeps its place when not later than this; later it is an ordinary arrival … */
  readonly bookingLateMinutes: number
  /** … and has been missed this long after its slot. */
  readonly bookingMissedMinutes: number
  /**
   * A counter helps with a service once its oldest wait passes this; null: once it passes the service's own target
   * (queue rules, which ticket next, 1).
   */
  readonly overflowMinutes: number | null
  /** So many bookings nobody came for … 0: no limit … */
  readonly noShowLimit: number
  /** … within so many days … */
  readonly noShowWithinDays: number
  /** … bar new bookings for so many. */
  readonly noShowBarDays: number
  /** Days without business, 'YYYY-MM-DD' in the centre's zone: holidays. */
  readonly closedDates: readonly string[]
  /** Days worked instead (调休), each with the hours of a weekday (1 = Monday … 7 = Sunday). */
  readonly makeUpDates: readonly { readonly date: string; readonly weekday: number }[]
  /** A checked-in booking is due (band C) this long before its slot. */
  readonly bookingLeadMinutes: number
  /** A kiosk is leased so many numbers of each series at a time, for when the hub is away … */
  readonly leaseSize: number
  /** … and more once fewer than this many are left. */
  readonly leaseLow: number
  /** Accumulating priority: points at the start and points a minute; every rate > 0. */
  readonly classes: Readonly<Record<PriorityClass, { readonly base: number; readonly rate: number }>>
  /** How calls are spoken. */
  readonly announcer: AnnouncerRules
  /** How boards show media. */
  readonly signage: SignageRules
}

/** The defaults of the queue rules. */
export const defaultPolicy: Policy = {
  version: 1,
  zoneMinutes: 480,
  hours: 'service',
  recallLimit: 3,
  recallGapSeconds: 10,
  sameCallSeconds: 5,
  absentAfterSeconds: 45,
  reactivateLimit: 1,
  reactivateWithinMinutes: 30,
  reactivateAfter: 3,
  undoSeconds: 60,
  pauseAlarmMinutes: 15,
  ratingSeconds: 120,
  issuingFlagMinutes: 2,
  elderlyAge: 70,
  priorityRun: 2,
  priorityRunMinutes: 15,
  putOffMinutes: 5,
  putOffCalls: 3,
  stopBeforeBreakMinutes: 15,
  bookingEarlyMinutes: 30,
  bookingLateMinutes: 10,
  bookingMissedMinutes: 30,
  overflowMinutes: null,
  // A centre that limits people decides so itself.
  noShowLimit: 0,
  noShowWithinDays: 30,
  noShowBarDays: 30,
  closedDates: [],
  makeUpDates: [],
  bookingLeadMinutes: 5,
  leaseSize: 20,
  leaseLow: 10,
  classes: {
    military: { base: 40, rate: 2 },
    elderly: { base: 30, rate: 1.5 },
    disabled: { base: 30, rate: 1.5 },
    pregnant: { base: 30, rate: 1.5 },
    illness: { base: 30, rate: 1.5 },
    fire: { base: 40, rate: 2 },
    returned: { base: 20, rate: 1.5 },
    normal: { base: 0, rate: 1 },
  },
  announcer: usualAnnouncer,
  signage: usualSignage,
}

/** A policy of any age with today's defaults for what it did not know. */
export const completePolicy = (policy: Partial<Policy>): Policy => ({ ...defaultPolicy, ...policy })

/** The rules in force for a service: the centre's, but for what the service sets itself. */
export const rulesOf = (policy: Policy, service: Service | undefined): Policy =>
  service?.rules === undefined ? policy : { ...policy, ...service.rules }
