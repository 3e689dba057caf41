import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cityAreasReply, cityEventsReply } from '#protocol'
import { type Caller, testDefinition } from '#testing'
import { chaosProxy } from '../support/chaos_proxy.ts'
import { type TimedHall, type TimedHub, timedHall } from './support/timed_hall.ts'

const minute = 60_000
const visitors = 220
const home = { siteId: 'site-test', key: 'the secret of the home centre' }
const laptop = { siteId: 'site-test-mobile-1', key: 'the secret of the mobile point' }

let hall: TimedHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

/** The mobile point of the test centre: a site of its own below it. */
function mobilePoint() {
  const definition = testDefinition({ hours: 'always' }) as { site: object }
  const site = { ...definition.site, id: laptop.siteId, parentId: home.siteId, mobile: 1 }
  return { ...definition, site }
}

async function startCity(at: TimedHall): Promise<string> {
  const keys = join(at.folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ [home.siteId]: home.key, [laptop.siteId]: laptop.key }))
  const city = await at.program('city/main.ts', [], {
    ...{ CIVIC_HALL_CITY_PORT: '0', CIVIC_HALL_DATA: at.place('city'), CIVIC_HALL_CITY_KEYS: keys },
    CIVIC_HALL_CITY_SECRET: 'what visitors are known by',
  })
  return city.url
}

const linked = (url: string, { key }: { key: string }) => ({
  CIVIC_HALL_CITY_URL: url,
  CIVIC_HALL_CITY_KEY: key,
})

/** The one counter of the point: whoever waits is called, served and sent home. */
async function serveOne(zhao: Caller): Promise<void> {
  for (const type of ['call-next', 'arrive', 'finish'] as const)
    await zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type, commandId: crypto.randomUUID() },
    })
}

async function allEvents(hub: TimedHub) {
  const boss = await hub.staff('wu')
  const all: { revision: number; hash: string; type: string }[] = []
  for (;;) {
    const query = { after: String(all.length), limit: '1000' }
    const { events } = await boss.granted('getEvents', { query })
    all.push(...(events as typeof all))
    if (events.length === 0) return all
  }
}

async function atCity(city: string, siteId: string) {
  const all: { revision: number; hash: string }[] = []
  for (;;) {
    const page = await fetch(`${city}/api/v1/sites/${siteId}/events?after=${all.length}&limit=500`)
    const { events } = cityEventsReply.parse(await page.json())
    all.push(...events)
    if (events.length === 0) return all
  }
}

test('a mobile point works away all day, is killed once, and at night the city has its day: once, in order, alike', async () => {
  const at = timedHall(Date.parse('2026-03-02T08:30:00+08:00'))
  hall = at
  const city = await startCity(at)
  const cable = await chaosProxy(() => Number(new URL(city).port))
  cable.cut()
  const point = await at.hub('laptop', mobilePoint(), linked(`http://127.0.0.1:${cable.port}`, laptop))
  const centre = await at.hub('home', testDefinition({ hours: 'always' }), linked(city, home))
  for (let visitor = 0; visitor < 3; visitor += 1)
    await centre.device('kiosk-1').granted('issueTicket', {
      body: { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: crypto.randomUUID() },
    })
  const kiosk = await at.agent('kiosk', 'kiosk-1', null, point.url)
  await at.until('numbers leased', () => kiosk.page.live && kiosk.page.centre.leases.length > 0)
  let zhao = await point.staff('zhao')
  const open = () =>
    zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type: 'open', commandId: crypto.randomUUID() },
    })
  await open()
  const given = new Set<string>()
  for (let visitor = 0; visitor < visitors; visitor += 1) {
    at.time.set(at.time.now() + 2 * minute)
    // The battery: the hub first, the agent while it goes on alone, then both are started again.
    if (visitor === 110) await point.kill()
    const ticket = await at.press(kiosk, {
      name: 'issue',
      body: { serviceId: 'LC', anonymous: true, delivery: 'spoken' },
    })
    given.add(ticket.number)
    if (visitor === 110) {
      await kiosk.kill()
      await point.start()
      await kiosk.start()
      await at.until(
        'merged',
        () => kiosk.page.live && kiosk.link()?.connected === true && kiosk.link()?.pending === 0,
      )
      zhao = await point.staff('zhao')
    }
    if (visitor % 2 === 0) await serveOne(zhao)
  }
  expect(given.size).toBe(visitors)
  await at.until('merged', () => kiosk.link()?.pending === 0)
  const boss = await point.staff('wu')
  const away = await boss.granted('cityLink')
  // All day not one record has left the laptop.
  expect(away).toMatchObject({ delivered: 0 })
  expect(await atCity(city, laptop.siteId)).toEqual([])

  at.time.set(Date.parse('2026-03-02T21:30:00+08:00'))
  const night = await point.staff('wu')
  cable.mend()
  await at.until('at the city', async () => (await night.granted('cityLink')).pending === 0)
  const here = await allEvents(point)
  const there = await atCity(city, laptop.siteId)
  expect(there.map(({ hash }) => hash)).toEqual(here.map(({ hash }) => hash))
  expect(there.map(({ revision }) => revision)).toEqual(here.map((_, index) => index + 1))
  expect(here.filter(({ type }) => type === 'TicketIssued')).toHaveLength(visitors)
  const compared = await night.granted('cityReconcile', { body: { day: '2026-03-02' } })
  expect(compared).toMatchObject({ agrees: true, differences: [], missing: [], withheld: [] })
  expect(await night.granted('cityLink')).toMatchObject({
    parked: 0,
    trouble: null,
    lastReceipt: { code: 0 },
  })
  const areas = await fetch(`${city}/api/v1/areas?code=310117`)
  const { path, sites } = cityAreasReply.parse(await areas.json())
  expect(path.at(-1)).toMatchObject({ code: '310117', ticketsToday: visitors + 3, mobileToday: visitors })
  expect(sites.find(({ mobile }) => mobile)).toMatchObject({
    siteId: laptop.siteId,
    name: expect.stringMatching(/流动服务点1$/),
  })
  await cable.close()
}, 300_000)

test('a laptop that was set up a second time is refused at the city: its log is not mixed with the first', async () => {
  const at = timedHall(Date.parse('2026-03-02T08:30:00+08:00'))
  hall = at
  const city = await startCity(at)
  const one = await at.hub('one', mobilePoint(), linked(city, laptop))
  const boss = await one.staff('wu')
  await at.until('at the city', async () => (await boss.granted('cityLink')).pending === 0)
  const held = await atCity(city, laptop.siteId)
  // Set up anew under the same site: another log, which the city must not mix with what it has.
  at.time.set(at.time.now() + minute)
  const other = await at.hub('two', mobilePoint(), linked(city, laptop))
  const second = await other.staff('wu')
  await at.until('refused', async () => (await second.granted('cityLink')).trouble?.code === 402)
  expect(await atCity(city, laptop.siteId)).toEqual(held)
}, 120_000)
