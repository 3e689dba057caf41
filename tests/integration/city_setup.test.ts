import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { listEvents, type RunningCity, registryOf, startCity } from '#city'
import { type KnownCity, openCityPlace } from '#hub'
import type { CitySettingsBody } from '#protocol'
import { type TestCentre, unlimited, withCentre } from '#testing'
import { citySecret, openCity, until } from './support/city_hall.ts'

/** A centre whose city is named by a manager, or where it is started. */
async function withPlace(
  use: (hall: {
    centre: TestCentre
    city: RunningCity
    file: string
    notes: readonly string[]
    reopen(): Promise<void>
  }) => Promise<void>,
  fixed: KnownCity | null = null,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-city-place-'))
  const file = join(folder, 'keys', 'city.json')
  await withCentre({ allowances: unlimited }, async (centre) => {
    const city = await openCity(centre)
    const notes: string[] = []
    const note = (fields: unknown, sentence: string) => void notes.push(JSON.stringify([fields, sentence]))
    const log = { info: note, warn: note, error: note }
    const { clock } = centre
    const open = () =>
      openCityPlace(centre.hub(), { file, fixed, receiverCode: '310000', catalogue: 'draft', log, clock })
    let place = open()
    try {
      await use({
        centre,
        city,
        file,
        notes,
        async reopen() {
          await place.close()
          place = open()
        },
      })
    } finally {
      await place.close()
      await city.close()
    }
  }).finally(() => rmSync(folder, { recursive: true }))
}

const settingsFor = (url: string, changes: Partial<CitySettingsBody> = {}): CitySettingsBody => ({
  url,
  siteId: 'site-test',
  key: citySecret,
  ...changes,
})

test('a manager names the city in the console: the link goes on at once and after a start, the key is never told', () =>
  withPlace(async ({ centre, city, file, notes, reopen }) => {
    const manager = await centre.staff('zhou')
    const none = { source: 'none', url: null, siteId: 'site-test', hasKey: false }
    expect(await manager.granted('citySettings')).toEqual(none)
    expect(await manager.granted('cityLink')).toMatchObject({ state: 'off' })
    const { key: _, ...withoutKey } = settingsFor(city.url)
    expect(await manager.refusal('putCitySettings', { body: withoutKey })).toBe('invalid')

    const kept = { source: 'console', url: city.url, siteId: 'site-test', hasKey: true }
    expect(await manager.granted('putCitySettings', { body: settingsFor(`${city.url}/`) })).toEqual(kept)
    const arrived = () =>
      until(
        async () =>
          (await listEvents(city.database, 'site-test', 0, 10_000)).length === centre.hub().log.head(),
      )
    await arrived()
    // Another address later needs no key; the link goes on where it stood.
    expect(await manager.granted('putCitySettings', { body: withoutKey })).toEqual(kept)
    await reopen()
    expect(await manager.granted('citySettings')).toEqual(kept)
    const body = {
      serviceId: 'LC',
      anonymous: true,
      delivery: 'spoken',
      commandId: centre.commandId(),
    } as const
    await centre.device('kiosk-1').granted('issueTicket', { body })
    await arrived()

    const { events } = await manager.granted('getEvents', { query: { limit: '1000' } })
    const told = [
      events,
      await manager.granted('citySettings'),
      await manager.granted('cityLink'),
      centre.logged,
      notes,
    ]
    expect(JSON.stringify(told)).not.toContain(citySecret)
    expect(readFileSync(file, 'utf8')).toContain(citySecret)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
  }))

test('a test of the connection says what a person has to mend, and keeps nothing', () =>
  withPlace(async ({ centre, city }) => {
    const manager = await centre.staff('zhou')
    const late = await startCity({
      store: ':memory:',
      port: 0,
      host: '127.0.0.1',
      registry: registryOf({ 'site-test': citySecret }, null),
      secret: 'what visitors are known by, here',
      bureauToken: null,
      pages: null,
      clock: simulatedClock(centre.clock.now() - 20 * 60_000),
    })
    const outcomes: readonly (readonly [CitySettingsBody, string])[] = [
      [settingsFor(city.url), 'ok'],
      [settingsFor(city.url, { siteId: 'site-elsewhere' }), 'unknown-site'],
      [settingsFor(city.url, { key: 'a key of somebody else' }), 'key-refused'],
      [settingsFor(late.url), 'clock-off'],
      // Nobody listens on the port of the discard service.
      [settingsFor('http://127.0.0.1:9'), 'unreachable'],
      [settingsFor(city.url.replace('http:', 'https:')), 'tls-plain'],
      [settingsFor(`${city.url}/city`), 'garbage'],
    ]
    for (const [body, outcome] of outcomes) {
      const found = await manager.granted('testCity', { body })
      expect(found).toMatchObject({ outcome, hubTime: new Date(centre.clock.now()).toISOString() })
      expect(JSON.stringify(found)).not.toContain(body.key)
    }
    expect(await manager.granted('citySettings')).toMatchObject({ source: 'none', hasKey: false })
    await late.close()
  }))

test('addresses that are none or hold a secret, short keys and strangers are refused', () =>
  withPlace(async ({ centre, city }) => {
    const manager = await centre.staff('zhou')
    for (const body of [
      settingsFor('city.example'),
      settingsFor('ftp://city.example'),
      settingsFor('https://user:secret@city.example'),
      settingsFor('https://city.example/?token=secret'),
      settingsFor(city.url, { key: 'short' }),
      settingsFor(city.url, { key: 'ED25519:MC4CAQAwBQYDK2Vw' }),
      settingsFor(city.url, { siteId: '' }),
    ])
      for (const door of ['putCitySettings', 'testCity'] as const)
        expect(await manager.refusal(door, { body })).toBe('invalid')
    const counter = await centre.staff('zhao')
    for (const caller of [counter, centre.device('kiosk-1')])
      for (const [door, parts] of [
        ['citySettings', {}],
        ['putCitySettings', { body: settingsFor(city.url) }],
        ['testCity', { body: settingsFor(city.url) }],
      ] as const)
        expect(await caller.refusal(door, parts)).toBe('forbidden')
  }))

test('a city that is set where the hub is started is shown and tested, not changed', () =>
  withPlace(
    async ({ centre, city }) => {
      const manager = await centre.staff('zhou')
      expect(await manager.granted('citySettings')).toMatchObject({ source: 'environment', hasKey: true })
      expect(await manager.refusal('putCitySettings', { body: settingsFor(city.url) })).toBe('forbidden')
      expect(await manager.granted('testCity', { body: settingsFor(city.url) })).toMatchObject({
        outcome: 'unreachable',
      })
    },
    { url: 'http://127.0.0.1:9', siteId: 'site-test', key: citySecret },
  ))
