import { afterEach, expect, test } from 'vitest'
import { ok, type SimulatedClock, simulatedClock } from '#basics'
import { type HubClient, hubClient, linkDelays, socketUrl } from '#client'
import { type RecordedEvent, toSnapshot } from '#domain'
import { smallHub, until } from './small_hub.fixture.ts'

const noon = Date.parse('2026-11-23T10:00:00+08:00')
const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function withHub() {
  const clock = simulatedClock(noon)
  const hub = smallHub(clock)
  await hub.start()
  closing.push(() => hub.stop())
  return { clock, hub }
}

function connect(clock: SimulatedClock, hub: ReturnType<typeof smallHub>, limitMs: number | null = 3_000) {
  const told: string[] = []
  const client: HubClient = hubClient({
    clock,
    random: () => 1,
    limitMs,
    endpoint: async () => ok({ url: socketUrl(hub.url), token: 'token' }),
    onWelcome: () => told.push('welcome'),
    onCentre: (_, events: readonly RecordedEvent[] | null) =>
      told.push(events === null ? 'snapshot' : `events ${events.length}`),
    onLive: (live) => told.push(live ? 'live' : 'lost'),
    onMessage: (message) => told.push(message.type),
    onProblem: ({ code }) => told.push(`problem ${code}`),
  })
  closing.push(() => client.close())
  const live = () =>
    until(
      'live',
      () => client.live,
      () => clock.advance(50),
    )
  return { client, told, live }
}

const issue = { name: 'issue', body: { serviceId: 'advice' } } as const

test('greets, takes the snapshot, and follows the log', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  expect(told).toEqual(['welcome', 'snapshot', 'live'])
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  await until('the event', () => client.centre.revision === hub.centre.revision)
  expect(toSnapshot(client.centre)).toEqual(toSnapshot(hub.centre))
})

test('catches up with events, not a snapshot, after a lost link', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  hub.cut()
  await until('lost', () => !client.live)
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  told.length = 0
  await live()
  expect(told).toEqual(['welcome', 'events 1', 'live'])
  expect(toSnapshot(client.centre)).toEqual(toSnapshot(hub.centre))
})

test('a gap is never applied: it leads to a fresh snapshot', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  const before = client.centre.revision
  told.length = 0
  const strange = { revision: before + 2, at: new Date(noon).toISOString(), prevHash: 'x', hash: 'y' }
  hub.push({
    type: 'events',
    events: [{ ...strange, type: 'DayClosed', data: { businessDay: '', expired: [] } }],
  })
  await until('lost', () => told.includes('lost'))
  await live()
  expect(told).toEqual(['lost', 'welcome', 'snapshot', 'live'])
  expect(client.centre.revision).toBe(before)
})

test('a foreign log with the right number is refused by its hash', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  await until('the event', () => client.centre.revision === hub.centre.revision)
  const forged = { revision: client.centre.revision + 1, at: '', prevHash: 'other', hash: 'z' }
  hub.push({ type: 'events', events: [{ ...forged, type: 'CounterClosed', data: { counterId: 'c1' } }] })
  await until('lost', () => told.includes('lost'))
  expect(client.centre.counterLive.get('c1')?.staffId).toBe('staff-1')
})

test('a command in flight when the link drops is sent again under its id and done once', async () => {
  const { clock, hub } = await withHub()
  const { client, live } = connect(clock, hub)
  await live()
  hub.mute(true)
  const answer = client.send(issue)
  await until('the command', () => hub.received.length === 1)
  hub.cut()
  hub.mute(false)
  await until('lost', () => !client.live)
  await live()
  const result = await answer
  expect(result).toMatchObject({ ok: true, value: { number: 'A001', state: 'ISSUING' } })
  expect(hub.received).toHaveLength(2)
  expect(hub.received[0]?.body.commandId).toBe(hub.received[1]?.body.commandId)
  expect(hub.centre.series.get('A')).toBe(1)
})

test('without a hub a caller hears unavailable at the limit, and nothing is sent later', async () => {
  const { clock, hub } = await withHub()
  const { client, live } = connect(clock, hub)
  await live()
  await hub.stop()
  await until('lost', () => !client.live)
  const answer = client.send(issue)
  clock.advance(3_000)
  expect(await answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  await hub.start()
  await live()
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  await until('the event', () => client.centre.revision === hub.centre.revision)
  expect(hub.received).toEqual([])
})

test('a refusal arrives as a value; what is no command is refused here', async () => {
  const { clock, hub } = await withHub()
  const { client, live } = connect(clock, hub)
  await live()
  const unknown = await client.send({ name: 'issue', body: { serviceId: 'nothing' } })
  expect(unknown).toMatchObject({ ok: false, error: { code: 'service-unknown' } })
  const wrong = await client.send({ name: 'issue', body: { serviceId: 'no spaces allowed' } })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid' } })
})

test('a half-open link is found dead by its silence within fifteen seconds', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  hub.mute(true)
  const from = clock.now()
  await until(
    'lost',
    () => told.includes('lost'),
    () => clock.advance(500),
  )
  expect(clock.now() - from).toBeLessThanOrEqual(15_000)
  expect(clock.now() - from).toBeGreaterThan(linkDelays.ping)
  expect(client.live).toBe(false)
})

test('a link that is quiet but answers pings lives on', async () => {
  const { clock, hub } = await withHub()
  const { client, told, live } = connect(clock, hub)
  await live()
  for (let gone = 0; gone < 30; gone += 1) {
    clock.advance(1_000)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(client.live).toBe(true)
  expect(told).not.toContain('lost')
})

test('a hub that is back is found within five seconds however long it was away', async () => {
  const { clock, hub } = await withHub()
  const { client, live } = connect(clock, hub)
  await live()
  await hub.stop()
  await until('lost', () => !client.live)
  for (let gone = 0; gone < 200; gone += 1) {
    clock.advance(500)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await hub.start()
  const back = clock.now()
  await until(
    'live',
    () => client.live,
    () => clock.advance(20),
  )
  expect(clock.now() - back).toBeLessThanOrEqual(5_000)
})

test('a goodbye is a problem, and the next attempt comes by itself', async () => {
  const { clock, hub } = await withHub()
  hub.refuseTokens(true)
  const { told, live } = connect(clock, hub)
  await until('goodbye', () => told.includes('problem unauthenticated'))
  hub.refuseTokens(false)
  await live()
  expect(told.at(-1)).toBe('live')
})
