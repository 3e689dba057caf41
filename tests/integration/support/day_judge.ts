import { findTicket } from '#domain'
import { verifyChain } from '#hub'
import type { TestCentre } from '#testing'
import type { Hall } from './day_hall.ts'
import { type DayRecord, numbersOn } from './day_people.ts'

interface Told {
  readonly type: string
  readonly data: { readonly ticketId?: string; readonly number?: string; readonly how?: string }
}

/** What is wrong at the end of a day; nothing when every number, paper and visitor is accounted for. */
export async function judge(centre: TestCentre, hall: Hall, record: DayRecord): Promise<readonly string[]> {
  const { store, centre: core } = centre.hub()
  const found = [...record.findings]
  const chain = await verifyChain(store)
  if (!chain.ok) found.push(`the log's chain breaks at ${chain.error}`)
  const events = (await store.eventsAfter(0, 100_000)) as unknown as readonly Told[]
  const issued = events.filter(({ type }) => type === 'TicketIssued')
  const numbers = issued.map(({ data }) => data.number ?? '')
  if (new Set(numbers).size !== numbers.length) found.push('a number was issued twice')
  const known = new Set(issued.map(({ data }) => data.ticketId))

  for (const { ticketId, number } of record.pressed) {
    if (!known.has(ticketId)) found.push(`${number} was given to a visitor and is not in the log`)
    const ticket = findTicket(core.state(), ticketId)
    const mine = events.filter(({ data }) => data.ticketId === ticketId)
    const isFlagged = mine.some(({ type }) => type === 'TicketPrintUnknown')
    // A number waits for its paper as ISSUING; every other state says that it was printed, shown, given by hand or void.
    const isSettled = ticket !== null && ticket.state !== 'ISSUING'
    if (!isSettled && !isFlagged) found.push(`${number} is ${ticket?.state}: nobody knows of its paper`)
    const how = mine.find(({ type }) => type === 'TicketPrinted')?.data.how
    const whole = numbersOn(hall, number).filter(({ cutAtEnd }) => cutAtEnd)
    if ((how === 'confirmed' || how === 'weak') && whole.length === 0)
      found.push(`${number} counts as ${how} and there is no whole paper of it`)
  }
  for (const number of new Set(numbers)) {
    const unmarked = numbersOn(hall, number).filter(
      ({ lines }) => !lines.some(({ text }) => text.includes('补打')),
    )
    if (unmarked.length > 1) found.push(`${number} stands on ${unmarked.length} papers without the mark`)
  }
  return found
}
