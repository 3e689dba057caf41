import type { TicketPaper } from '#ticket'
import type { DeviceStatus } from '../transport/types.ts'

/** Why a printer does not print: a closed list that screens translate. */
export type PrinterFault =
  | 'paper-end'
  | 'cover-open'
  | 'cutter'
  | 'offline'
  | 'head-hot'
  | 'unrecoverable'
  | 'no-answer'
  /** It can be heard by nobody, and the site does not allow such printers. */
  | 'one-way'

/**
 * What a printer prints through, but a person should see to soon.
 * near-end: by the sensor or by the count of paper · one-way: nothing is ever heard of it · second-printer: the first
 * of a pair cannot print and the second does.
 */
export type PrinterWarning = 'near-end' | 'one-way' | 'second-printer'

/** How the printer is. */
export type PrinterStatus = DeviceStatus<PrinterFault | PrinterWarning>

/** What a printer said of itself, whatever the way it said it (ASB or DLE EOT). */
export interface PrinterReading {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperEnd: boolean
  readonly nearEnd: boolean
  readonly cutter: boolean
  readonly unrecoverable: boolean
  readonly headHot: boolean
}

/**
 * What became of a ticket.
 * confirmed: the printer answered that it is physically printed and cut ·
 * weak: the printer consumed it and reports no fault, it cannot prove more ·
 * refused: nothing reached paper, the number may be kept or voided ·
 * unknown: bytes were sent and a person must look. `rest` tells whether what was not yet printed is gone
 * from the printer (`cleared`) or may still come out by itself (`may-print`).
 */
export type PrintOutcome =
  | { readonly printed: 'confirmed' }
  | { readonly printed: 'weak' }
  | { readonly printed: 'refused'; readonly reason: PrinterFault }
  | { readonly printed: 'unknown'; readonly reason: PrinterFault; readonly rest: 'cleared' | 'may-print' }

/** One ticket to print. The same `jobId` never prints twice; a reprint is a new job whose marks say 补打. */
export interface PrintJob {
  readonly jobId: string
  readonly paper: TicketPaper
}

/** What the journal holds of a job from before its first byte until its fate is known. */
export interface JobRecord {
  readonly jobId: string
  /** The process id sent with it: four characters 20-7E (ESC/POS GS ( H). */
  readonly pid: string
  readonly number: string
  /** sent: bytes may have left · unknown: no confirmation came. */
  readonly state: 'sent' | 'unknown'
  readonly reason: PrinterFault | null
  /** When it was sent, ms since the epoch. */
  readonly at: number
}

/** Where jobs survive a power cut; `put` has reached the disk when it settles. A failing journal rejects. */
export interface PrintJournal {
  put(job: JobRecord): void | Promise<void>
  all(): readonly JobRecord[] | Promise<readonly JobRecord[]>
  remove(jobId: string): void | Promise<void>
}

/** How far the roll of paper goes, by what was printed on it. */
export interface RollForecast {
  readonly usedMm: number
  /** null where the length of a roll is not configured. */
  readonly leftMm: number | null
  /** How many more tickets of the mean length fit; null where unknown. */
  readonly ticketsLeft: number | null
}

/** Where tickets come out: a printer, or a pair of them. */
export interface TicketOutlet {
  /** Prints after all earlier jobs; rejects only when the journal does. */
  print(job: PrintJob): Promise<PrintOutcome>
  /** Jobs whose fate nobody knows, of this run or an earlier one: a person must look. */
  unresolved(): Promise<readonly JobRecord[]>
  /** A person has looked: the job is forgotten. */
  settle(jobId: string): Promise<void>
}

/** A ticket printer. */
export interface TicketPrinter extends TicketOutlet {
  status(): PrinterStatus
  roll(): RollForecast
  /** A new roll was put in. */
  rollReplaced(): void
  close(): Promise<void>
}
