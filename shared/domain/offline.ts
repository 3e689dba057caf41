import type { CounterCommand, PrintResult } from './commands.ts'
import type { RatingMarks } from './events.ts'
import type { RefusalCode } from './refusal.ts'
import type { Claim, Delivery, Estimate, PriorityClass } from './ticket.ts'

/** What a counter can go on doing with numbers while the hub is away: call one, end its leg, send it on. */
export type OfflineCounterCommand =
  | Extract<
      CounterCommand,
      {
        type:
          | 'call-number'
          | 'recall'
          | 'arrive'
          | 'absent'
          | 'finish'
          | 'hold'
          | 'left'
          | 'transfer'
          | 'next-service'
          | 'recuse'
      }
    >
  /** The held number goes back into the queue. */
  | { readonly type: 'resume' }
  /** The step before, also made here, is taken back; `undid`: the event it was. */
  | { readonly type: 'undo'; readonly undid: string }

/** What a counter can do with itself while the hub is away. */
export type OfflineDeskCommand = Extract<CounterCommand, { type: 'open' | 'close' | 'pause' | 'unpause' }>

/** One thing a machine did while the hub was away. Tickets are named by number: that is what was on paper and called. */
export type OfflineStep =
  | {
      readonly did: 'issue'
      readonly ticketId: string
      readonly series: string
      readonly sequence: number
      readonly serviceId: string
      readonly priority: PriorityClass
      readonly claims: readonly Claim[]
      readonly personRef: string | null
      readonly delivery: Delivery
      readonly groupSize?: number
      /** The booking that was checked in with it. */
      readonly bookingId?: string
      /** As printed: from what the kiosk knew. */
      readonly ahead: number
      readonly estimate: Estimate
    }
  | {
      readonly did: 'print-result'
      readonly ticketId: string
      readonly result: PrintResult
      readonly reason: string
    }
  /** A live number was printed again, marked 补打. */
  | { readonly did: 'reprint'; readonly ticketId: string }
  | { readonly did: 'desk'; readonly counterId: string; readonly command: OfflineDeskCommand }
  | {
      readonly did: 'counter'
      readonly counterId: string
      readonly number: string
      readonly command: OfflineCounterCommand
    }
  | {
      readonly did: 'rate'
      readonly counterId: string
      readonly number: string
      readonly leg: number
      readonly marks: RatingMarks
      readonly reasons: readonly string[]
      readonly commentRef: string | null
    }

/** What the hub had already answered to the command a step stands for: the link broke before its sender heard it. */
export interface DoneOnline {
  /** The ticket it made or moved, if any. */
  readonly ticketId: string | null
}

/** A step brought home. */
export type MergeCommand = {
  readonly type: 'merge-offline'
  /** The machine's estimate of the hub's time, ms since the epoch. */
  readonly occurredAt: number
  readonly businessDay: string
  readonly step: OfflineStep
  readonly online: DoneOnline | null
  /** What it rests on has not come for a long time: do not wait for it any longer. */
  readonly insist: boolean
}

/** Why a step done while the hub was away does not fit what happened elsewhere; a person settles it. */
const conflictKinds = [
  'number-not-leased',
  'number-taken',
  'second-ticket',
  'booking-used',
  'day-over',
  'rating-late',
  'called-twice',
  'ticket-ended',
  'number-unknown',
  'not-possible',
  'record-lost',
] as const
/** Why a step made without the hub does not fit. */
export type ConflictKind = (typeof conflictKinds)[number]

/** A rating that found no visit to count for, as the visitor gave it. */
export interface StrayRating {
  readonly marks: RatingMarks
  readonly reasons: readonly string[]
  readonly commentRef: string | null
}

/** What a conflict is about. */
export interface ConflictFacts {
  readonly kind: ConflictKind
  readonly deviceId: string
  readonly counterId: string | null
  /** '' for what a counter did with itself. */
  readonly number: string
  readonly serviceId: string | null
  /** The ticket that has the number at the hub, if any. */
  readonly aboutTicketId: string | null
  /** What was done: `issue`, `rate`, or the counter's command. */
  readonly did: string
  /** How the rules would have refused it, where they did. */
  readonly code: RefusalCode | null
  /** Whose step it was, where that day was over: its number may be somebody else's by now. */
  readonly businessDay?: string
  /** Of a rating: what was pressed. It counts nowhere, and a manager sees it. */
  readonly rating?: StrayRating
}

/** A conflict nobody has settled; later steps about the same number at the same machine belong to it. */
export interface Conflict extends Omit<ConflictFacts, 'rating'> {
  readonly id: string
  /** What was done and when, ms since the epoch, in order: the first of them. */
  readonly steps: readonly { readonly did: string; readonly at: number; readonly rating?: StrayRating }[]
  /** How many there were in all; absent in a snapshot of an older version, which kept every one. */
  readonly count?: number
}
