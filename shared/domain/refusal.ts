/** Every reason for which a command is refused; screens and problem+json translate it. */
export const refusalCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'login-failed',
  'login-locked',
  'not-found',
  'too-large',
  'rate-limited',
  'unavailable',
  'command-reused',
  'day-closed',
  'emergency',
  'service-unknown',
  'service-suspended',
  'service-closed',
  'quota-used',
  'already-has-ticket',
  'barred',
  'not-bookable',
  'already-booked',
  'booking-unknown',
  'booking-state',
  'booking-early',
  'booking-late',
  'ticket-unknown',
  'ticket-state',
  'ticket-not-yours',
  'print-already-confirmed',
  'counter-unknown',
  'counter-disabled',
  'counter-closed',
  'counter-taken',
  'counter-paused',
  'counter-not-paused',
  'counter-busy',
  'counter-rating',
  'staff-unknown',
  'staff-elsewhere',
  'staff-required',
  'queue-empty',
  'nothing-called',
  'recall-limit',
  'recall-too-soon',
  'absent-too-soon',
  'reactivate-limit',
  'reactivate-too-late',
  'target-unknown',
  'reason-required',
  'nothing-to-undo',
  'undo-too-late',
  'rating-not-open',
  'no-emergency',
  'number-series-full',
  'prefix-taken',
  'person-unknown',
  'pairing-failed',
  'pairing-role',
  'not-merged-yet',
  'conflict-unknown',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal with what a screen needs to say it well: numbers, times, the other ticket. */
export interface Refusal {
  readonly code: RefusalCode
  readonly detail: Readonly<Record<string, string | number>>
}

/** Makes a refusal. */
export const refuse = (
  code: RefusalCode,
  detail: Readonly<Record<string, string | number>> = {},
): { readonly ok: false; readonly error: Refusal } => ({ ok: false, error: { code, detail } })
