import { expect, test } from 'vitest'
import { type TestCentre, withCentre } from '#testing'

const minute = 60_000

/** Somebody takes a number, is called after a while and served. */
async function visit(centre: TestCentre, waits: number): Promise<void> {
  const [guide, zhao] = [await centre.staff('li'), await centre.staff('zhao')]
  const commandId = () => centre.commandId()
  const at = (body: object) =>
    zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { ...body, commandId: commandId() },
    })
  await at({ type: 'open' })
  const body = { serviceId: 'LC', commandId: commandId() }
  await guide.granted('issueTicket', { body })
  centre.clock.advance(waits * minute)
  await at({ type: 'call-next' })
  await at({ type: 'arrive' })
  centre.clock.advance(8 * minute)
  await at({ type: 'finish' })
}

test('the estimates of a day are reported, and after its close and a restart still are', async () => {
  await withCentre({}, async (centre) => {
    const zhou = await centre.staff('zhou')
    await visit(centre, 0)
    await visit(centre, 5)
    const today = await zhou.granted('getEstimateReport')
    // There was a free counter, so both were told of no wait; one of them waited.
    expect(today).toMatchObject({ businessDay: '2026-03-02', all: { count: 0, atOnce: 2, atOnceKept: 0.5 } })
    expect(today.services.map(({ serviceId }) => serviceId)).toEqual(['LC'])
    expect(await zhou.refusal('getEstimateReport', { query: { day: '2026-02-27' } })).toBe('not-found')
    centre.clock.jumpTo(Date.parse('2026-03-03T01:00:00Z'))
    centre.clock.advance(1_000)
    await new Promise(setImmediate)
    await centre.hub().centre.settled()
    await centre.restart()
    const again = await centre.staff('zhou')
    expect(await again.granted('getEstimateReport')).toMatchObject({
      businessDay: '2026-03-03',
      all: { count: 0, atOnce: 0 },
      days: ['2026-03-02'],
    })
    const before = await again.granted('getEstimateReport', { query: { day: '2026-03-02' } })
    expect({ ...before, days: [] }).toEqual({ ...today, days: [] })
  })
})

test('reports are for managers, and questions must make sense', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const [zhao, zhou] = [await centre.staff('zhao'), await centre.staff('zhou')]
    const close = { query: { change: 'close', counterId: '1' } }
    for (const who of [zhao, centre.device('counter-1'), centre.device('kiosk-1')]) {
      expect(await who.refusal('getEstimateReport')).toBe('forbidden')
      expect(await who.refusal('whatIf', close)).toBe('forbidden')
    }
    const senseless: readonly Record<string, string>[] = [
      {},
      { change: 'close' },
      { change: 'close', counterId: 'nowhere' },
      { change: 'open' },
      { change: 'open', serviceIds: 'LC,nothing' },
      { change: 'profile', serviceIds: 'LC' },
      { change: 'hours', from: '9', to: '17:00' },
      { change: 'hours', from: '17:00', to: '09:00' },
      { change: 'fewer' },
    ]
    for (const query of senseless)
      expect([query, await zhou.refusal('whatIf', { query })]).toEqual([query, 'invalid'])
    expect(await zhou.refusal('getEstimateReport', { query: { day: 'yesterday' } })).toBe('invalid')
  })
})

test('one counter more is tried out and nothing is written; one question at a time', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const [guide, zhou] = [await centre.staff('li'), await centre.staff('zhou')]
    await centre.device('counter-1').granted('counterCommand', {
      params: { counterId: '1' },
      body: { type: 'open', staffId: 'staff-1', commandId: centre.commandId() },
    })
    for (let n = 0; n < 12; n++)
      await guide.granted('issueTicket', { body: { serviceId: 'LC', commandId: centre.commandId() } })
    const head = centre.hub().centre.head()
    const query = { change: 'open', serviceIds: 'LC,LA' }
    const [{ answer }, second] = await Promise.all([
      zhou.granted('whatIf', { query }),
      zhou.refusal('whatIf', { query }),
    ])
    expect(second).toBe('rate-limited')
    expect(answer?.before.all.people).toBeGreaterThan(11)
    expect(answer?.after.all.meanMinutes).toBeLessThan((answer?.before.all.meanMinutes ?? 0) * 0.75)
    expect(answer?.after.counters.map(({ counterId }) => counterId)).toEqual(['1', 'simulated-counter'])
    expect(centre.hub().centre.head()).toBe(head)
  })
})
