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
  /** A checked-in booking is due (band C) this long before its slot. */
  readonly bookingLeadMinutes: number
  /** Accumulating priority: points at the start and points a minute; every rate > 0. */
  readonly classes: Readonly<Record<PriorityClass, { readonly base: number; readonly rate: number }>>
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
  bookingLeadMinutes: 5,
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
}
