import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CityRecord, CitySite, CitySuperseded } from '#protocol'
import { citySecret } from './support/city_hall.ts'
import { admin, device, issue, lostHall, readiness, until } from './support/lost_hall.ts'
import { type Program, start } from './support/programs.ts'

let city: Program
let cityFolder = ''
let hall: ReturnType<typeof lostHall>

/** The city's own program, with the test centre as its one site. */
function startCity(folder: string): Promise<Program> {
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ 'site-test': citySecret }))
  return start('city/main.ts', [], {
    CIVIC_HALL_CITY_PORT: '0',
    CIVIC_HALL_DATA: folder,
    CIVIC_HALL_CITY_KEYS: keys,
    CIVIC_HALL_CITY_SECRET: 'what visitors are known by, here',
  })
}
beforeEach(async () => {
  cityFolder = mkdtempSync(join(tmpdir(), 'civic-city-'))
  city = await startCity(cityFolder)
  hall = lostHall({ CIVIC_HALL_CITY_URL: city.url, CIVIC_HALL_CITY_KEY: citySecret })
})
afterEach(async () => {
  await hall.close()
  await city.kill()
  rmSync(cityFolder, { recursive: true, force: true })
})

async function ask<T>(path: string): Promise<T> {
  return (await fetch(`${city.url}/api/v1${path}`)).json() as Promise<T>
}
const siteAtCity = async () => (await ask<{ sites: CitySite[] }>('/sites')).sites[0]
const received = (revision: number) =>
  until(async () => ((await siteAtCity())?.received === revision ? true : null))

test('the city follows the promoted hub, keeps what the old one alone had told, and fences it where no terminal does', async () => {
  const lost = await hall.lose(async (old) => {
    await received((await readiness(old)).head)
    // A hub that ends in order gives its turn at the city back at once.
    await old.stop()
  })
  const told = (await siteAtCity())?.received ?? 0
  expect(told).toBeGreaterThan(lost.head)

  expect(await hall.promoteTo('new', lost.key)).toMatchObject({ code: 0 })
  const hub = await hall.startHub('new', lost.port)
  const fresh = await issue(device(hub, 'kiosk-2'))
  const { head } = await readiness(hub)
  await until(async () => ((await siteAtCity())?.epoch === 2 ? true : null))
  await received(head)

  // The city has the new hub's log, each event once, and beside it what nobody else knows any more.
  const reader = await admin(hub)
  const query = { after: '0', limit: '1000' }
  const log = (await reader.granted('getEvents', { query })).events as unknown as CityRecord[]
  const { events } = await ask<{ events: CityRecord[] }>('/sites/site-test/events?limit=1000')
  expect(events.map(({ hash }) => hash)).toEqual(log.map(({ hash }) => hash))
  const { records } = await ask<{ records: CitySuperseded['records'] }>(
    '/sites/site-test/superseded?limit=1000',
  )
  expect(records).toHaveLength(told - lost.head)
  const alone = records.filter(({ type }) => type === 'TicketIssued').map(({ data }) => data?.ticketId)
  expect(alone).toEqual(lost.alone.map(({ id }) => id))
  const { tickets } = await ask<{ tickets: { ticketId: string }[] }>('/sites/site-test/tickets?limit=100')
  expect(tickets.map(({ ticketId }) => ticketId).sort()).toEqual(
    [...lost.together, fresh].map(({ id }) => id).sort(),
  )

  // The old hub comes back where no terminal reaches it: the city tells it, and it stops.
  const old = await hall.startHub('old', 0)
  await until(async () => ((await readiness(old)).code === 503 ? true : null))
  expect(await readiness(old)).toMatchObject({ status: 'fenced', by: 2 })
  const body = { serviceId: 'LC', commandId: ulid() }
  expect(await device(old, 'kiosk-2').refusal('issueTicket', { body })).toBe('fenced')
  const shown = await (await admin(old)).granted('cityLink')
  expect(shown.trouble).toMatchObject({ kind: 'fenced', code: 205 })
  await received((await readiness(hub)).head)
  expect((await siteAtCity())?.superseded).toBe(records.length)
})
