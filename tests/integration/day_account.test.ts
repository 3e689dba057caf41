import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closeAccount, type DayBooks, type DayPaper, type Told } from '../support/day_account.ts'

type Way = 'confirmed' | 'weak' | 'screen' | 'void' | 'unknown' | 'reprinted'
const ways: readonly Way[] = ['confirmed', 'weak', 'screen', 'void', 'unknown', 'reprinted']

const numberOf = (n: number) => `A${String(n + 1).padStart(3, '0')}`
const idOf = (n: number) => `ticket-${n}`
const paper = (number: string, marks: readonly string[] = []): DayPaper => ({
  lines: ['上海市松江区公共法律服务中心', number, ...marks],
  whole: true,
})

function storyOf(way: Way, n: number): readonly Told[] {
  const told = (type: string, more: object = {}): Told => ({ type, data: { ticketId: idOf(n), ...more } })
  const issued = told('TicketIssued', { number: numberOf(n) })
  const printed = (how: string) => [issued, told('TicketPrinted', { how })]
  switch (way) {
    case 'confirmed':
    case 'weak':
    case 'screen':
      return printed(way)
    case 'void':
      return [issued, told('TicketVoided')]
    case 'unknown':
      return [issued, told('TicketPrintUnknown')]
    case 'reprinted':
      return [issued, told('TicketPrintUnknown'), told('TicketPrinted', { how: 'confirmed' })]
  }
}

function papersOf(way: Way, n: number): readonly DayPaper[] {
  if (way === 'screen' || way === 'void') return []
  const first = paper(numberOf(n))
  if (way === 'unknown') return [{ ...first, whole: false }]
  return way === 'reprinted' ? [{ ...first, whole: false }, paper(numberOf(n), ['【补打】'])] : [first]
}

/** The books of a day on which nothing went wrong that nobody knew of. */
function rightDay(of: readonly Way[]): DayBooks {
  const stateOf = (ticketId: string) => {
    const way = of[Number(ticketId.slice('ticket-'.length))]
    if (way === undefined) return null
    return way === 'void' ? 'VOID' : way === 'unknown' ? 'ISSUING' : 'DONE'
  }
  return {
    pressed: of.map((_, n) => ({ ticketId: idOf(n), number: numberOf(n) })),
    events: of.flatMap(storyOf),
    papers: of.flatMap(papersOf),
    stateOf,
  }
}

const anyDay = fc.array(fc.constantFrom(...ways), { minLength: 1, maxLength: 40 })

test('a day on which everything is known closes', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(closeAccount(rightDay(day))).toEqual([])
    }),
  )
})

const without = <T>(list: readonly T[], gone: (each: T) => boolean) => list.filter((each) => !gone(each))

/** What a defect makes of the books of a day whose first visitor had a confirmed paper; and how it is told. */
const defects: readonly (readonly [string, (books: DayBooks) => Partial<DayBooks>, RegExp])[] = [
  [
    'a paper sent again blindly',
    ({ papers }) => ({ papers: [...papers, paper('A001')] }),
    /2 papers without the mark/,
  ],
  ['a paper that never came', ({ papers }) => ({ papers: papers.slice(1) }), /no whole paper/],
  [
    'a paper that is torn',
    ({ papers }) => ({ papers: papers.map((each, n) => (n === 0 ? { ...each, whole: false } : each)) }),
    /no whole paper/,
  ],
  [
    'a number on paper that nobody issued',
    ({ papers }) => ({ papers: [...papers, paper('B777')] }),
    /B777 is on paper and was never issued/,
  ],
  [
    'a ticket that is not in the log',
    ({ events }) => ({ events: without(events, ({ data }) => data.ticketId === 'ticket-0') }),
    /A001 was given to a visitor and is not in the log/,
  ],
  [
    'a number issued to two people',
    ({ events }) => ({
      events: [...events, { type: 'TicketIssued', data: { ticketId: 'ticket-x', number: 'A001' } }],
    }),
    /A001 was issued 2 times/,
  ],
  [
    'a number nobody asked for',
    ({ pressed }) => ({ pressed: pressed.slice(1) }),
    /A001 was issued and nobody asked for it/,
  ],
  [
    'one ticket for two visitors',
    ({ pressed }) => ({ pressed: [...pressed, ...pressed.slice(0, 1)] }),
    /two visitors went away with one ticket/,
  ],
  [
    'another number than the log has',
    ({ pressed }) => ({ pressed: [{ ticketId: 'ticket-0', number: 'A999' }, ...pressed.slice(1)] }),
    /A999 is A001 in the log/,
  ],
  [
    'a number left in between without a flag',
    ({ stateOf }) => ({ stateOf: (id) => (id === 'ticket-0' ? 'ISSUING' : stateOf(id)) }),
    /A001 is ISSUING: nobody knows of its paper/,
  ],
]

test.each(defects)('control: %s does not pass', (_, spoil, sentence) => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const books = rightDay(['confirmed', ...day])
      expect(closeAccount({ ...books, ...spoil(books) }).join('\n')).toMatch(sentence)
    }),
  )
})
