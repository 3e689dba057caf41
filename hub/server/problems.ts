import { type Refusal, type RefusalCode, refusalText } from '#domain'
import type { Locale, Problem } from '#protocol'

const others: { readonly [Code in RefusalCode]?: number } = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'login-failed': 401,
  'login-locked': 429,
  'not-found': 404,
  'too-large': 413,
  'rate-limited': 429,
  unavailable: 503,
  'service-unknown': 404,
  'ticket-unknown': 404,
  'booking-unknown': 404,
  'counter-unknown': 404,
  'staff-unknown': 404,
  'target-unknown': 422,
  'reason-required': 422,
  'person-unknown': 422,
  'conflict-unknown': 404,
  'rating-task-unknown': 404,
  'report-unknown': 404,
  'words-personal': 422,
  'pairing-failed': 401,
  'pairing-role': 409,
  fenced: 503,
}

/** The HTTP status of a refusal; what the state of the centre does not allow is a conflict. */
export const statusOf = (code: RefusalCode): number => others[code] ?? 409

/** Seconds after which to ask again, or null when asking again is of no use. */
export function retryAfter({ code, detail }: Refusal): number | null {
  const status = statusOf(code)
  if (status !== 429 && status !== 503) return null
  return typeof detail.seconds === 'number' ? detail.seconds : null
}

/** A refusal as RFC 9457 problem details, in words of one language; its particulars are further members. */
export function problemOf(refusal: Refusal, locale: Locale): Problem {
  const { title, detail } = refusalText(refusal, locale)
  const { code } = refusal
  return {
    ...refusal.detail,
    type: `urn:civic-hall:problem:${code}`,
    title,
    status: statusOf(code),
    detail,
    code,
  }
}
