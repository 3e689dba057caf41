import { afterEach, expect, test } from 'vitest'
import { passwordOf, testDefinition } from '#testing'
import { type TimedAgent, type TimedHall, timedHall } from './support/timed_hall.ts'

const evening = Date.parse('2026-03-02T19:50:00+08:00')
const morning = Date.parse('2026-03-03T08:31:00+08:00')
const issue = { name: 'issue', body: { serviceId: 'LC', anonymous: true, delivery: 'spoken' } } as const

let hall: TimedHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

const isHome = ({ page, link }: TimedAgent) =>
  page.live && link()?.connected === true && link()?.pending === 0

async function evenings() {
  const at = timedHall(evening)
  hall = at
  const hub = await at.hub('hub', testDefinition({ hours: 'always', leaseSize: 6, leaseLow: 4 }), {})
  const kiosk = await at.agent('kiosk', 'kiosk-1', null, hub.url)
  const counter = await at.agent('counter', 'counter-1', '1', hub.url)
  const days = () => new Set(kiosk.page.centre.leases.map(({ businessDay }) => businessDay))
  await at.until('leased for both days', () => days().size === 2 && counter.page.live)
  const session = await hub.staff('zhao')
  await at.press(counter, { name: 'counter', counterId: '1', body: { type: 'open' } }, session.token)
  expect((await at.press(kiosk, issue)).number).toBe('A001')
  await hub.kill()
  await at.until('the loss', () => !kiosk.link()?.connected && !counter.link()?.connected)
  at.time.set(morning)
  return { at, hub, kiosk, counter, as: session.token }
}

test('the hub died in the evening: next morning the centre opens, and the hub takes its morning up when it is back', async () => {
  const { at, hub, kiosk, counter, as } = await evenings()
  const numbers = [await at.press(kiosk, issue), await at.press(kiosk, issue), await at.press(kiosk, issue)]
  expect(numbers.map(({ number }) => number)).toEqual(['A994', 'A995', 'A996'])
  const act = (body: object) =>
    at.press(counter, { name: 'counter', counterId: '1', body } as never, as) as Promise<unknown>
  // Yesterday's counters were closed with their day; whoever worked here yesterday evening opens again.
  expect(await act({ type: 'open' })).toMatchObject({ state: 'open', staffId: 'staff-1' })
  expect(await act({ type: 'call-number', number: 'A994' })).toMatchObject({ state: 'called' })
  await act({ type: 'arrive' })
  await act({ type: 'finish' })
  // A power cut at the kiosk: it knows in which day it is, and what it gave.
  await kiosk.kill()
  await kiosk.start()
  expect((await at.press(kiosk, issue)).number).toBe('A997')
  at.time.set(Date.parse('2026-03-03T10:00:00+08:00'))
  await hub.start()
  await at.until('merged', () => isHome(kiosk) && isHome(counter))
  const boss = await hub.staff('zhou')
  const { tickets } = await boss.granted('findTickets', { query: {} })
  const stands = Object.fromEntries(tickets.map(({ number, state }) => [number, state]))
  expect(stands).toEqual({ A994: 'DONE', A995: 'WAITING', A996: 'WAITING', A997: 'WAITING' })
  expect(tickets.every(({ issuedAt }) => issuedAt < '2026-03-03T02:00:00.000Z')).toBe(true)
  const { centre } = kiosk.page
  expect(centre.businessDay).toBe('2026-03-03')
  expect(centre.conflicts.size).toBe(0)
  expect((await at.press(kiosk, issue)).number).toBe('A001')
}, 180_000)

test('nobody who has not worked here can log in without the hub, and a day nothing was leased for stays shut (negative control)', async () => {
  const { at, counter, kiosk } = await evenings()
  // The day after: what was leased for one day is for no other.
  at.time.set(morning + 24 * 3_600_000)
  const answer = await kiosk.page.send(issue, { limitMs: 6_000 })
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  const body = { type: 'open' } as const
  const stranger = { limitMs: 6_000, as: passwordOf('a stranger') }
  const opened = await counter.page.send({ name: 'counter', counterId: '1', body }, stranger)
  expect(opened).toMatchObject({ ok: false, error: { code: 'login-needs-hub' } })
}, 180_000)
