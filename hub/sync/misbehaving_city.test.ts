import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SimulatedClock } from '#basics'
import { acts, type FakeCity, fakeCity } from './fake_city.fixture.ts'
import { answerMs, delays, type OpenLink } from './index.ts'
import { type GrowingLog, monday, numbers, openTestLink, until } from './link.fixture.ts'

let city: FakeCity
let clock: SimulatedClock
let log: GrowingLog
let link: OpenLink
let told: (string | null)[]
beforeEach(async () => {
  city = await fakeCity()
  ;({ clock, log, link, told } = await openTestLink(city))
})
afterEach(async () => {
  await link.close()
  await city.close()
})
const isRetrying = () => link.status().state === 'retrying'

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
