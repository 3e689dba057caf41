/** Which rating is meant: of which visit, and of which of its legs. */
export interface RatingPlace {
  readonly ticketId: string
  readonly leg: number
}

/** What became of a bad rating: put right, explained to the visitor, or found to be wrong. */
export type RatingOutcome = 'corrected' | 'explained' | 'disputed'

/** The answer to a bad rating, as the city takes it (EVAL_RESULT). */
export interface RatingAnswer {
  readonly id: string
  /** Grows with every correction. */
  readonly version: number
  /** The city's task; the answer's own id where the centre answered before the city asked. */
  readonly taskId: string
  readonly outcome: RatingOutcome
  /** ISO 8601. */
  readonly repliedAt: string
  readonly words: string
  readonly about: RatingPlace
  readonly repliedBy: string
}

/** A bad rating to be followed up (差评单): seen by the centre itself, asked for by the city, or both. */
export interface RatingTask {
  readonly about: RatingPlace
  /** Times in ms since the epoch. */
  readonly since: number
  /** By when somebody has taken it up. */
  readonly respondBy: number
  /** By when it is answered: the earliest time anybody has set. */
  readonly dueAt: number
  /** What the city calls it, the latest last; none while only the centre knows of it. */
  readonly taskIds: readonly string[]
  readonly begun: { readonly staffId: string; readonly at: number } | null
  readonly answer: RatingAnswer | null
}

/** The figures of a month as they are sent, with who answers for them (月报表, MONTHLY_REPORT). */
export interface MonthReport {
  readonly id: string
  /** Grows with every correction. */
  readonly version: number
  /** 'YYYY-MM' */
  readonly period: string
  /** First and last business day. */
  readonly from: string
  readonly to: string
  readonly signedBy: string
  readonly figures: Readonly<Record<string, number>>
}

/** The city's word about one version of a report. */
export interface ReportReceipt {
  readonly reportId: string
  readonly version: number
  readonly receiptNo: string
  readonly outcome: 'received' | 'returned'
  readonly reason: string
}

/** A report that was signed, and how it stands at the city; `receipt` null until the city has spoken. */
export interface SignedReport extends MonthReport {
  /** ms since the epoch. */
  readonly signedAt: number
  readonly receipt: ReportReceipt | null
}

/** Kinds of what a centre does outside its counters (S46, S52). */
export type ActivityKind = 'lecture' | 'publicity' | 'training'

/** One entry of the ledger of activities (活动台账, ACTIVITY). */
export interface Activity {
  readonly id: string
  /** Grows with every correction. */
  readonly version: number
  readonly kind: ActivityKind
  /** 'YYYY-MM-DD' */
  readonly day: string
  readonly place: string
  readonly topic: string
  readonly attendance: number
}
