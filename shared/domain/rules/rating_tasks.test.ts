import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  granted,
  manager,
  minute,
  openHall,
  pad,
  refusalOf,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import { ratingTaskKey, ratingTaskStanding } from '../rating_task.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'

const hour = 60 * minute
const day = 24 * hour

/** A visit at c1 that was rated so. */
function rated(overall: number) {
  const hall = openHall(['c1'])
  const { id: ticketId } = take(hall)
  for (const command of [
    { type: 'call-next', finishCurrent: null },
    { type: 'arrive' },
    { type: 'finish', outcome: 'done' },
  ] as const)
    granted(hall.run({ counterId: 'c1', ...command }, terminal('c1')))
  const about = { ticketId, leg: 0 }
  const marks = { overall, attitude: 3, efficiency: 3, competence: 3 }
  const given = { marks, reasons: ['slow'], commentRef: null, channel: 'pad' as const }
  granted(hall.run({ type: 'rate', ...about, ...given }, pad('c1')))
  const task = () => hall.state.ratingTasks.get(ratingTaskKey(about))
  const ask = (taskId: string, dueAt: number) =>
    granted(hall.run({ type: 'ask-rating-task', taskId, about, dueAt }, system))
  const answer = (words: string, outcome: 'corrected' | 'explained' | 'disputed' = 'explained') =>
    hall.run({ type: 'answer-rating-task', about, outcome, words }, manager)
  return { hall, about, task, ask, answer }
}

test.each([1, 2])('a rating of %i is a task: taken up within an hour, answered within a day', (overall) => {
  const { hall, task } = rated(overall)
  expect(task()).toMatchObject({
    since: hall.now,
    respondBy: hall.now + hour,
    dueAt: hall.now + day,
    taskIds: [],
    answer: null,
  })
})

test.each([3, 4, 5])('a rating of %i is none', (overall) => expect(rated(overall).task()).toBeUndefined())

test('its standing: new, not taken up in time, being dealt with, late, answered', () => {
  const { hall, about, task, answer } = rated(2)
  const now = () => ratingTaskStanding(task() ?? expect.fail(), hall.now)
  expect(now()).toBe('new')
  hall.now += hour
  expect(now()).toBe('new')
  hall.now += 1
  expect(now()).toBe('unattended')
  granted(hall.run({ type: 'begin-rating-task', about }, manager))
  expect(now()).toBe('begun')
  expect(task()?.begun).toEqual({ staffId: 'manager', at: hall.now })
  expect(granted(hall.run({ type: 'begin-rating-task', about }, manager))).toEqual([])
  hall.now += day
  expect(now()).toBe('late')
  granted(answer('已向来访人当面说明'))
  expect(now()).toBe('answered')
})

test('the city may ask before or after the centre has answered, and hears of it either way', () => {
  const before = rated(2)
  before.ask('city-1', before.hall.now + 5 * day)
  const [first] = granted(before.answer('已向来访人当面说明'))
  expect(first).toMatchObject({ type: 'RatingTaskAnswered', data: { version: 1, taskId: 'city-1' } })

  const after = rated(2)
  const [own] = granted(after.answer('已向来访人当面说明'))
  const { id } = after.task()?.answer ?? expect.fail()
  expect(own?.data).toMatchObject({ id, version: 1, taskId: id })
  after.hall.now += hour
  const [asked, again] = after.ask('city-1', after.hall.now + day)
  expect(asked?.type).toBe('RatingTaskAsked')
  expect(again?.data).toEqual({ ...own?.data, taskId: 'city-1', version: 2 })
  expect(after.ask('city-1', after.hall.now + day)).toEqual([])
})

test('a corrected answer keeps its id; the same answer again is nothing', () => {
  const { task, answer } = rated(1)
  granted(answer('已向来访人当面说明'))
  const id = task()?.answer?.id
  expect(granted(answer('已向来访人当面说明'))).toEqual([])
  granted(answer('已补办并致歉', 'corrected'))
  expect(task()?.answer).toMatchObject({ id, version: 2, outcome: 'corrected', repliedBy: 'manager' })
})

test('numbers of persons are not taken into an answer, and nothing is answered that is no task', () => {
  const { hall, answer, task } = rated(2)
  expect(refusalOf(answer('已致电13812345678'))).toBe('words-personal')
  expect(task()?.answer).toBeNull()
  const about = { ticketId: 'nobody', leg: 0 }
  expect(
    refusalOf(hall.run({ type: 'answer-rating-task', about, outcome: 'disputed', words: '没有' }, manager)),
  ).toBe('rating-task-unknown')
})

test('a task about a visit nobody here knows can be answered too, and one due in the past is late at once', () => {
  const hall = openHall(['c1'])
  const about = { ticketId: 'elsewhere', leg: 0 }
  granted(hall.run({ type: 'ask-rating-task', taskId: 'city-1', about, dueAt: hall.now - day }, system))
  const task = () => hall.state.ratingTasks.get(ratingTaskKey(about)) ?? expect.fail()
  expect(ratingTaskStanding(task(), hall.now)).toBe('late')
  const answer = { type: 'answer-rating-task', about, outcome: 'disputed', words: '本中心没有此号' } as const
  granted(hall.run(answer, manager))
  expect(task().answer).toMatchObject({ taskId: 'city-1', outcome: 'disputed' })
})

test('it outlives its day, and is forgotten ninety days after it was due', () => {
  const { hall, task } = rated(2)
  hall.now += 30 * day
  granted(hall.run({ type: 'tick' }, system))
  expect(task()).toBeDefined()
  expect(fromSnapshot(toSnapshot(hall.state)).ratingTasks).toEqual(hall.state.ratingTasks)
  hall.now += 62 * day
  granted(hall.run({ type: 'tick' }, system))
  expect(task()).toBeUndefined()
})

type Step =
  | { readonly ask: number; readonly due: number }
  | { readonly words: string }
  | { readonly passed: number }

test('whatever the order: versions grow by one, the time never moves back, and each task of the city has its answer', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ ask: fc.integer({ min: 1, max: 4 }), due: fc.integer({ min: -3, max: 9 }) }),
    fc.record({ words: fc.constantFrom('已说明情况', '已补办并致歉', '经核实为误评') }),
    fc.record({ passed: fc.integer({ min: 0, max: 30 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { hall, task, ask, answer } = rated(2)
      let dueAt = task()?.dueAt ?? expect.fail()
      let version = 0
      let named: string | undefined
      for (const each of steps) {
        if ('passed' in each) hall.now += each.passed * minute
        else if ('words' in each) granted(answer(each.words))
        else ask(`city-${each.ask}`, hall.now + each.due * hour)
        const now = task() ?? expect.fail()
        expect(now.dueAt).toBeLessThanOrEqual(dueAt)
        dueAt = now.dueAt
        const given = now.answer?.version ?? 0
        expect([version, version + 1]).toContain(given)
        if (now.answer?.taskId !== named && version > 0) expect(given).toBe(version + 1)
        named = now.answer?.taskId
        version = given
        // What is answered is answered under the city's latest name for it.
        if (now.answer !== null && now.taskIds.length > 0) expect(now.answer.taskId).toBe(now.taskIds.at(-1))
        expect(new Set(now.taskIds).size).toBe(now.taskIds.length)
      }
    }),
    { seed: 20260302 },
  )
})
