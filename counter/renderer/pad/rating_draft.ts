import type { RatingMarks } from '#domain'
import type { RatingBody } from '#protocol'
import type { RatingLevel } from '#ui'

/** The three things a visitor rates besides the whole (S25). */
export const dimensions = ['attitude', 'efficiency', 'competence'] as const

/** What may have been wrong: codes of a closed list, so that they can be counted. */
export const reasonCodes = [
  'attitude-cold',
  'waited-too-long',
  'unclear',
  'changed-requirements',
  'passed-around',
  'facilities',
  'other',
] as const
/** What may have been wrong, as it is counted. */
export type ReasonCode = (typeof reasonCodes)[number]

/** A rating as it is being given; null = not pressed yet. Nothing is ever filled in for the visitor. */
export interface RatingDraft {
  readonly marks: { readonly [Part in keyof RatingMarks]: RatingLevel | null }
  readonly reasons: readonly ReasonCode[]
  readonly comment: string
}

/** A rating nobody has touched. */
export const emptyDraft: RatingDraft = {
  marks: { overall: null, attitude: null, efficiency: null, competence: null },
  reasons: [],
  comment: '',
}

/** Whether the overall mark is one of the two worst: then a reason or a comment is needed (rating rules of the country). */
export const needsReason = ({ marks }: RatingDraft): boolean => marks.overall !== null && marks.overall <= 2

/** Presses a face. Reasons go when the whole is no longer bad: they would say something nobody can see. */
export function mark(draft: RatingDraft, part: keyof RatingMarks, level: RatingLevel): RatingDraft {
  const next = { ...draft, marks: { ...draft.marks, [part]: level } }
  return needsReason(next) ? next : { ...next, reasons: [], comment: '' }
}

/** The visitor says that the three are like the whole: one press for three, still the visitor's own. */
export function markAllAlike(draft: RatingDraft): RatingDraft {
  const { overall } = draft.marks
  return { ...draft, marks: { overall, attitude: overall, efficiency: overall, competence: overall } }
}

/** Chooses a reason or takes it back. */
export function toggleReason(draft: RatingDraft, reason: ReasonCode): RatingDraft {
  const has = draft.reasons.includes(reason)
  const reasons = has ? draft.reasons.filter((each) => each !== reason) : [...draft.reasons, reason]
  return { ...draft, reasons }
}

/** What is still to be pressed before the rating can be sent, or null. */
export function missingPart(draft: RatingDraft): 'overall' | 'dimensions' | 'reason' | null {
  if (draft.marks.overall === null) return 'overall'
  if (dimensions.some((each) => draft.marks[each] === null)) return 'dimensions'
  const explained = draft.reasons.length > 0 || draft.comment.trim() !== ''
  return needsReason(draft) && !explained ? 'reason' : null
}

/** The rating as it is sent, or null while something is missing. */
export function ratingBody(
  draft: RatingDraft,
  asked: { readonly ticketId: string; readonly leg: number },
): Omit<RatingBody, 'commandId'> | null {
  const { overall, attitude, efficiency, competence } = draft.marks
  if (overall === null || attitude === null || efficiency === null || competence === null) return null
  if (missingPart(draft) !== null) return null
  const comment = draft.comment.trim()
  return {
    ticketId: asked.ticketId,
    leg: asked.leg,
    marks: { overall, attitude, efficiency, competence },
    reasons: [...draft.reasons],
    ...(comment === '' ? {} : { comment }),
  }
}

/** Whole seconds left to rate; 0 = over, the rating lapses (未评价). `since` and `now` in ms since the epoch. */
export const secondsLeft = (since: number, now: number, ratingSeconds: number): number =>
  Math.max(0, Math.ceil(ratingSeconds - (now - since) / 1_000))
