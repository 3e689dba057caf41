import type { DeviceStatus } from '../transport/types.ts'

/**
 * What a scanned code is to this system; nothing else of the text is kept, since people hold anything under a
 * scanner: payment codes, health codes, an ID number.
 */
export type ScannedCode =
  /** The code on a ticket or on its phone page. */
  | { readonly kind: 'ticket'; readonly ticketId: string }
  /** The code of a booking. */
  | { readonly kind: 'booking'; readonly bookingId: string }
  | { readonly kind: 'unknown' }

/** Why a scanner is degraded: nothing but lines that are no code have come for a while. */
export type ScannerReason = 'noise'

/** How a code scanner is. A scanner says nothing by itself: ready means that its line is open. */
export type ScannerStatus = DeviceStatus<ScannerReason>
