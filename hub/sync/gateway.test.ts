import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SimulatedClock } from '#basics'
import { acts, type FakeCity, fakeCity } from './fake_city.fixture.ts'
import { answerMs, delays, type OpenLink } from './index.ts'
import { type GrowingLog, monday, numbers, openTestLink, until } from './link.fixture.ts'

let city: FakeCity
let clock: SimulatedClock
let log: GrowingLog
let link: OpenLink
beforeEach(async () => {
  city = await fakeCity()
  ;({ clock, log, link } = await openTestLink(city))
})
afterEach(async () => {
  await link.close()
  await city.close()
})
const isRetrying = () => link.status().state === 'retrying'

/** Lets the link try again and again until everything is there; how often the city was asked for it. */
async function untilSent(): Promise<number> {
  const asked = city.asked()
  while (link.status().pending > 0) {
    await until(() => isRetrying() || link.status().pending === 0)
    if (isRetrying()) clock.advance(delays.longestRetry)
  }
  return city.asked() - asked
}

test.each([
  ['bytes that are no HTTP', acts.noHttp, 'garbage', null],
  ['an answer that never ends', acts.endless, 'garbage', null],
  ['a gateway that knows no such page', acts.status(404), 'garbage', 404],
  ['a gateway that wants a login', acts.status(403), 'garbage', 403],
  ['a redirect that keeps the method', acts.status(307, { location: '/elsewhere' }), 'redirect', 307],
  ['a bad gateway', acts.status(502), 'server', 502],
  ['a connection hung up', acts.hangUp, 'garbage', null],
] as const)('%s is told apart, and the same records are sent again', async (_name, act, kind, code) => {
  city.misbehave(act)
  log.grow(5)
  await until(isRetrying)
  expect(link.status()).toMatchObject({ pending: 5, parked: 0, trouble: { kind, code } })
  expect(await untilSent()).toBe(1)
  expect(city.has).toEqual(numbers(5))
})

test('an answer that begins and goes on no further is waited for on the clock, no longer', async () => {
  city.misbehave(acts.stall)
  const before = city.asked()
  log.grow(1)
  await until(() => city.asked() > before)
  // The head of the answer is there; only the clock can end the wait for the rest.
  await new Promise((done) => setImmediate(done))
  clock.advance(answerMs)
  await until(isRetrying)
  expect(link.status().trouble?.kind).toBe('timeout')
})

test.each([
  ['a date', new Date(monday + 90_000).toUTCString(), 90_000],
  ['a date long ago', new Date(0).toUTCString(), 0],
  ['a year', '31536000', 3_600_000],
  ['no number', 'soon', 0],
  ['less than nothing', '-5', 0],
])('Retry-After: %s', async (_name, header, wait) => {
  city.misbehave(acts.status(503, { 'retry-after': header }))
  log.grow(1)
  await until(isRetrying)
  const retryAt = Date.parse(link.status().trouble?.retryAt ?? '')
  expect(retryAt - clock.now()).toBe(wait + delays.firstRetry * 0.75)
})

test('a gateway that carries less than a whole message gets smaller ones, and is not tried with more each time', async () => {
  city.carry(30)
  log.grow(500)
  await untilSent()
  expect(city.has).toEqual(numbers(500))
  const asked = city.asked()
  log.grow(100)
  await until(() => link.status().pending === 0)
  expect(city.asked() - asked).toBe(4)
  expect(link.status().parked).toBe(0)
})

test('a city that asks for the same records for ever is not sent to for ever', async () => {
  log.grow(10)
  await until(() => link.status().pending === 0)
  let turn = 0
  city.askFor(() => {
    turn += 1
    return turn % 2 === 0 ? 3 : 5
  })
  const asked = city.asked()
  log.grow(1)
  await until(isRetrying)
  expect(link.status().trouble?.kind).toBe('refused')
  expect(city.asked() - asked).toBeLessThan(6)
  city.askFor(null)
  await untilSent()
  expect(city.has).toEqual(numbers(11))
})

test('a pause that meets a failure stays a pause', async () => {
  city.misbehave(acts.silence)
  const before = city.asked()
  log.grow(1)
  await until(() => city.asked() > before)
  const pausing = link.pause()
  clock.advance(answerMs)
  await pausing
  clock.advance(delays.longestRetry)
  expect(link.status().state).toBe('paused')
  await link.resume()
  await until(() => link.status().pending === 0)
})
