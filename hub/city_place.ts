import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Clock, ok, sequential, systemClock } from '#basics'
import { refuse } from '#domain'
import { type CitySettings, type CitySettingsBody, citySettingsBody } from '#protocol'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import { epochOf, linkCity } from './link_city.ts'
import type { HubLog } from './server/hub_parts.ts'
import { writeWhole } from './standby/custody.ts'
import type { RunningHub } from './start_hub.ts'
import { testedCity } from './sync/city_setup.ts'
import {
  type CatalogueRule,
  type CityAdapter,
  type CityParty,
  httpAdapter,
  type OpenLink,
} from './sync/index.ts'

/** Where a city is and the keys the two sign with. */
export interface KnownCity {
  readonly url: string
  readonly siteId: string
  /** Shared secret, or 'ED25519:<base64 PKCS #8>'. */
  readonly key: string
  /** The city's own key ('ED25519:<base64 SPKI>') where it does not answer with the shared secret. */
  readonly answerKey?: string | undefined
  /** Secret for sealing persons, where the key is no shared one. */
  readonly sealKey?: string | undefined
}

/** What the place of a city is opened with. */
export interface CityPlaceOptions {
  /** Where a manager's settings are kept, readable by the hub's user only; null keeps them in memory. */
  readonly file: string | null
  /** Set where the hub is started: nobody changes it in the console. */
  readonly fixed: KnownCity | null
  readonly receiverCode: string
  readonly catalogue: CatalogueRule
  readonly log: HubLog
  readonly clock?: Clock
}

const kept = citySettingsBody.extend({ key: z.string() })

function read(file: string | null, log: HubLog): KnownCity | null {
  if (file === null || !existsSync(file)) return null
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    log.error({ file }, 'the settings of the city link cannot be read; enter them again in the console')
    return null
  }
}

function partyOf({ siteId, key, answerKey, sealKey }: KnownCity, receiverCode: string): CityParty {
  const sign = signingKey(key)
  const answer = answerKey ?? (sign.algorithm === 'ED25519' ? null : key)
  return {
    siteId,
    receiverCode,
    sign,
    answer: answer === null ? null : verifyingKey(answer),
    seal: derivedKey(sealKey ?? key, 'person'),
  }
}

const settingsOf = (known: KnownCity | null, isFixed: boolean, siteId: string): CitySettings => ({
  source: isFixed ? 'environment' : known === null ? 'none' : 'console',
  url: known?.url ?? null,
  siteId: known?.siteId ?? siteId,
  hasKey: known !== null,
})

/** What was entered, with the key that is kept where none was; null when there is none. */
const cityOf = ({ url, siteId, key }: CitySettingsBody, known: KnownCity | null): KnownCity | null => {
  const used = key ?? known?.key
  return used === undefined ? null : { url: url.replace(/\/+$/, ''), siteId, key: used }
}

/** Links a hub to the city it knows, and lets a manager say which that is, without a restart. */
export function openCityPlace(hub: RunningHub, options: CityPlaceOptions): { close(): Promise<void> } {
  const { file, fixed, receiverCode, catalogue, log, clock = systemClock() } = options
  const inTurn = sequential()
  let known = fixed ?? read(file, log)
  let link: OpenLink | null = null
  const adapterOf = ({ url }: KnownCity, party: CityParty): CityAdapter =>
    httpAdapter({ url, party, clock, newId: hub.newId, ...epochOf(hub) })
  const start = (city: KnownCity) => {
    const party = partyOf(city, receiverCode)
    link = linkCity(hub, adapterOf(city, party), { seal: party.seal, catalogue, log, clock })
  }
  const move = async (city: KnownCity) => {
    if (file !== null) writeWhole(file, `${JSON.stringify(city)}\n`)
    await link?.close()
    // Another site has numbers of its own for what comes down.
    if (known !== null && known.siteId !== city.siteId) await hub.cursors.set('city-down', 0)
    known = city
    start(city)
  }
  if (known !== null) start(known)
  const settings = () => settingsOf(known, fixed !== null, hub.siteId)
  hub.offerCitySetup({
    settings,
    async test(given) {
      const city = fixed ?? cityOf(given, known)
      if (city === null) return refuse('invalid', { field: 'key' })
      const adapter = adapterOf(city, partyOf(city, receiverCode))
      return ok(await testedCity(adapter, hub.log.head(), clock))
    },
    async save(given) {
      const city = cityOf(given, known)
      if (fixed !== null) return refuse('forbidden')
      if (city === null) return refuse('invalid', { field: 'key' })
      await inTurn(() => move(city))
      return ok(settings())
    },
  })
  return { close: () => inTurn(async () => link?.close()) }
}
