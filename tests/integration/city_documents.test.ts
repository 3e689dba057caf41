import { describe, expect, test } from 'vitest'
import type { CityActivity, CityRating, CityReport, RatingTaskReply } from '#protocol'
import { type Caller, type TestCentre, withCentre } from '#testing'
import { bureauToken, type CityHall, until, withCityHall } from './support/city_hall.ts'

const hour = 3_600_000
const day = 24 * hour
const scope = '310117'

/** A visit at counter 1, rated so at its pad. */
async function ratedVisit({ centre }: CityHall, overall: number): Promise<string> {
  const guide = await centre.staff('li')
  const issued = { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: centre.commandId() }
  const { id: ticketId } = await guide.granted('issueTicket', { body: issued })
  const clerk = await centre.staff('zhao')
  for (const type of ['open', 'call-next', 'arrive', 'finish'])
    await clerk.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type, commandId: centre.commandId() },
    })
  const marks = { overall, attitude: 4, efficiency: 1, competence: 3 }
  const body = { ticketId, marks, reasons: ['slow'], commandId: centre.commandId() }
  await centre.device('pad-1').granted('rate', { body })
  return ticketId
}

/** Waits until the city has everything; a message that was under way when the clock was set is sent once more. */
const drained = ({ centre, link }: CityHall) =>
  until(() => {
    const { pending, state } = link.status()
    if (state === 'retrying') centre.clock.advance(1_000)
    return pending === 0 && state === 'idle'
  })

/** The same hall so many days later, when its day has begun. */
async function later({ centre }: { readonly centre: TestCentre }, days: number): Promise<void> {
  centre.clock.jumpTo(centre.clock.now() + days * day)
  const today = new Date(centre.clock.now()).toISOString().slice(0, 10)
  await until(() => {
    centre.clock.advance(1_000)
    return centre.hub().centre.state().businessDay === today
  })
  await centre.hub().centre.settled()
}

const tasksOf = async (manager: Caller): Promise<RatingTaskReply[]> =>
  (await manager.granted('listRatingTasks')).tasks

const answer = (hall: CityHall, id: string, words: string, leg = 0) => ({
  params: { id },
  body: { leg, outcome: 'explained', words, commandId: hall.centre.commandId() },
})

/** Sends something down and waits until the centre has it. */
async function publish(
  hall: CityHall,
  msgType: string,
  data: unknown,
): Promise<{ id: string; sites: number }> {
  const before = hall.link.status().received
  const { json } = await hall.ask('/publications', { msgType, scope, data }, bureauToken)
  await until(() => {
    hall.centre.clock.advance(1_000)
    return hall.link.status().received > before
  })
  return json as { id: string; sites: number }
}

const cityTask = (hall: CityHall, ticketId: string, dueIn: number, leg = 0) => ({
  ticketId,
  leg,
  dueAt: new Date(hall.centre.clock.now() + dueIn).toISOString(),
  words: '请核实来访人反映的情况',
})

async function ratingAtCity(hall: CityHall, ticketId: string): Promise<CityRating> {
  const { json } = await hall.ask('/sites/site-test/ratings')
  const { ratings } = json as { ratings: CityRating[] }
  return ratings.find((each) => each.ticketId === ticketId) ?? expect.fail()
}

