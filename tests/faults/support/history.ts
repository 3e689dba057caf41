/** What a sender wants; each leaves one event in the log when it is granted. */
export type Action = 'issue' | 'print' | 'call' | 'arrive' | 'finish'

/** A ticket as an answer names it. */
export interface Told {
  readonly ticketId: string
  readonly number: string
}

/**
 * One line of a history, in the order the senders saw it: a command goes out, and each time it was sent it is
 * granted, refused, or nobody knows (no answer, or 'unavailable').
 */
export type Entry =
  | {
      readonly kind: 'invoke'
      readonly commandId: string
      readonly action: Action
      readonly counterId: string | null
      /** The ticket that is meant; null where the hub chooses. */
      readonly ticketId: string | null
    }
  | { readonly kind: 'ok'; readonly commandId: string; readonly told: Told | null }
  | { readonly kind: 'fail'; readonly commandId: string; readonly code: string }
  | { readonly kind: 'unknown'; readonly commandId: string }

/** The part of a recorded event that the checker reads. */
export interface LogEntry {
  readonly revision: number
  readonly type: string
  readonly ticketId: string | null
  readonly counterId: string | null
  readonly number: string | null
  readonly businessDay: string | null
  /** From the database; null when only the door was read. */
  readonly commandId: string | null
}

/** What a history and a log do not agree on; every list is empty for a hub that keeps its promises. */
export interface Verdict {
  /** Granted, and not in the log. */
  readonly lost: readonly string[]
  /** Numbers two tickets have on one day. */
  readonly duplicated: readonly string[]
  /** Tickets live at two counters, by the log or by what counters were told. */
  readonly atTwoCounters: readonly string[]
  /** Counters that hold two live tickets. */
  readonly holdingTwo: readonly string[]
  /** Commands in effect more than once. */
  readonly repeated: readonly string[]
  /** In the log, and refused or never asked for. */
  readonly unexpected: readonly string[]
  /** One command, different answers. */
  readonly torn: readonly string[]
}

/** Whether a verdict finds nothing. */
export const isClean = (verdict: Verdict): boolean =>
  Object.values(verdict).every((found: readonly string[]) => found.length === 0)
