import type { TicketTemplate } from '#ticket'
import type { CounterConfig, Service, Site, Staff } from './catalogue.ts'
import type { Activity, MonthReport, RatingAnswer, RatingPlace, ReportReceipt } from './documents.ts'
import type { NumberLease } from './leases.ts'
import type { Medium, PlayRecord } from './media/medium.ts'
import type { ConflictFacts } from './offline.ts'
import type { Policy } from './policy.ts'
import type { CounterUndo } from './state.ts'
import type { Affinity, Claim, Delivery, Estimate, Outcome, Party, PriorityClass, Ticket } from './ticket.ts'
import type { EstimateReport } from './views/estimates.ts'

/** Why a pause: shown on sign, board and pad. */
export type PauseReason = 'meeting' | 'break' | 'equipment' | 'handover'

/** The bands of dispatch, first wins: forced front, overdue, booking due, the rest. */
export type Band = 'A' | 'B' | 'C' | 'D'

/** "Called because …": what dispatch saw, kept with the call. */
export interface Explanation {
  readonly rule: 'dispatch' | 'by-number' | 'guard' | 'condition'
  readonly band: Band
  readonly score: number
  readonly waitedMinutes: number
  readonly targetMinutes: number
  readonly priority: PriorityClass
  readonly candidates: number
  readonly runnerUp: { readonly number: string; readonly band: Band; readonly score: number } | null
  /** Numbers passed over because this member of staff must not serve them (回避). */
  readonly avoided?: readonly string[]
  /** Why a number was called out of order (call-number). */
  readonly reason: string | null
  readonly policyVersion: number
}

/** Levels 5 非常满意 … 1 非常不满意, overall and by the plan's three dimensions (S25). */
export interface RatingMarks {
  readonly overall: number
  readonly attitude: number
  readonly efficiency: number
  readonly competence: number
}

/** What kind of device, and how it is. */
export interface DeviceReport {
  readonly deviceId: string
  /** 'id-card' | 'ticket-printer' | 'counter-sign' | 'announcer' | … */
  readonly family: string
  readonly name: string
  readonly counterId: string | null
  readonly state: 'connecting' | 'ready' | 'degraded' | 'faulted' | 'absent'
  readonly reason: string | null
  /** About how many tickets its roll of paper still gives; absent where nobody measured the roll. */
  readonly ticketsLeft?: number | undefined
}

/** What a bar keeps somebody from: everything, or only new bookings. */
export type BarScope = 'all' | 'booking'

/** An event that would have been another under other rules says which were in force; older logs do not. */
export interface UnderPolicy {
  readonly policyVersion?: number
}

/** What became of one announcement at one loudspeaker, for the play log (S16). */
export interface AnnouncementReport {
  /** A ticket's id, or the name of a notice. */
  readonly about: string
  readonly kind: 'call' | 'recall' | 'notice'
  /** 'spoken', or why it was not: 'quiet-hours', 'no-output', 'superseded' … */
  readonly end: string
}

/**
 * Another machine, or a restored backup, is the hub from here on: whatever a hub of an earlier epoch writes after
 * `fromRevision` is not part of this log.
 */
export interface EpochData {
  readonly epoch: number
  readonly hubId: string
  readonly by: string
  readonly reason: string
  readonly fromRevision: number
  /** Keyed digest that only a holder of the centre's keys can make; '' when they were lost. */
  readonly proof: string
}