describe('a bad rating', () => {
  test('is a task with its visit and two times; answered before the city asks, the answer stands beside the rating there', () =>
    withCityHall(async (hall) => {
      const ticketId = await ratedVisit(hall, 2)
      const at = hall.centre.clock.now()
      const manager = await hall.centre.staff('zhou')
      expect(await tasksOf(manager)).toMatchObject([
        {
          ticketId,
          leg: 0,
          respondBy: new Date(at + hour).toISOString(),
          dueAt: new Date(at + day).toISOString(),
          fromCity: false,
          answer: null,
          visit: { number: 'A001', serviceId: 'LC', counterId: '1', staffId: 'staff-1', reasons: ['slow'] },
        },
      ])
      await manager.granted('answerRatingTask', answer(hall, ticketId, '已向来访人说明办理时限'))
      await drained(hall)
      expect(await ratingAtCity(hall, ticketId)).toMatchObject({
        task: null,
        answer: { version: 1, outcome: 'explained', words: '已向来访人说明办理时限' },
      })
      // The city asks all the same: the answer is there again, under its name, and nobody is asked twice.
      const { id } = await publish(hall, 'EVAL_TASK', cityTask(hall, ticketId, day))
      await drained(hall)
      expect(await tasksOf(manager)).toMatchObject([{ fromCity: true, answer: { version: 2 } }])
      expect(await ratingAtCity(hall, ticketId)).toMatchObject({ task: { id }, answer: { version: 2 } })
    }))

  test('that the city asks about joins the own task; words with a telephone are refused; a correction grows the version', () =>
    withCityHall(async (hall) => {
      const ticketId = await ratedVisit(hall, 1)
      await drained(hall)
      await publish(hall, 'EVAL_TASK', cityTask(hall, ticketId, 2 * hour))
      await publish(hall, 'EVAL_TASK', cityTask(hall, ticketId, 9 * day))
      const manager = await hall.centre.staff('zhou')
      const [task, ...others] = await tasksOf(manager)
      expect(others).toEqual([])
      expect(task).toMatchObject({ fromCity: true, cityWords: '请核实来访人反映的情况' })
      expect(Date.parse(task?.dueAt ?? '') - hall.centre.clock.now()).toBeLessThan(2 * hour)
      expect(await manager.refusal('answerRatingTask', answer(hall, ticketId, '已致电13812345678'))).toBe(
        'words-personal',
      )
      await manager.granted('beginRatingTask', {
        params: { id: ticketId },
        body: { leg: 0, commandId: hall.centre.commandId() },
      })
      await manager.granted('answerRatingTask', answer(hall, ticketId, '已说明情况'))
      await manager.granted('answerRatingTask', answer(hall, ticketId, '已说明情况并补办'))
      await drained(hall)
      expect(await ratingAtCity(hall, ticketId)).toMatchObject({
        answer: { version: 2, words: '已说明情况并补办' },
      })
      expect(hall.link.status()).toMatchObject({ parked: 0, pending: 0 })
    }))

  test('of an earlier day is found in the history, one of no visit here is said to be so; both can be answered', () =>
    withCityHall(async (hall) => {
      const ticketId = await ratedVisit(hall, 2)
      await later(hall, 2)
      expect(hall.centre.hub().centre.state().closed.has(ticketId)).toBe(false)
      await drained(hall)
      const elsewhere = '01HZZZZZZZZZZZZZZZZZZZZZZZ'
      await publish(hall, 'EVAL_TASK', cityTask(hall, elsewhere, -hour))
      const manager = await hall.centre.staff('zhou')
      const tasks = await tasksOf(manager)
      expect(tasks).toMatchObject([
        { ticketId, visit: { number: 'A001', day: '2026-03-02', marks: { overall: 2 } } },
        { ticketId: elsewhere, visit: null },
      ])
      for (const each of tasks)
        await manager.granted('answerRatingTask', answer(hall, each.ticketId, '经核实已处理'))
      await drained(hall)
      expect(hall.link.status().parked).toBe(0)
      expect(await ratingAtCity(hall, ticketId)).toMatchObject({ answer: { words: '经核实已处理' } })
    }))

  test('and what is done about it stay hidden from the counters', () =>
    withCityHall(async (hall) => {
      const clerk = await hall.centre.staff('zhao')
      const watching = await clerk.socket(null)
      await watching.until('snapshot')
      const ticketId = await ratedVisit(hall, 2)
      const manager = await hall.centre.staff('zhou')
      await manager.granted('answerRatingTask', answer(hall, ticketId, '已说明办理时限'))
      expect(await clerk.refusal('listRatingTasks')).toBe('forbidden')
      const { events } = await clerk.granted('getEvents', { query: { limit: '1000' } })
      const told = (events as { type: string; data: object }[]).filter(
        ({ type }) => type === 'RatingTaskAnswered',
      )
      expect(told).toHaveLength(1)
      expect(JSON.stringify(told)).not.toContain(ticketId)
      expect(JSON.stringify(told)).not.toContain('已说明')
      const again = await clerk.socket(null)
      const snapshot = await again.until('snapshot')
      expect(JSON.stringify(snapshot)).toContain('"ratingTasks":[]')
    }))
})

