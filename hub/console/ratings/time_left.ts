import type { RatingTask } from '#domain'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Time until a moment, or since it, in whole units a person can act on; `at` and `now` in ms since the epoch. */
export interface TimeLeft {
  readonly isLate: boolean
  readonly unit: 'day' | 'hour' | 'minute'
  readonly count: number
}

/** How long until a moment; the last minute still counts as one, so that nothing says none is left. */
export function timeLeft(at: number, now: number): TimeLeft {
  const isLate = now > at
  const ms = Math.abs(at - now)
  if (ms >= 48 * hourMs) return { isLate, unit: 'day', count: Math.floor(ms / (24 * hourMs)) }
  if (ms >= hourMs) return { isLate, unit: 'hour', count: Math.floor(ms / hourMs) }
  return { isLate, unit: 'minute', count: Math.max(1, Math.ceil(ms / minuteMs)) }
}

/** What changes when any task does: the page asks for the visits anew. */
export const tasksSignature = (tasks: Iterable<RatingTask>): string =>
  [...tasks]
    .map(({ about, dueAt, taskIds, begun, answer }) =>
      [about.ticketId, about.leg, dueAt, taskIds.length, begun?.at, answer?.version].join(),
    )
    .join(' ')