/** Everything that can happen in a centre, by name. Times come from the envelope; nothing here is personal data. */
export interface EventData {
  CentreConfigured: { readonly site: Site; readonly policy: Policy }
  ServiceSaved: { readonly service: Service }
  CounterSaved: { readonly counter: CounterConfig }
  StaffSaved: { readonly staff: Staff }
  TicketTemplateSaved: { readonly template: TicketTemplate }
  DayOpened: UnderPolicy & { readonly businessDay: string }
  DayClosed: {
    readonly businessDay: string
    readonly expired: readonly string[]
    /** How true the day's estimates were. */
    readonly estimates?: EstimateReport
  }
  TicketIssued: UnderPolicy & {
    readonly ticketId: string
    readonly number: string
    readonly series: string
    readonly sequence: number
    readonly serviceId: string
    readonly priority: PriorityClass
    readonly claims: readonly Claim[]
    readonly personRef: string | null
    readonly channel: 'kiosk' | 'guide' | 'mobile'
    readonly delivery: Delivery
    readonly ahead: number
    readonly estimate: Estimate
    readonly agentRef?: string | null
    readonly groupSize?: number
    /** The booking it was checked in from; `slotAt` while it came in time. */
    readonly bookingId?: string
    readonly slotAt?: number
    /** From a kiosk's lease while the hub was away: its place is its true time. */
    readonly offline?: true
    readonly party?: Party
  }
  TicketPrinted: { readonly ticketId: string; readonly how: 'confirmed' | 'weak' | 'screen' | 'by-hand' }
  TicketPrintUnknown: UnderPolicy & { readonly ticketId: string; readonly reason: string }
  TicketVoided: { readonly ticketId: string; readonly reason: string }
  TicketReprinted: { readonly ticketId: string; readonly ahead: number }
  TicketCalled: UnderPolicy & {
    readonly ticketId: string
    readonly counterId: string
    readonly staffId: string
    readonly why: Explanation
    /** The hours of its service were over (延时服务). */
    readonly afterHours?: true
  }
  TicketRecalled: UnderPolicy & {
    readonly ticketId: string
    readonly counterId: string
    readonly callCount: number
  }
  TicketArrived: { readonly ticketId: string; readonly counterId: string }
  TicketMissed: UnderPolicy & { readonly ticketId: string; readonly counterId: string }
  TicketReactivated: UnderPolicy & {
    readonly ticketId: string
    readonly orderAt: number
    /** Of a return beyond the limit, which only the guide desk grants. */
    readonly reason?: string
    readonly staffId?: string
  }
  TicketHeld: {
    readonly ticketId: string
    readonly counterId: string
    readonly affinity: Affinity | null
    readonly until: number | null
    readonly reason: string
    readonly awaits?: 'document'
  }
  TicketResumed: { readonly ticketId: string; readonly by: 'hand' | 'timer' | 'document' }
  TicketTransferred: {
    readonly ticketId: string
    readonly fromCounterId: string
    readonly serviceId: string
    readonly affinity: Affinity | null
    readonly orderAt: number
    readonly forcedFront: boolean
    readonly noteRef: string | null
    readonly returnTo: Affinity | null
    readonly returnLater?: readonly Affinity[]
    /** How the leg before ended, when it was finished and goes back to whom it came from. */
    readonly outcome?: Outcome
  }
  /** The next service of the same visit: here and now, or back in the queue by its take time. */
  TicketNextLeg: {
    readonly ticketId: string
    readonly counterId: string
    readonly serviceId: string
    readonly outcome: Outcome
    readonly stays: boolean
  }
  /** A claim was seen at the guide desk, or found wrong. */
  TicketReclassified: {
    readonly ticketId: string
    readonly priority: PriorityClass
    readonly staffId: string | null
    readonly reason: string
  }
  BookingMade: UnderPolicy & {
    readonly bookingId: string
    readonly serviceId: string
    readonly slotAt: number
    readonly personRef: string | null
    readonly agentRef: string | null
    readonly party?: Party
    /** Made at the city, in a place granted to it. */
    readonly channel?: 'city'
    /** What the visitor shows; older logs do not say it. */
    readonly code?: string
  }
  /** Places of slots given to the city to fill; a day is given once. */
  SlotsGranted: {
    readonly serviceId: string
    readonly slots: readonly { readonly slotAt: number; readonly places: number }[]
  }
  BookingMoved: UnderPolicy & { readonly bookingId: string; readonly slotAt: number }
  /** Its number never reached anybody: it can be checked in again. `cameAt`: when its visitor first did, ms since the epoch. */
  BookingReopened: { readonly bookingId: string; readonly cameAt: number }
  BookingCancelled: { readonly bookingId: string; readonly reason: string }
  BookingMissed: UnderPolicy & { readonly bookingId: string }
  /** `until` null lifts it; the person is named by reference only. */
  PersonBarred: UnderPolicy & {
    readonly personRef: string
    readonly until: number | null
    readonly reason: string
    readonly scope?: BarScope
  }
  TicketRecused: { readonly ticketId: string; readonly staffId: string; readonly reason: string }
  TicketFinished: { readonly ticketId: string; readonly counterId: string; readonly outcome: Outcome }
  TicketLeft: { readonly ticketId: string; readonly state: 'WALKED_OUT' | 'ABANDONED' }
  TicketCancelled: { readonly ticketId: string; readonly reason: string }
  TicketNoShow: UnderPolicy & { readonly ticketId: string }
  TransitionUndone: UnderPolicy & {
    readonly ticketId: string
    readonly counterId: string
    readonly undid: string
    readonly ticket: Ticket
    readonly undo: Pick<CounterUndo, 'revision' | 'currentTicketId' | 'lastCall' | 'priorityRun'>
  }
  RatingOpened: {
    readonly ticketId: string
    readonly leg: number
    readonly counterId: string
    readonly staffId: string
    readonly serviceId: string
  }
  /** The visitor has touched the pad. */
  RatingBegun: { readonly ticketId: string; readonly leg: number; readonly counterId: string }
  RatingRecorded: {
    readonly ticketId: string
    readonly leg: number
    readonly counterId: string
    readonly staffId: string
    readonly serviceId: string
    readonly marks: RatingMarks
    readonly reasons: readonly string[]
    readonly commentRef: string | null
    readonly channel: 'pad' | 'mobile'
    /** Of a visit of an earlier day: which. */
    readonly businessDay?: string
  }
  RatingLapsed: UnderPolicy & { readonly ticketId: string; readonly leg: number; readonly counterId: string }
  /** The city asks for a bad rating to be followed up; `dueAt` in ms since the epoch. Its words stay out of the log. */
  RatingTaskAsked: { readonly taskId: string; readonly about: RatingPlace; readonly dueAt: number }
  RatingTaskBegun: { readonly about: RatingPlace; readonly staffId: string }
  RatingTaskAnswered: RatingAnswer
  ReportSigned: MonthReport
  ReceiptNoted: ReportReceipt
  ActivitySaved: Activity
  CounterOpened: { readonly counterId: string; readonly staffId: string }
  CounterClosed: { readonly counterId: string }
  CounterPaused: { readonly counterId: string; readonly reason: PauseReason }
  CounterUnpaused: { readonly counterId: string }
  /** A pause has lasted longer than the rules allow: managers are told, once for each pause. */
  PauseOverrun: UnderPolicy & {
    readonly counterId: string
    readonly staffId: string | null
    readonly reason: PauseReason
    /** ms since the epoch. */
    readonly since: number
  }
  DeviceReported: DeviceReport
  /** Somebody put a new roll of paper into a ticket printer. */
  RollChanged: { readonly deviceId: string; readonly staffId: string | null }
  AnnouncementEnded: AnnouncementReport & { readonly deviceId: string }
  MediumSaved: { readonly medium: Medium }
  MediumRemoved: { readonly mediumId: string; readonly staffId: string | null }
  /** The play log of a medium on a screen and day, whole and as the city has it (S18). */
  MediumPlayed: PlayRecord & { readonly mediaId: string; readonly screen: string; readonly day: string }
  AttachmentAdded: {
    readonly ticketId: string
    readonly leg: number
    readonly counterId: string
    readonly staffId: string
    readonly attachmentId: string
    readonly pages: number
    readonly bytes: number
    /** Of the document, hexadecimal. */
    readonly sha256: string
  }
  EmergencyRaised: {
    readonly counterId: string | null
    readonly staffId: string | null
    readonly kind: 'help' | 'plan'
  }
  EmergencyEnded: { readonly staffId: string | null }
  /** `afresh`: instead of those of this kiosk, series and day before; `to` before `from`: there is no room for more. */
  NumbersLeased: Omit<NumberLease, 'at' | 'lapsed'> & { readonly afresh?: true }
  /** The same id again: another step about the same number at the same machine. */
  ConflictNoted: ConflictFacts & { readonly conflictId: string }
  ConflictSettled: { readonly conflictId: string; readonly staffId: string | null }
  EpochBegan: EpochData
}

/** The name of an event. */
export type EventType = keyof EventData

/** Of what was done while the hub was away: when it truly happened, ms since the epoch; the envelope says when it was merged. */
export interface TrueTime {
  readonly occurredAt?: number
}

/** What decide proposes: a name and its data. */
export type DomainEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData[T] & TrueTime }
}[EventType]

/** An event as it stands in the log: gap-free revision, time, hash chain. */
export type RecordedEvent = DomainEvent & {
  readonly revision: number
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly prevHash: string
  readonly hash: string
}

/** Makes an event value; the compiler checks the data against the name. */
export function event<T extends EventType>(type: T, data: EventData[T]): DomainEvent {
  return { type, data } as DomainEvent
}
