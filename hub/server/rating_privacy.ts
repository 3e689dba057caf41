import { type CentreSnapshot, type CentreState, type Conflict, type StrayRating, toSnapshot } from '#domain'
import type { Identity } from '../access/identify.ts'

const hidden = { overall: 0, attitude: 0, efficiency: 0, competence: 0 } as const
const nowhere = { ticketId: '', leg: 0 } as const

/**
 * Whether somebody may see single ratings: staff at the counters may not (S24: neither see nor press), only that one
 * was given, and not which were bad. Marks they are sent are 0, and what is done about bad ratings names no visit; such
 * an event no longer fits its hash, by which they can be told apart.
 */
export const seesMarks = (identity: Identity): boolean =>
  identity.kind === 'staff'
    ? identity.roles.includes('manager') || identity.roles.includes('admin')
    : identity.role !== 'counter'

const unseen: StrayRating = { marks: hidden, reasons: [], commentRef: null }

interface RatingLike {
  readonly type: string
  readonly data: object
}

/** An event without what the visitor pressed, and what was done about it. */
export function withoutMarks<E extends RatingLike>(event: E): E {
  const { type, data } = event
  if (type === 'RatingRecorded') return { ...event, data: { ...data, marks: hidden, reasons: [] } }
  if (type === 'ConflictNoted' && 'rating' in data) return { ...event, data: { ...data, rating: unseen } }
  if (type === 'RatingTaskAnswered') return { ...event, data: { ...data, about: nowhere, words: '' } }
  return type.startsWith('RatingTask') ? { ...event, data: { ...data, about: nowhere } } : event
}

const isOfMarks = /"type":"(?:RatingRecorded|RatingTask|ConflictNoted)/

/** Event texts without what visitors pressed; others are passed on as they are. */
export const textsWithoutMarks = (events: readonly string[]): readonly string[] =>
  events.map((text) =>
    isOfMarks.test(text) ? JSON.stringify(withoutMarks(JSON.parse(text) as RatingLike)) : text,
  )

const withoutRatings = (conflict: Conflict): Conflict => ({
  ...conflict,
  steps: conflict.steps.map((step) => ('rating' in step ? { ...step, rating: unseen } : step)),
})

/** A snapshot without what visitors pressed. */
export function snapshotWithoutMarks(state: CentreState): CentreSnapshot {
  const ratings = state.ratings.map((rating) =>
    rating.marks === null ? rating : { ...rating, marks: hidden },
  )
  const conflicts = new Map([...state.conflicts].map(([id, conflict]) => [id, withoutRatings(conflict)]))
  return { ...toSnapshot({ ...state, ratings, conflicts }), ratingTasks: [] }
}
