import type { Claim, Delivery, RefusalCode, ServiceGroup } from '#domain'
import type { CardSeen, PrintProgress, TicketReply, Visitor } from '#protocol'

/** How a visitor says who they are; the third is as good as the others. */
export type Way = 'card' | 'typed' | 'anonymous'

/** What one visitor has chosen and entered; all of it is forgotten when the visit ends. */
export interface Visit {
  readonly group: ServiceGroup | null
  readonly serviceId: string | null
  readonly card: CardSeen | null
  /** ID number as typed; never leaves this state except inside the command that takes the number. */
  readonly typed: string
  readonly way: Way | null
  readonly elderly: boolean
  /** The hub could not be asked what the card's holder has booked. */
  readonly bookingsUnknown: boolean
}

/** A visit before the first touch. */
export const noVisit: Visit = {
  group: null,
  serviceId: null,
  card: null,
  typed: '',
  way: null,
  elderly: false,
  bookingsUnknown: false,
}

/** How the number of a result came to the visitor; 'noted' = from the screen. */
export type Handed = 'printing' | 'confirmed' | 'weak' | 'unknown' | 'noted'

/** Where the print of an earlier number stands; `null` before it is asked for. */
export type Reprint = null | 'printing' | 'confirmed' | 'refused' | 'unknown'

/** A booking of today that a visitor's card has found. */
export interface FoundBooking {
  readonly id: string
  readonly serviceId: string
  /** ms since the epoch. */
  readonly slotAt: number
}

/** One question each. */
export type Screen =
  | { readonly at: 'home' | 'services' | 'detail' | 'identity' | 'card' | 'type' | 'priority' | 'confirm' }
  | {
      readonly at: 'issuing'
      readonly commandId: string
      readonly delivery: Delivery
      /** The printer may report before the answer arrives. */
      readonly early: PrintProgress | null
      /** The booking that is being checked in; absent where a service was chosen. */
      readonly bookingId?: string
    }
  | { readonly at: 'result'; readonly ticket: TicketReply; readonly handed: Handed }
  /** The number is on the screen only: the visitor must say that it was noted. */
  | { readonly at: 'show'; readonly ticket: TicketReply; readonly reason: string | null }
  | {
      readonly at: 'existing'
      readonly ticketId: string
      readonly number: string
      readonly ahead: number
      readonly reprint: Reprint
      readonly reason: string | null
    }
  | {
      readonly at: 'refused'
      readonly commandId: string
      readonly delivery: Delivery
      readonly code: RefusalCode
      readonly detail: Readonly<Record<string, string | number>>
      readonly bookingId?: string
    }
  /** Where the number on a scanned ticket stands. */
  | { readonly at: 'standing'; readonly ticketId: string; readonly number: string }
  /** The card's bookings of today are offered before anything else; `instead`: the screen to go on with without them. */
  | {
      readonly at: 'booked'
      readonly bookings: readonly [FoundBooking, ...FoundBooking[]]
      readonly instead: Screen
    }
  /** What was scanned is no ticket or booking of this centre. */
  | { readonly at: 'unknown-code' }
  /** The code of a booking is typed; `isUnknown`: no booking has it. */
  | { readonly at: 'booking'; readonly typed: string; readonly isUnknown: boolean }

/** A number whose visitor left before it came or before it was on paper. */
export interface Left {
  readonly commandId: string | null
  readonly delivery: Delivery
  readonly ticketId: string | null
}

/** All that the kiosk remembers. */
export interface Flow {
  readonly screen: Screen
  readonly visit: Visit
  /** Whether 「您还在吗」 is shown over the screen. */
  readonly warned: boolean
  readonly left: readonly Left[]
}

/** A kiosk that nobody has touched. */
export const resting: Flow = { screen: { at: 'home' }, visit: noVisit, warned: false, left: [] }

/** What a step may look at besides the flow. */
export interface World {
  /** 'YYYY-MM-DD' in the centre's zone. */
  readonly today: string
  readonly elderlyAge: number
  /** Whether a number can go to paper just now. */
  readonly canPrint: boolean
}

/** Everything that can happen to the flow. */
export type FlowEvent =
  | { readonly type: 'choose-group'; readonly group: ServiceGroup }
  | { readonly type: 'choose-service'; readonly serviceId: string }
  | { readonly type: 'take' }
  | { readonly type: 'choose-way'; readonly way: Way }
  | { readonly type: 'card'; readonly card: CardSeen }
  /** The card is no longer remembered: its time is over. */
  | { readonly type: 'card-gone' }
  | { readonly type: 'typed'; readonly value: string }
  | { readonly type: 'typed-all' }
  | { readonly type: 'priority'; readonly wanted: boolean }
  /** `commandId`: a fresh ULID, used only when the number is really asked for. */
  | { readonly type: 'confirm'; readonly commandId: string }
  | { readonly type: 'retry' }
  | { readonly type: 'answered'; readonly commandId: string; readonly ticket: TicketReply }
  | {
      readonly type: 'refused'
      readonly commandId: string
      readonly code: RefusalCode
      readonly detail: Readonly<Record<string, string | number>>
    }
  | { readonly type: 'print'; readonly progress: PrintProgress }
  /** The code of a ticket of this day was scanned. */
  | { readonly type: 'ticket-code'; readonly ticketId: string; readonly number: string }
  /** The code of a booking was scanned; `commandId` is a fresh ULID. */
  | { readonly type: 'booking-code'; readonly bookingId: string; readonly commandId: string }
  | { readonly type: 'other-code' }
  /** Somebody has booked and has no code to scan. */
  | { readonly type: 'ask-booking' }
  | { readonly type: 'booking-typed'; readonly value: string }
  | { readonly type: 'booking-typed-all' }
  /** No booking has the code that was typed. */
  | { readonly type: 'no-booking'; readonly code: string }
  /** What the hub knows of the card's person for today, soonest first. */
  | {
      readonly type: 'bookings-found'
      readonly sessionId: string
      readonly bookings: readonly FoundBooking[]
    }
  /** They cannot be looked up now: the hub is away. */
  | { readonly type: 'bookings-unknown'; readonly sessionId: string }
  | { readonly type: 'choose-booking'; readonly bookingId: string; readonly commandId: string }
  /** The visitor has come for something else. */
  | { readonly type: 'not-booking' }
  | { readonly type: 'noted' }
  | { readonly type: 'reprint' }
  | { readonly type: 'back' }
  | { readonly type: 'still' }
  | { readonly type: 'touch' }
  /** The visitor is done, has gone, or the hall is cleared. */
  | { readonly type: 'end' }

/** What a step asks the page to do. */
export type Effect =
  | {
      readonly type: 'issue'
      readonly commandId: string
      readonly serviceId: string
      /** `null`: identity was not given. */
      readonly visitor: Visitor | null
      readonly claims: readonly Claim[]
      readonly delivery: Delivery
    }
  | {
      readonly type: 'check-in'
      readonly commandId: string
      readonly bookingId: string
      readonly delivery: Delivery
    }
  | { readonly type: 'find-bookings'; readonly sessionId: string }
  /** Answered by 'booking-code' or 'no-booking'. */
  | { readonly type: 'find-booking'; readonly code: string }
  | { readonly type: 'settle'; readonly ticketId: string; readonly printed: 'screen' | 'failed' }
  | { readonly type: 'reprint'; readonly ticketId: string }
  | { readonly type: 'forget-card' }
  | { readonly type: 'reset-choices' }

/** A flow after an event, and what is to be done. */
export interface Step {
  readonly flow: Flow
  readonly effects: readonly Effect[]
}
