import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SimulatedClock, simulatedClock } from '#basics'
import type { RecordedEvent } from '#domain'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import { openDatabase } from '#sqlite'
import { openCursors } from '../store/cursors.ts'
import { migrations } from '../store/migrations.ts'
import { sqliteRows } from '../store/rows.ts'
import { acts, type FakeCity, fakeCity, secret } from './fake_city.fixture.ts'
import { answerMs, delays, httpAdapter, type OpenLink, openCityLink, openInbox } from './index.ts'

const monday = Date.parse('2026-03-02T01:00:00Z')
const party = {
  siteId: 'site-test',
  receiverCode: '310000',
  sign: signingKey(secret),
  answer: verifyingKey(secret),
  seal: derivedKey(secret, 'person'),
}

/** A log that grows when a test says so. */
function growingLog() {
  const events: RecordedEvent[] = []
  const listeners = new Set<() => void>()
  return {
    head: () => events.length,
    eventsAfter: async (after: number, limit: number) => events.slice(after, after + limit),
    onCommitted(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    grow(count: number, ticketId = (revision: number) => `T${revision}`) {
      for (let n = 0; n < count; n += 1) {
        const revision = events.length + 1
        const data = { ticketId: ticketId(revision) }
        const stamp = { at: new Date(monday).toISOString(), prevHash: '', hash: `h${revision}` }
        events.push({ type: 'TicketPrinted', data, revision, ...stamp } as unknown as RecordedEvent)
      }
      for (const listener of listeners) listener()
    },
  }
}

const until = async (what: () => boolean) => {
  while (!what()) await new Promise((next) => setImmediate(next))
}
const nobody = { book: async () => ({ ok: true, value: undefined }) as const }

let city: FakeCity
let clock: SimulatedClock
let log: ReturnType<typeof growingLog>
let link: OpenLink
const told: (string | null)[] = []

beforeEach(async () => {
  city = await fakeCity()
  clock = simulatedClock(monday)
  log = growingLog()
  told.length = 0
  const rows = sqliteRows(openDatabase({ file: ':memory:', migrations }))
  const side = { ...nobody, cancel: nobody.book, adopt: nobody.book }
  let ids = 0
  const newId = () => {
    ids += 1
    return `m${ids}`
  }
  link = openCityLink({
    adapter: httpAdapter({ url: city.url, party, clock, newId }),
    log,
    cursors: openCursors(rows),
    rows,
    inbox: openInbox(rows, side, party.seal, 'draft'),
    clock,
    holder: 'hub-1',
    random: () => 0.5,
    onTrouble: (sentence) => void told.push(sentence),
  })
  await until(() => link.status().lastReconciliation !== null && link.status().state === 'idle')
})
afterEach(async () => {
  await link.close()
  await city.close()
})

const isRetrying = () => link.status().state === 'retrying'
const numbers = (to: number) => Array.from({ length: to }, (_, index) => String(index + 1))

test.each([
  ['429', acts.status(429), 'rate-limited', 429],
  ['503', acts.status(503), 'server', 503],
  ['a redirect', acts.status(302, { location: 'https://elsewhere.example/' }), 'redirect', 302],
  ['garbage', acts.garbage, 'garbage', null],
  ['half an answer', acts.halfAnswer, 'garbage', null],
] as const)('%s is told apart, and the same records are sent again', async (_name, act, kind, code) => {
  city.misbehave(act)
  log.grow(5)
  await until(isRetrying)
  expect(link.status().trouble).toMatchObject({ kind, code })
  expect(link.status()).toMatchObject({ pending: 5, parked: 0 })
  clock.advance(delays.firstRetry)
  await until(() => link.status().pending === 0)
  expect(city.has).toEqual(numbers(5))
  await until(() => told.length === 2)
  expect(told[1]).toBeNull()
})

test('a city that is silent is waited for on the clock, no longer', async () => {
  city.misbehave(acts.silence)
  const before = city.asked()
  log.grow(1)
  await until(() => city.asked() > before)
  clock.advance(answerMs)
  await until(isRetrying)
  expect(link.status().trouble?.kind).toBe('timeout')
})

test('an answer that is not signed by the city is not believed', async () => {
  const forger = await fakeCity('another secret altogether')
  city.misbehave((request, reply) => {
    // What the forger says is well formed; only its key is wrong.
    reply.setHeader('x-city-sign', 'HMAC-SHA256:00')
    reply.end(
      JSON.stringify({
        ack: {
          msgId: request.url,
          code: 0,
          message: '',
          nextRevision: 6,
          nextSeq: 1,
          accepted: 5,
          rejected: [],
          downHead: 0,
        },
      }),
    )
  })
  log.grow(5)
  await until(isRetrying)
  expect(link.status()).toMatchObject({ pending: 5, trouble: { kind: 'bad-answer-sign' } })
  await forger.close()
})

test('Retry-After is kept: not a moment earlier', async () => {
  city.misbehave(acts.status(429, { 'retry-after': '120' }))
  log.grow(1)
  await until(isRetrying)
  const asked = city.asked()
  clock.advance(120_000)
  expect(link.status().state).toBe('retrying')
  expect(city.asked()).toBe(asked)
  clock.advance(delays.firstRetry)
  await until(() => link.status().pending === 0)
})

test('a city that stays away is asked ever more rarely, a minute apart at the most', async () => {
  city.misbehave(...Array.from({ length: 12 }, () => acts.status(500)))
  log.grow(1)
  const waits: number[] = []
  for (let n = 0; n < 12; n += 1) {
    await until(isRetrying)
    const { trouble } = link.status()
    waits.push(Date.parse(trouble?.retryAt ?? '') - clock.now())
    const asked = city.asked()
    clock.advance(waits.at(-1) ?? 0)
    await until(() => city.asked() > asked || link.status().state === 'idle')
    await until(() => isRetrying() || link.status().pending === 0)
  }
  expect(waits.slice(0, 4)).toEqual([375, 750, 1_500, 3_000])
  expect(Math.max(...waits)).toBe(45_000)
})

test('a message refused as a whole is divided until the one bad record is found and parked', async () => {
  city.refuseAll(({ revision }) => revision === 77)
  log.grow(150)
  await until(() => link.status().pending === 0)
  expect(city.has).toEqual(numbers(150).map((each) => (each === '77' ? '-77' : each)))
  expect(await link.parked()).toMatchObject([
    { revision: 77, code: 101, state: 'parked', subject: 'ticket T77' },
  ])
})

test('later records of a parked ticket wait behind it; other tickets do not', async () => {
  city.refuseAll(({ revision }) => revision === 2)
  log.grow(3)
  await until(() => link.status().pending === 0)
  log.grow(2, () => 'T2')
  log.grow(1)
  await until(() => link.status().pending === 0)
  expect(city.has).toEqual(['1', '-2', '3', '-4', '-5', '6'])
  expect((await link.parked()).map(({ revision, state }) => `${revision} ${state}`)).toEqual([
    '2 parked',
    '4 behind',
    '5 behind',
  ])
  city.refuseAll(null)
  expect(await link.retry(2)).toMatchObject({ value: { sent: 3, stillParked: 0 } })
  expect(await link.parked()).toEqual([])
})

test('seven days without a city: 100,000 events wait and then go out, each once and in order', async () => {
  const dayMs = 86_400_000
  const down = Array.from({ length: 30 }, () => acts.hangUp)
  city.misbehave(...down)
  for (let day = 0; day < 7; day += 1) {
    log.grow(day === 6 ? 100_000 - 6 * 14_000 : 14_000)
    await until(isRetrying)
    expect(['unreachable', 'garbage']).toContain(link.status().trouble?.kind)
    const asked = city.asked()
    // A night of simulated time: the link may ask once a minute, never in a hot loop.
    clock.jumpTo(monday + (day + 1) * dayMs)
    clock.advance(delays.longestRetry)
    await until(() => city.asked() > asked && isRetrying())
    expect(city.asked() - asked).toBe(1)
  }
  expect(link.status().pending).toBe(100_000)
  const rest = 60
  for (let n = 0; n <= rest && link.status().pending > 0; n += 1) {
    const asked = city.asked()
    clock.advance(delays.longestRetry)
    await until(() => city.asked() > asked)
    await until(() => isRetrying() || link.status().pending === 0)
  }
  expect(city.has).toHaveLength(100_000)
  expect(city.has.every((revision, index) => Number(revision) === index + 1)).toBe(true)
})
