import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import {
  granted,
  type Hall,
  next,
  openHall,
  pad,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'

const at = (hall: Hall, command: CounterCommand, counterId = 'c1') =>
  hall.run({ counterId, ...command }, terminal(counterId))
const finish: CounterCommand = { type: 'finish', outcome: 'done' }
const undo: CounterCommand = { type: 'undo' }
const marks = { overall: 1, attitude: 1, efficiency: 1, competence: 1 }

function finished() {
  const hall = openHall(['c1', 'c2'])
  const { id } = take(hall)
  granted(at(hall, next))
  granted(at(hall, { type: 'arrive' }))
  granted(at(hall, finish))
  const given = { ticketId: id, leg: 0, marks, reasons: ['slow'], commentRef: null, channel: 'pad' } as const
  return { hall, id, rate: () => hall.run({ type: 'rate', ...given }, pad('c1')) }
}

const begin = (hall: Hall, counterId = 'c1') => hall.run({ type: 'begin-rating', counterId }, pad(counterId))

test('a finish cannot be taken back once the visitor has touched the pad, or rated', () => {
  const { hall, rate } = finished()
  expect(refusalOf(begin(hall, 'c2'))).toBe('rating-not-open')
  granted(begin(hall))
  expect(granted(begin(hall))).toEqual([])
  expect(refusalOf(at(hall, undo))).toBe('counter-rating')
  granted(rate())
  expect(refusalOf(at(hall, undo))).toBe('counter-rating')
  expect(refusalOf(begin(hall))).toBe('rating-not-open')
})

test('a finish taken back leaves the rating on the pad; given meanwhile it counts, and is not asked for twice', () => {
  const { hall, id, rate } = finished()
  granted(at(hall, undo))
  expect(ticketNow(hall, id).state).toBe('SERVING')
  expect(liveCounter(hall.state, 'c1').rating).toMatchObject({ ticketId: id, leg: 0 })
  granted(rate())
  expect(granted(at(hall, finish)).map(({ type }) => type)).toEqual(['TicketFinished'])
  expect(hall.state.ratings).toMatchObject([{ marks, staffId: 's1' }])
})

test('finishing again neither puts off the rating that is open nor makes it 未评价', () => {
  const { hall, id } = finished()
  const { since } = liveCounter(hall.state, 'c1').rating ?? { since: 0 }
  hall.now += 30_000
  granted(at(hall, undo))
  granted(at(hall, finish))
  expect(liveCounter(hall.state, 'c1').rating).toMatchObject({ ticketId: id, since })
  expect(hall.state.ratings).toEqual([])
})

test('taken up again and gone on elsewhere, the visit is still rated where it was asked for', () => {
  const { hall, rate } = finished()
  granted(at(hall, undo))
  granted(at(hall, { type: 'recuse', reason: 'kin' }))
  granted(at(hall, next, 'c2'))
  granted(rate())
  expect(hall.state.ratings).toMatchObject([{ counterId: 'c1', staffId: 's1' }])
})

test('what else a counter does on a visit already rated can be taken back', () => {
  const { hall, rate } = finished()
  granted(at(hall, undo))
  granted(rate())
  granted(at(hall, { type: 'hold', scope: 'any', until: null, reason: '' }))
  granted(at(hall, undo))
})

test('a rating given in time at a pad without the hub counts when it comes, once; one given too late does not', () => {
  const { hall, id } = finished()
  const given = { ticketId: id, leg: 0, marks, reasons: ['slow'], commentRef: null, channel: 'pad' } as const
  const pressed = hall.now + 5_000
  hall.now += 60 * 60_000
  granted(hall.run({ type: 'tick' }, system))
  const send = (givenAt?: number) =>
    hall.run({ type: 'rate', ...given, ...(givenAt === undefined ? {} : { givenAt }) }, pad('c1'))
  expect(hall.state.ratings).toMatchObject([{ marks: null }])
  expect(refusalOf(send())).toBe('rating-not-open')
  expect(refusalOf(send(hall.now + 1))).toBe('rating-not-open')
  granted(send(pressed))
  expect(hall.state.ratings).toMatchObject([{ ticketId: id, marks, at: pressed }])
  expect(refusalOf(send(pressed))).toBe('rating-not-open')
})
