import type { Policy } from '#domain'

type Unit = 'minutes' | 'seconds' | 'times' | 'calls' | 'people' | 'years' | 'days' | 'numbers'

/** A figure of the rules and what it counts. */
export interface RuleFigure {
  readonly key: Exclude<
    { [Key in keyof Policy]-?: Policy[Key] extends number | null ? Key : never }[keyof Policy],
    'version' | 'zoneMinutes'
  >
  readonly unit: Unit
}

const of = (unit: Unit, ...keys: RuleFigure['key'][]): RuleFigure[] => keys.map((key) => ({ key, unit }))

/** The figures of the rules as a person looks for them, in the order of a visit. */
export const ruleGroups = {
  calling: [
    ...of('times', 'recallLimit'),
    ...of('seconds', 'recallGapSeconds', 'sameCallSeconds', 'absentAfterSeconds', 'undoSeconds'),
  ],
  missing: [
    ...of('times', 'reactivateLimit'),
    ...of('minutes', 'reactivateWithinMinutes'),
    ...of('people', 'reactivateAfter'),
    ...of('minutes', 'putOffMinutes'),
    ...of('calls', 'putOffCalls'),
  ],
  waiting: [
    ...of('years', 'elderlyAge'),
    ...of('calls', 'priorityRun'),
    ...of('minutes', 'priorityRunMinutes', 'overflowMinutes', 'stopBeforeBreakMinutes'),
  ],
  booking: [
    ...of(
      'minutes',
      'bookingEarlyMinutes',
      'bookingLateMinutes',
      'bookingMissedMinutes',
      'bookingLeadMinutes',
    ),
    ...of('times', 'noShowLimit'),
    ...of('days', 'noShowWithinDays', 'noShowBarDays'),
  ],
  house: [
    ...of('minutes', 'pauseAlarmMinutes'),
    ...of('seconds', 'ratingSeconds'),
    ...of('minutes', 'issuingFlagMinutes'),
    ...of('numbers', 'leaseSize', 'leaseLow'),
  ],
} as const satisfies Record<string, readonly RuleFigure[]>

/** The names of the groups, in order. */
export const ruleGroupNames = ['calling', 'missing', 'waiting', 'booking', 'house'] as const