describe('the report of a month', () => {
  const period = '2026-03'
  const signing = async (manager: Caller, hall: { readonly centre: TestCentre }) => {
    const { digest } = await manager.granted('getMonthReport', { params: { period } })
    return { params: { period }, body: { digest, commandId: hall.centre.commandId() } }
  }
  const atCity = async (hall: CityHall) =>
    ((await hall.ask('/sites/site-test/reports')).json as { reports: CityReport[] }).reports

  test('is signed when the month is over, returned with a reason, signed again under its id, received', () =>
    withCityHall(async (hall) => {
      const ticketId = await ratedVisit(hall, 2)
      const early = await hall.centre.staff('zhou')
      expect(await early.refusal('signReport', await signing(early, hall))).toBe('period-open')
      await later(hall, 31)
      const manager = await hall.centre.staff('zhou')
      const figures = await manager.granted('getMonthReport', { params: { period } })
      expect(figures).toMatchObject({ isOver: true, isChanged: false, from: '2026-03-01', to: '2026-03-31' })
      expect(figures.all).toMatchObject({ issued: 1, served: 1, missed: 0, marks: [0, 1, 0, 0, 0] })
      expect(figures.services).toMatchObject([{ serviceId: 'LC', issued: 1 }])
      const other = { ...(await signing(manager, hall)).body, digest: '0'.repeat(64) }
      expect(await manager.refusal('signReport', { params: { period }, body: other })).toBe('report-changed')
      const clerk = await hall.centre.staff('zhao')
      expect(await clerk.refusal('getMonthReport', { params: { period } })).toBe('forbidden')
      await manager.granted('signReport', await signing(manager, hall))
      await drained(hall)
      const [first] = await atCity(hall)
      expect(first).toMatchObject({ period, version: 1, signedBy: 'manager-1', receipt: null })
      expect(first?.figures).toMatchObject({ issued: 1, mark2: 1, 'LC.issued': 1 })
      expect(JSON.stringify(first)).not.toContain(ticketId)

      const reportId = first?.id ?? ''
      const receipt = { reportId, version: 1, receiptNo: 'H-1', reason: '请核对过号数' }
      expect(await publish(hall, 'RECEIPT', { ...receipt, outcome: 'returned' })).toMatchObject({ sites: 1 })
      const report = () => hall.centre.hub().centre.state().reports.get(period)
      expect(report()?.receipt).toMatchObject({ outcome: 'returned', reason: '请核对过号数' })
      await manager.granted('signReport', await signing(manager, hall))
      await drained(hall)
      expect(await atCity(hall)).toMatchObject([{ id: reportId, version: 2, receipt: null }])
      await publish(hall, 'RECEIPT', { ...receipt, version: 2, receiptNo: 'H-2', outcome: 'received' })
      expect(report()).toMatchObject({ version: 2, receipt: { outcome: 'received', receiptNo: 'H-2' } })
      expect(await atCity(hall)).toMatchObject([{ receipt: { outcome: 'received' } }])
    }))

  test('is signed over a restart, and a month that is none has no door', () =>
    withCentre({}, async (centre) => {
      await later({ centre }, 31)
      const manager = await centre.staff('zhou')
      for (const none of ['2026-13', '2026-3', 'march'])
        expect(await manager.refusal('getMonthReport', { params: { period: none } })).toBe('not-found')
      await manager.granted('signReport', await signing(manager, { centre }))
      await centre.restart()
      expect(centre.hub().centre.state().reports.get(period)).toMatchObject({ version: 1 })
    }))
})

test('activities go up as they are entered and corrected', () =>
  withCityHall(async (hall) => {
    const manager = await hall.centre.staff('zhou')
    const entry = {
      kind: 'lecture',
      day: '2026-03-01',
      place: '文化中心',
      topic: '民法典进社区',
      attendance: 42,
    }
    const save = (more: object) => ({ body: { ...entry, ...more, commandId: hall.centre.commandId() } })
    await manager.granted('saveActivity', save({}))
    const [activityId = ''] = [...hall.centre.hub().centre.state().activities.keys()]
    await manager.granted('saveActivity', save({ activityId, attendance: 45 }))
    expect(await manager.refusal('saveActivity', save({ day: '2026-03-03' }))).toBe('invalid')
    expect(await manager.refusal('saveActivity', save({ topic: ' ' }))).toBe('invalid')
    await drained(hall)
    const { json } = await hall.ask('/sites/site-test/activities')
    expect((json as { activities: CityActivity[] }).activities).toEqual([
      { ...entry, id: activityId, version: 2, attendance: 45 },
    ])
  }))
