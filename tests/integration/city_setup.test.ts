import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { listEvents, type RunningCity, registryFile, registryOf, startCity } from '#city'
import { type KnownCity, openCityPlace } from '#hub'
import type { CitySettingsBody } from '#protocol'
import { freshSigningKey, publicHalf } from '#signing'
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

/** A city that knows the test centre by public keys, and answers with a key of its own. */
function cityOfKeys(centre: TestCentre, verify: string | string[], signingKey: string): Promise<RunningCity> {
  return startCity({
    store: ':memory:',
    port: 0,
    host: '127.0.0.1',
    registry: registryOf(registryFile.parse({ 'site-test': { verify, seal: sealKey } }), signingKey),
    secret: 'what visitors are known by, here',
    bureauToken: null,
    pages: null,
    clock: centre.clock,
  })
}
const sealKey = 'what persons are sealed with'

test('the hub makes a key of its own: used once the city knows it, changed without a gap, never told', () =>
  withPlace(async ({ centre, file, notes, reopen }) => {
    const manager = await centre.staff('zhou')
    expect(await manager.granted('cityKeys')).toEqual({ inUse: null, offered: null })
    const { offered: first } = await manager.granted('makeCityKey', { body: {} })
    const offeredFile = join(dirname(file), 'city-offered.key')
    const secret = readFileSync(offeredFile, 'utf8').trim()
    if (process.platform !== 'win32') expect(statSync(offeredFile).mode & 0o077).toBe(0)
    // What is offered outlives a start.
    await reopen()
    expect(await manager.granted('cityKeys')).toEqual({ inUse: null, offered: first })

    const cityKey = freshSigningKey()
    const answerKey = publicHalf(cityKey) ?? expect.fail()
    const city = await cityOfKeys(centre, first ?? '', cityKey)
    const own = { url: city.url, siteId: 'site-test', ownKey: true, answerKey, sealKey } as const
    const { sealKey: _, ...withoutSeal } = own
    expect(await manager.refusal('putCitySettings', { body: withoutSeal })).toBe('invalid')
    const strange = publicHalf(freshSigningKey()) ?? expect.fail()
    expect(await manager.granted('testCity', { body: { ...own, answerKey: strange } })).toMatchObject({
      outcome: 'bad-answer-sign',
    })
    expect(await manager.granted('testCity', { body: own })).toMatchObject({ outcome: 'ok' })
    expect(await manager.granted('cityKeys')).toEqual({ inUse: null, offered: first })
    await manager.granted('putCitySettings', { body: own })
    expect(await manager.granted('cityKeys')).toEqual({ inUse: first, offered: null })
    const drained = (there: RunningCity) =>
      until(async () => {
        centre.clock.advance(1_000)
        return (await listEvents(there.database, 'site-test', 0, 10_000)).length === centre.hub().log.head()
      })
    await drained(city)

    // Another key: the one in use stays until the city knows the new one too.
    const { offered: second } = await manager.granted('makeCityKey', { body: {} })
    const body = { url: city.url, siteId: 'site-test', ownKey: true } as const
    expect(await manager.granted('testCity', { body })).toMatchObject({ outcome: 'key-refused' })
    expect(await manager.granted('cityLink')).not.toMatchObject({ state: 'retrying' })
    const both = await cityOfKeys(centre, [second ?? '', first ?? ''], cityKey)
    const moved = { url: both.url, siteId: 'site-test' }
    // Another address alone does not take the new key into use.
    await manager.granted('putCitySettings', { body: moved })
    expect(await manager.granted('cityKeys')).toEqual({ inUse: first, offered: second })
    await manager.granted('putCitySettings', { body: { ...moved, ownKey: true } })
    expect(await manager.granted('cityKeys')).toEqual({ inUse: second, offered: null })
    await drained(both)
    expect(existsSync(offeredFile)).toBe(false)
    const told = JSON.stringify([
      await manager.granted('citySettings'),
      await manager.granted('cityKeys'),
      centre.logged,
      notes,
    ])
    expect(told).not.toContain(secret.slice('ED25519:'.length))
    expect(told).not.toContain(sealKey)
    const counter = await centre.staff('zhao')
    expect(await counter.refusal('cityKeys')).toBe('forbidden')
    expect(await counter.refusal('makeCityKey', { body: {} })).toBe('forbidden')
    await city.close()
    await both.close()
  }))
