/** A number as a visitor went away with it. */
export interface Pressed {
  readonly ticketId: string
  readonly number: string
}

/** A piece of paper that came out of a printer; `whole` = cut at its end. */
export interface DayPaper {
  readonly lines: readonly string[]
  readonly whole: boolean
}

/** An event of the log, as much of it as the account needs. */
export interface Told {
  readonly type: string
  readonly data: { readonly ticketId?: string; readonly number?: string; readonly how?: string }
}

/** All that is known at the end of a day, from three sides that know nothing of each other. */
export interface DayBooks {
  /** What visitors went away with. */
  readonly pressed: readonly Pressed[]
  /** The hub's log. */
  readonly events: readonly Told[]
  /** The state a ticket ended in (queue rules), or null for one the hub does not know. */
  stateOf(ticketId: string): string | null
  /** What the printer's own parser read from its bytes. */
  readonly papers: readonly DayPaper[]
}

const numberPattern = /[A-Z]\d{3}/
const carriesMark = ({ lines }: DayPaper) => lines.some((text) => text.includes('补打'))

/** The papers a number stands on: the first number in the text of each is the one it was printed for. */
export const papersOf = (papers: readonly DayPaper[], number: string): readonly DayPaper[] =>
  papers.filter(({ lines }) => {
    const first = lines.find((text) => numberPattern.test(text)) ?? ''
    return numberPattern.exec(first)?.[0] === number
  })

function issuedWrongly(issued: readonly Told[], pressed: readonly Pressed[]): string[] {
  const found: string[] = []
  const numbers = issued.map(({ data }) => data.number ?? '')
  for (const number of new Set(numbers)) {
    const times = numbers.filter((each) => each === number).length
    if (times > 1) found.push(`${number} was issued ${times} times`)
  }
  const given = pressed.map(({ ticketId }) => ticketId)
  if (new Set(given).size !== given.length) found.push('two visitors went away with one ticket')
  for (const { data } of issued)
    if (!given.includes(data.ticketId ?? '')) found.push(`${data.number} was issued and nobody asked for it`)
  return found
}

function visitorWrongly({ events, stateOf, papers }: DayBooks, { ticketId, number }: Pressed): string[] {
  const mine = events.filter(({ data }) => data.ticketId === ticketId)
  const issued = mine.find(({ type }) => type === 'TicketIssued')
  if (issued === undefined) return [`${number} was given to a visitor and is not in the log`]
  const found: string[] = []
  if (issued.data.number !== number) found.push(`${number} is ${issued.data.number} in the log`)
  const state = stateOf(ticketId)
  const isFlagged = mine.some(({ type }) => type === 'TicketPrintUnknown')
  // A number waits for its paper as ISSUING; every other state says that it was printed, shown, given by hand or void.
  const isSettled = state !== null && state !== 'ISSUING'
  if (!isSettled && !isFlagged) found.push(`${number} is ${state}: nobody knows of its paper`)
  const how = mine.find(({ type }) => type === 'TicketPrinted')?.data.how
  const isProved = how === 'confirmed' || how === 'weak'
  if (isProved && !papersOf(papers, number).some(({ whole }) => whole))
    found.push(`${number} counts as ${how} and there is no whole paper of it`)
  return found
}

function papersWrongly({ events, papers }: DayBooks): string[] {
  const issued = new Set(events.flatMap(({ type, data }) => (type === 'TicketIssued' ? [data.number] : [])))
  const onPaper = new Set(papers.flatMap(({ lines }) => numberPattern.exec(lines.join('\n'))?.[0] ?? []))
  return [...onPaper].flatMap((number) => {
    const unmarked = papersOf(papers, number).filter((paper) => !carriesMark(paper)).length
    return [
      ...(issued.has(number) ? [] : [`${number} is on paper and was never issued`]),
      ...(unmarked > 1 ? [`${number} stands on ${unmarked} papers without the mark`] : []),
    ]
  })
}

/**
 * Closes a day's account: what visitors hold, what the log says and what came out of the printer must agree. One
 * sentence for each thing that is wrong; nothing when every visitor has exactly one ticket, no number is on paper twice
 * without the mark 补打, and whatever nobody can know is flagged.
 */
export function closeAccount(books: DayBooks): readonly string[] {
  const issued = books.events.filter(({ type }) => type === 'TicketIssued')
  return [
    ...issuedWrongly(issued, books.pressed),
    ...books.pressed.flatMap((each) => visitorWrongly(books, each)),
    ...papersWrongly(books),
  ]
}
