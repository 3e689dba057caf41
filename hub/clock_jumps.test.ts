import fc from 'fast-check'
import { expect, test } from 'vitest'
import { present } from '#basics'
import { verifyChain } from '#hub'
import { type TestCentre, withCentre } from '#testing'

const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs

/** A kiosk and a counter whose clock nobody may rely on. */
async function hall(centre: TestCentre) {
  const { commandId } = centre
  const kiosk = centre.device('kiosk-1')
  const counter = centre.device('counter-1')
  const params = { counterId: '1' }
  const work = (type: string) =>
    counter.granted('counterCommand', { params, body: { type, commandId: commandId() } })
  return {
    async issue() {
      const body = { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: commandId() }
      return (await kiosk.granted('issueTicket', { body })).number
    },
    open: () => work('open'),
    async serve() {
      const { ticket } = await work('call-next')
      await work('arrive')
      await work('finish')
      return present(ticket, 'a ticket').number
    },
  }
}

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `A${String(from + index).padStart(3, '0')}`)

test.each([
  ['an hour', hourMs],
  ['a year', yearMs],
])(
  'a clock set back by %s, with and without a restart: day, numbers and order go on',
  async (_name, back) => {
    await withCentre({}, async (centre) => {
      const { issue, open, serve } = await hall(centre)
      const { hub, clock } = centre
      const day = () => hub().centre.state().businessDay
      await open()
      const given = [await issue(), await issue()]
      clock.jumpTo(clock.now() - back)
      given.push(await issue(), await issue())
      expect(day()).toBe('2026-03-02')
      const called = [await serve()]
      clock.jumpTo(clock.now() - back)
      await centre.restart()
      given.push(await issue())
      called.push(await serve(), await serve())
      clock.advance(2_000)
      given.push(await issue())
      called.push(await serve(), await serve(), await serve())
      expect(day()).toBe('2026-03-02')
      expect(given).toEqual(numbers(1, 6))
      expect(called).toEqual(given)
      const manager = await centre.staff('zhou')
      const { tickets } = await manager.granted('searchTickets', { query: { day: '2026-03-02' } })
      expect(tickets.map(({ number }) => number)).toEqual(given.toReversed())
      expect((await verifyChain(hub().store)).ok).toBe(true)
    })
  },
)

test('set right again after a year ahead the clock opens no old day, and no number is given twice', async () => {
  await withCentre({}, async (centre) => {
    const { issue } = await hall(centre)
    const { clock, hub } = centre
    const right = clock.now()
    await issue()
    clock.jumpTo(right + yearMs)
    clock.advance(1_000)
    await expect.poll(() => hub().centre.state().businessDay).toBe('2027-03-02')
    await issue()
    clock.jumpTo(right)
    await centre.restart()
    clock.advance(1_000)
    expect(await issue()).toBe('A002')
    expect(hub().centre.state().businessDay).toBe('2027-03-02')
    const manager = await centre.staff('zhou')
    const { tickets } = await manager.granted('searchTickets')
    expect(tickets.map(({ day, number }) => `${day} ${number}`)).toEqual([
      '2027-03-02 A002',
      '2027-03-02 A001',
      '2026-03-02 A001',
    ])
  })
})

test('however the clock jumps and the hub restarts, numbers count on and calls keep their order', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('issue' as const) },
    { weight: 2, arbitrary: fc.constant('serve' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 * yearMs }) },
  )
  const check = async (steps: (string | number)[]) =>
    withCentre({}, async (centre) => {
      const { issue, open, serve } = await hall(centre)
      await open()
      const [given, called]: [string[], string[]] = [[], []]
      for (const each of steps) {
        if (typeof each === 'number') centre.clock.jumpTo(centre.clock.now() - each)
        else if (each === 'issue') given.push(await issue())
        else if (each === 'restart') await centre.restart()
        else if (called.length < given.length) called.push(await serve())
      }
      expect(given).toEqual(numbers(1, given.length))
      expect(called).toEqual(given.slice(0, called.length))
    })
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), check), { numRuns: 12 })
}, 60_000)
