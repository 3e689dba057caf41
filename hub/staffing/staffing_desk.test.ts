import { expect, test } from 'vitest'
import { fromSnapshot, toSnapshot } from '#domain'
import { type TestCentre, withCentre } from '#testing'
import { staffingAnswer } from './answer.ts'
import { staffingDesk } from './staffing_desk.ts'

const close = { type: 'close' as const, counterId: '1' }
const question = { over: 'now' as const, change: close }

/** A counter at work and people who wait for it. */
async function queue(centre: TestCentre, count: number) {
  const { commandId } = centre
  await centre.device('counter-1').granted('counterCommand', {
    params: { counterId: '1' },
    body: { type: 'open', staffId: 'staff-1', commandId: commandId() },
  })
  const guide = await centre.staff('li')
  for (let n = 0; n < count; n++)
    await guide.granted('issueTicket', { body: { serviceId: 'LC', commandId: commandId() } })
  return guide
}

/** How often the loop of this thread comes round until a promise is settled. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  void work.finally(() => {
    isOver = true
  })
  while (!isOver) {
    await new Promise(setImmediate)
    turns += 1
  }
  return turns
}

/** More than any simulation that gives way between two of its runs could leave. */
const free = 200

test('while a question is simulated the hub answers visitors, and the answer is the one of that moment', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const guide = await queue(centre, 40)
    const state = centre.hub().centre.state()
    const moment = fromSnapshot(structuredClone(toSnapshot(state)))
    const now = centre.clock.now()
    const asked = staffingDesk().answer(state, question, now)
    let isAnswered = false
    void asked.finally(() => {
      isAnswered = true
    })
    const body = { serviceId: 'LC', commandId: centre.commandId() }
    expect(await guide.granted('issueTicket', { body })).toMatchObject({ state: 'WAITING' })
    expect(isAnswered).toBe(false)
    expect(await asked).toEqual({ ok: true, value: staffingAnswer(moment, question, now) })
  })
})

test('the loop of the hub stays free; simulated on it, it would not be', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    await queue(centre, 40)
    const state = centre.hub().centre.state()
    const now = centre.clock.now()
    expect(await turnsDuring(staffingDesk().answer(state, question, now))).toBeGreaterThan(free)
    const onTheLoop = async () => {
      await new Promise(setImmediate)
      return staffingAnswer(fromSnapshot(toSnapshot(state)), question, now)
    }
    expect(await turnsDuring(onTheLoop())).toBeLessThan(free)
  })
})

test('a thread that fails is a refusal, and the next question is heard', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const state = centre.hub().centre.state()
    const desk = staffingDesk(new URL('./failing_thread.fixture.ts', import.meta.url))
    for (let n = 0; n < 2; n++)
      expect(await desk.answer(state, question, centre.clock.now())).toMatchObject({
        ok: false,
        error: { code: 'unavailable' },
      })
  })
})
