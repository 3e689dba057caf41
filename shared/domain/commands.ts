import type { TicketTemplate } from '#ticket'
import type { CounterConfig, Service, Site, Staff, StaffRole } from './catalogue.ts'
import type { Activity, RatingOutcome, RatingPlace, ReportReceipt } from './documents.ts'
import type { AnnouncementReport, DeviceReport, EpochData, PauseReason, RatingMarks } from './events.ts'
import type { Medium, PlayReport } from './media/medium.ts'
import type { MergeCommand } from './offline.ts'
import type { Policy } from './policy.ts'
import type { BookedTime, Claim, Delivery, Estimate, Outcome, Party, PriorityClass } from './ticket.ts'

/** What a device may be. */
export type DeviceRole = 'kiosk' | 'query' | 'counter' | 'pad' | 'display' | 'guide'

/** Who sends a command, as the hub has verified it. */
export type Actor =
  | {
      readonly kind: 'device'
      readonly deviceId: string
      readonly role: DeviceRole
      readonly counterId: string | null
    }
  | { readonly kind: 'staff'; readonly staffId: string; readonly roles: readonly StaffRole[] }
  | { readonly kind: 'system' }

/** Where in the queue a transferred ticket stands; 'taken' = by its original take time (一票到底). */
export type TransferPosition = 'taken' | 'front' | 'end' | { readonly after: number }

/** How far a print came; see the ticket transaction of the printer. */
export type PrintResult = 'confirmed' | 'weak' | 'screen' | 'by-hand' | 'unknown' | 'failed'

/** Commands of one counter (the outside surface's `/counters/{id}/commands`). */
export type CounterCommand =
  | { readonly type: 'open'; readonly staffId: string | null }
  | { readonly type: 'close' }
  | { readonly type: 'call-next'; readonly finishCurrent: Outcome | null }
  | { readonly type: 'call-number'; readonly number: string; readonly reason: string }
  | { readonly type: 'recall' }
  | { readonly type: 'arrive' }
  | { readonly type: 'absent' }
  | { readonly type: 'finish'; readonly outcome: Outcome }
  | {
      readonly type: 'hold'
      readonly scope: 'me' | 'counter' | 'any'
      /** ms since the epoch, or null: until resumed by hand. */
      readonly until: number | null
      readonly reason: string
      /** Comes back when it is said to be ready. */
      readonly awaits?: 'document'
    }
  | { readonly type: 'resume'; readonly ticketId: string }
  | {
      readonly type: 'transfer'
      readonly serviceId: string | null
      readonly toCounterId: string | null
      readonly staffId: string | null
      readonly position: TransferPosition
      readonly noteRef: string | null
      readonly returnToMe: boolean
      /** A held ticket to send on; the present one when absent. */
      readonly ticketId?: string
    }
  | {
      readonly type: 'next-service'
      readonly serviceId: string
      /** Served on here and now; otherwise it queues by its take time. */
      readonly stays: boolean
      readonly outcome: Outcome
    }
  | { readonly type: 'recuse'; readonly reason: string }
  | { readonly type: 'left' }
  | { readonly type: 'pause'; readonly reason: PauseReason }
  | { readonly type: 'unpause' }
  | { readonly type: 'undo' }

