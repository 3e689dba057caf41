/** Every state of a ticket (queue rules, States). */
export type TicketState =
  | 'ISSUING'
  | 'WAITING'
  | 'CALLED'
  | 'SERVING'
  | 'HELD'
  | 'MISSED'
  | 'DONE'
  | 'NO_SHOW'
  | 'WALKED_OUT'
  | 'ABANDONED'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'VOID'

const live: ReadonlySet<TicketState> = new Set(['ISSUING', 'WAITING', 'CALLED', 'SERVING', 'HELD', 'MISSED'])

/** Whether a ticket may still be served. */
export const isLive = (state: TicketState): boolean => live.has(state)

/** Priority classes, from the law (军人优先) and the rules of government halls. */
export type PriorityClass =
  | 'military'
  | 'elderly'
  | 'disabled'
  | 'pregnant'
  | 'illness'
  | 'fire'
  | 'returned'
  | 'normal'

/** A priority a visitor may ask for; `returned` and `normal` are the hall's own. */
export type Claim = Exclude<PriorityClass, 'returned' | 'normal'>

/** How the number reaches the visitor: paper, a code on the screen, or by word at the guide desk. */
export type Delivery = 'print' | 'screen' | 'spoken'

/** How a leg ended. */
export type Outcome = 'done' | 'advised' | 'referred' | 'incomplete' | 'declined'

/** Waiting for a rating, rated, or 未评价: never a default good (S24, GB/T 39735). */
export type RatingState = 'none' | 'open' | 'rated' | 'unrated'

/** One pass over one counter; times in ms since the epoch, null until they happen. */
export interface Leg {
  readonly index: number
  readonly serviceId: string
  readonly enqueuedAt: number
  /** Waiting time ends here, at the first call; recalls do not move it. */
  readonly firstCalledAt: number | null
  readonly lastCalledAt: number | null
  readonly arrivedAt: number | null
  readonly endedAt: number | null
  readonly counterId: string | null
  readonly staffId: string | null
  readonly outcome: Outcome | null
  readonly rating: RatingState
  /** Called when the hours of its service were over (延时服务). */
  readonly afterHours?: true
}

/** Only these may call it until `until` (ms since the epoch; null = no end). */
export interface Affinity {
  readonly counterId: string | null
  readonly staffId: string | null
  readonly until: number | null
}

/** An interval of waiting, whole minutes, rounded outward. */
export interface Estimate {
  readonly p50Minutes: number
  readonly p80Minutes: number
  /**
   * No counter is open that serves it: the interval holds from the moment one opens, which nobody knows but for the
   * end of a break ('HH:MM', today).
   */
  readonly unattended?: { readonly opensAt: string | null }
}

/** The side of a matter somebody is on; `matterRef` names a dispute, never a person. */
export interface Party {
  readonly matterRef: string
  /** Who shares a side shares this word: 'applicant', 'respondent', 'A' … */
  readonly side: string
}

/** How much of a carried ticket earlier days have counted already. */
export interface Counted {
  /** Legs called, and legs ended, before this day. */
  readonly called: number
  readonly ended: number
}

/** A document captured at a counter for a ticket; what is in it lies sealed in the vault. */
export interface Attachment {
  readonly id: string
  /** Of the leg during which it was captured. */
  readonly leg: number
  readonly pages: number
  readonly bytes: number
  /** ms since the epoch. */
  readonly at: number
}

/** A number in somebody's hand. It holds no personal data: `personRef` points into the vault. */
export interface Ticket {
  readonly id: string
  readonly number: string
  readonly series: string
  readonly sequence: number
  readonly state: TicketState
  readonly priority: PriorityClass
  readonly claims: readonly Claim[]
  readonly personRef: string | null
  readonly channel: 'kiosk' | 'guide' | 'mobile'
  readonly delivery: Delivery
  /** 'ok' once confirmed, 'unknown' when a person must look whether paper came out. */
  readonly printed: 'pending' | 'ok' | 'unknown'
  readonly reprints: number
  readonly issuedAt: number
  readonly aheadAtIssue: number
  readonly estimateAtIssue: Estimate
  /** A missed number may not be called by dispatch before this (ms since the epoch) … */
  readonly eligibleAt: number
  /** … or before its service has been called this often today; null when it is not put off. */
  readonly putOffUntilCall: number | null
  /** Place in the queue: tickets of one class are called in this order. Never runs backwards, unlike the clock. */
  readonly orderAt: number
  /** The place given when it was taken, which a transfer can give back (一票到底). */
  readonly takenAt: number
  readonly forcedFront: boolean
  /** The time booked, ms since the epoch, while it counts: a late booking is an ordinary arrival. */
  readonly slotAt?: number
  readonly bookingId?: string
  /** Who acts for the person of `personRef` (代理人), kept apart from that person (申请人). */
  readonly agentRef?: string | null
  /** How many come with this one number; 1 when it is not said. */
  readonly groupSize?: number
  /** Given by a kiosk from its lease while the hub was away. */
  readonly offline?: true
  /** Whose opposite party its staff must not have served (回避). */
  readonly party?: Party
  /** Only on a ticket carried over from an earlier day. */
  readonly counted?: Counted
  /** Held until this is there. */
  readonly awaits?: 'document' | null
  readonly callCount: number
  readonly reactivations: number
  readonly missedAt: number | null
  readonly heldUntil: number | null
  readonly affinity: Affinity | null
  readonly excludedStaffIds: readonly string[]
  readonly noteRef: string | null
  /** Who asked to have it back; `returnLater` asked before, and get it back after. */
  readonly returnTo: Affinity | null
  readonly returnLater?: readonly Affinity[]
  /** Absent while there is none. */
  readonly attachments?: readonly Attachment[]
  /** The current leg; earlier ones in order. */
  readonly leg: Leg
  readonly pastLegs: readonly Leg[]
}

/** A time booked that counts for a ticket, and the booking it comes from. */
export interface BookedTime {
  readonly bookingId: string
  /** ms since the epoch. */
  readonly slotAt: number
}

/** Every state of a booking; checked in, it goes on as a ticket. */
export type BookingState = 'BOOKED' | 'CHECKED_IN' | 'CANCELLED' | 'BOOKING_MISSED'

/** A time somebody has booked for a service. */
export interface Booking {
  readonly id: string
  /** Eight figures by which it is found again; '' on one of an older log. */
  readonly code: string
  readonly serviceId: string
  /** ms since the epoch. */
  readonly slotAt: number
  readonly personRef: string | null
  readonly agentRef: string | null
  readonly party?: Party
  /** Made at the city, in a place granted to it, and not moved since. */
  readonly channel?: 'city'
  readonly state: BookingState
  readonly ticketId: string | null
  /** When its visitor checked in to a number that then was void: who came in time is neither late nor missing. */
  readonly cameAt?: number
}
