/** What a template's conditions may ask of a ticket besides whether a field is there. */
export const ticketTraits = ['priority', 'reprint', 'anonymous', 'english'] as const
/** What a ticket may be besides its text. */
export type TicketTrait = (typeof ticketTraits)[number]

/** What stands on one ticket, worded by the caller (queue rules: fields of a ticket print). */
export interface TicketPaper {
  readonly centreName: string
  /** Hall or floor, where a centre has more than one. */
  readonly area: string | null
  readonly serviceName: string
  readonly number: string
  readonly aheadLine: string
  readonly estimateLine: string
  readonly countersLine: string
  readonly takenAtLine: string
  /** 优先, 预约, 补打, 绿色通道. */
  readonly marks: readonly string[]
  /** The last four characters of the ID number, never more, with the word before them in the ticket's language. */
  readonly idTail: string | null
  /** An address for status and rating. */
  readonly qr: string
  /** At most three lines: what to bring or do. */
  readonly notes: readonly string[]
  readonly phoneLine: string
  readonly footer: string
  /** For a template's conditions; never printed themselves. */
  readonly traits: readonly TicketTrait[]
}

/** The fields a template can name, in the order in which they are offered. */
export const ticketFields = [
  'centreName',
  'area',
  'serviceName',
  'number',
  'aheadLine',
  'estimateLine',
  'countersLine',
  'takenAtLine',
  'marks',
  'idTail',
  'qr',
  'notes',
  'phoneLine',
  'footer',
] as const satisfies readonly (keyof TicketPaper)[]
/** A field of a ticket that a template may name. */
export type TicketField = (typeof ticketFields)[number]