/** Everything that can be asked of a centre. Personal data has been sealed before: here it is a reference. */
export type Command =
  | ({ readonly counterId: string } & CounterCommand)
  | {
      readonly type: 'issue'
      readonly serviceId: string
      readonly personRef: string | null
      readonly age: number | null
      readonly claims: readonly Claim[]
      readonly channel: 'kiosk' | 'guide' | 'mobile'
      readonly delivery: Delivery
      /** Who acts for the person (代理人). */
      readonly agentRef?: string | null
      readonly groupSize?: number
      readonly party?: Party
    }
  | {
      readonly type: 'book'
      readonly serviceId: string
      /** ms since the epoch. */
      readonly slotAt: number
      readonly personRef: string | null
      readonly agentRef: string | null
      readonly party?: Party
      /** A booking made at the city: its id and code there. */
      readonly reservation?: { readonly id: string; readonly code: string }
    }
  | {
      readonly type: 'check-in'
      readonly bookingId: string
      readonly channel: 'kiosk' | 'guide' | 'mobile'
      readonly delivery: Delivery
    }
  | {
      readonly type: 'move-booking'
      readonly bookingId: string
      /** ms since the epoch. */
      readonly slotAt: number
    }
  | { readonly type: 'cancel-booking'; readonly bookingId: string; readonly reason: string }
  | { readonly type: 'walk-out'; readonly ticketId: string }
  | { readonly type: 'document-ready'; readonly ticketId: string }
  | {
      readonly type: 'grant-priority'
      readonly ticketId: string
      readonly priority: Claim | 'normal'
      readonly reason: string
    }
  | {
      readonly type: 'bar'
      readonly ticketId: string
      /** ms since the epoch; null lifts it. */
      readonly until: number | null
      readonly reason: string
    }
  | { readonly type: 'lift-bar'; readonly personRef: string; readonly reason: string }
  | {
      readonly type: 'print-result'
      readonly ticketId: string
      readonly result: PrintResult
      readonly reason: string
    }
  | { readonly type: 'reprint'; readonly ticketId: string }
  | { readonly type: 'cancel'; readonly ticketId: string; readonly reason: string }
  | {
      readonly type: 'reactivate'
      readonly ticketId: string
      /** Asked of the guide desk once the ordinary returns are used up. */
      readonly reason?: string
    }
  | {
      readonly type: 'rate'
      readonly ticketId: string
      readonly leg: number
      readonly marks: RatingMarks
      readonly reasons: readonly string[]
      readonly commentRef: string | null
      readonly channel: 'pad' | 'mobile'
      /** When the visitor pressed, ms since the epoch, where the pad says so: it may have waited for the hub. */
      readonly givenAt?: number
      /** The visit as the history has it, where the days this state remembers do not: then the rating came too late. */
      readonly past?: {
        readonly number: string
        readonly businessDay: string
        readonly serviceId: string
        readonly counterId: string
      }
    }
  | {
      readonly type: 'ask-rating-task'
      readonly taskId: string
      readonly about: RatingPlace
      /** ms since the epoch. */
      readonly dueAt: number
    }
  | { readonly type: 'begin-rating-task'; readonly about: RatingPlace }
  | {
      readonly type: 'answer-rating-task'
      readonly about: RatingPlace
      readonly outcome: RatingOutcome
      readonly words: string
    }
  | {
      readonly type: 'sign-report'
      /** 'YYYY-MM' */
      readonly period: string
      readonly figures: Readonly<Record<string, number>>
    }
  | { readonly type: 'note-receipt'; readonly receipt: ReportReceipt }
  | {
      readonly type: 'save-activity'
      /** Null for a new entry. */
      readonly activityId: string | null
      readonly entry: Omit<Activity, 'id' | 'version'>
    }
  | { readonly type: 'begin-rating'; readonly counterId: string }
  | { readonly type: 'lapse-rating'; readonly counterId: string }
  | { readonly type: 'raise-emergency'; readonly kind: 'help' | 'plan'; readonly counterId: string | null }
  | { readonly type: 'end-emergency' }
  | { readonly type: 'report-device'; readonly report: DeviceReport }
  | { readonly type: 'change-roll'; readonly deviceId: string }
  | { readonly type: 'report-announcement'; readonly report: AnnouncementReport }
  | { readonly type: 'save-medium'; readonly medium: Medium }
  | { readonly type: 'remove-medium'; readonly mediumId: string }
  | { readonly type: 'report-plays'; readonly report: PlayReport }
  | {
      readonly type: 'attach'
      readonly ticketId: string
      readonly attachmentId: string
      readonly pages: number
      readonly bytes: number
      readonly sha256: string
    }
  | { readonly type: 'configure'; readonly site: Site; readonly policy: Policy }
  | { readonly type: 'save-service'; readonly service: Service }
  | { readonly type: 'save-counter'; readonly counter: CounterConfig }
  | { readonly type: 'save-staff'; readonly staff: Staff }
  | { readonly type: 'save-ticket-template'; readonly template: TicketTemplate }
  | ({ readonly type: 'begin-epoch' } & EpochData)
  | { readonly type: 'open-day'; readonly businessDay: string }
  | { readonly type: 'close-day' }
  | { readonly type: 'tick' }
  | {
      readonly type: 'lease-numbers'
      /** The kiosk has lost the record of what it gave: what was leased to it before is not to be given by it. */
      readonly afresh?: boolean
    }
  | MergeCommand
  | { readonly type: 'settle-conflict'; readonly conflictId: string }

/** The name of a command. */
export type CommandType = Command['type']

/** Everything impure that a decision may look at. */
export interface Context {
  /** ms since the epoch. */
  readonly now: number
  /** A fresh ULID, for a ticket. */
  readonly freshId: string
  readonly actor: Actor
  /** Set by a kiosk's agent while the hub is away: numbers come from what it leased, but for those it gave before. */
  readonly leased?: { readonly deviceId: string; readonly given: ReadonlySet<string> }
  /**
   * The wait a new ticket of a service and class would have, or one that checks in to the time it booked; the hub
   * refreshes it at most once a second.
   */
  estimate(serviceId: string, priority: PriorityClass, booked?: BookedTime): Estimate
}
