import type { RatingPlace, RatingTask } from './documents.ts'

const hourMs = 3_600_000

/** A bad rating is taken up within an hour and answered within a day, by the clock on the wall. */
export const ratingTaskMs = { respond: hourMs, answer: 24 * hourMs } as const

/** Where a task stands among those of a centre. */
export const ratingTaskKey = ({ ticketId, leg }: RatingPlace): string => `${ticketId} ${leg}`

/** How a task stands at a moment (ms since the epoch); what is late is late from the moment its time is over. */
export function ratingTaskStanding(
  task: RatingTask,
  now: number,
): 'answered' | 'late' | 'unattended' | 'begun' | 'new' {
  if (task.answer !== null) return 'answered'
  if (now > task.dueAt) return 'late'
  if (task.begun !== null) return 'begun'
  return now > task.respondBy ? 'unattended' : 'new'
}
