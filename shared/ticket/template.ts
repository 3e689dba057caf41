import { type TicketField, type TicketTrait, ticketFields, ticketTraits } from './paper.ts'

/** Where a line stands on the paper. */
export type Align = 'left' | 'center' | 'right'

/** How much of a QR code may be lost: 7, 15, 25, 30 %. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H'

/** Multiples 1-8 of the 12 × 24-dot cell. */
export interface TextSize {
  readonly w: number
  readonly h: number
}

/** How large and heavy a line is. */
export interface TextStyle extends TextSize {
  readonly bold: boolean
}

/** What a row can depend on: a field that is there, or a trait of the ticket. */
export type TicketCondition = TicketField | TicketTrait

/** Every condition, in the order in which they are offered. */
export const ticketConditions: readonly TicketCondition[] = [...ticketTraits, ...ticketFields]

/** When a row is printed; without either always. */
export interface RowCondition {
  readonly when?: TicketCondition | undefined
  readonly unless?: TicketCondition | undefined
}

/** A row that stands on paper as the template has it, but for the words of its code. */
export type PlainRow =
  | { readonly kind: 'qr'; readonly text: string; readonly module: number; readonly level: QrLevel }
  | { readonly kind: 'barcode'; readonly text: string; readonly height: number; readonly module: number }
  | { readonly kind: 'feed'; readonly dots: number }
  | { readonly kind: 'cut'; readonly feed: number }

/** One row of a template (language: resources/tickets/README.md). */
export type TemplateRow = RowCondition &
  (
    | {
        readonly kind: 'text'
        readonly text: string
        /** Repeats the row for every entry of a list, as `{item}`. */
        readonly each?: 'notes' | 'marks' | undefined
        readonly size: TextSize
        readonly bold: boolean
        readonly align: Align
        /** Made smaller until it needs one line. */
        readonly fit: boolean
      }
    | {
        readonly kind: 'columns'
        readonly left: string
        readonly right: string
        readonly size: TextSize
        readonly bold: boolean
      }
    | { readonly kind: 'rule'; readonly style: 'line' | 'dashes' }
    | PlainRow
  )

/** What a ticket shows and where. */
export interface TicketTemplate {
  readonly name: string
  /** Width of the paper. */
  readonly paperMm: 58 | 80
  /** Dots across the printable width. */
  readonly dots: number
  readonly rows: readonly TemplateRow[]
}

/** `{name}` in a template's text. */
export const placeholder = /\{(\w+)\}/g

/** The names a text asks for. */
export const namesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(placeholder), (found) => found[1] ?? '')
