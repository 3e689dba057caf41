import { expect, test } from 'vitest'
import { type CentreState, defaultPolicy, emptyCentre, type Leg, type Ticket } from '#domain'
import { ticketFigures, ticketsBehind, ticketsNeedingPerson } from './tickets_behind.ts'

const minute = 60_000
const leg = (part: Partial<Leg> = {}): Leg => ({
  index: 0,
  serviceId: 'LC',
  enqueuedAt: 0,
  firstCalledAt: null,
  lastCalledAt: null,
  arrivedAt: null,
  endedAt: null,
  counterId: null,
  staffId: null,
  outcome: null,
  rating: 'none',
  ...part,
})

/** Only what the figures look at. */
const ticket = (number: string, part: Partial<Ticket>): Ticket =>
  ({
    id: `id-${number}`,
    number,
    state: 'WAITING',
    personRef: 'sealed-1',
    printed: 'ok',
    issuedAt: 0,
    leg: leg(),
    pastLegs: [],
    ...part,
  }) as Ticket

function centre(): CentreState {
  const state = emptyCentre()
  const served = leg({ firstCalledAt: 2, arrivedAt: 3, endedAt: 4, counterId: '1' })
  const all = [
    ticket('A001', { state: 'DONE', issuedAt: 1, leg: served }),
    ticket('A002', { issuedAt: 2 }),
    ticket('A003', { state: 'MISSED', issuedAt: 3, leg: leg({ firstCalledAt: 5 }) }),
    ticket('A004', { state: 'ISSUING', printed: 'unknown', issuedAt: 4 }),
    ticket('A005', { state: 'VOID', issuedAt: 5 }),
    ticket('A006', { issuedAt: 6, leg: leg({ index: 1 }), pastLegs: [served] }),
  ]
  for (const each of all)
    (each.state === 'DONE' || each.state === 'VOID' ? state.closed : state.live).set(each.id, each)
  const marks = { overall: 4, attitude: 5, efficiency: 4, competence: 4 }
  const rating = { leg: 0, counterId: '1', staffId: 's', at: 9 }
  state.ratings = [
    { ...rating, ticketId: 'id-A001', marks },
    { ...rating, ticketId: 'id-A006', marks: null },
  ]
  return state
}

test('each figure leads to the tickets it counts, newest first', () => {
  const numbers = Object.fromEntries(
    ticketFigures.map((figure) => [figure, ticketsBehind(centre(), figure).map((row) => row.number)]),
  )
  expect(numbers).toEqual({
    issued: ['A006', 'A004', 'A003', 'A002', 'A001'],
    waiting: ['A006', 'A004', 'A002'],
    served: ['A006', 'A001'],
    meanService: ['A006', 'A001'],
    missed: ['A003'],
    meanWait: ['A006', 'A003', 'A001'],
    rated: ['A001'],
    meanOverall: ['A001'],
  })
})

test('a row says when it was first called and how it was rated, and holds nothing of a person', () => {
  const [row] = ticketsBehind(centre(), 'rated')
  expect(row).toMatchObject({ calledAt: 2, arrivedAt: 3, endedAt: 4, counterId: '1', overall: 4 })
  expect(Object.keys(row ?? {})).not.toContain('personRef')
})

test('a person looks for paper that is unknown, or that nobody has confirmed in time', () => {
  const state = centre()
  state.live.set('late', ticket('A007', { id: 'late', state: 'ISSUING', printed: 'pending', issuedAt: 7 }))
  const numbers = (now: number) => ticketsNeedingPerson(state, now).map((each) => each.number)
  expect(numbers(8)).toEqual(['A004'])
  expect(numbers(8 + defaultPolicy.issuingFlagMinutes * minute)).toEqual(['A004', 'A007'])
})
