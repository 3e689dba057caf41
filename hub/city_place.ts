import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Clock, err, ok, type Result, sequential, systemClock } from '#basics'
import { refuse } from '#domain'
import type { CityKeys, CitySettings, CitySettingsBody } from '#protocol'
import { derivedKey, isPublicKey, publicHalf, signingKey, verifyingKey } from '#signing'
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
import { offeredKey } from './sync/offered_key.ts'

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

const kept = z.object({
  url: z.string(),
  siteId: z.string(),
  key: z.string(),
  answerKey: z.string().optional(),
  sealKey: z.string().optional(),
})

function read(file: string | null, log: HubLog): KnownCity | null {
  if (file === null || !existsSync(file)) return null
  try {
    const city = kept.parse(JSON.parse(readFileSync(file, 'utf8')))
    signingKey(city.key)
    return city
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

/** What was entered, with what is kept where nothing was; the name of the part that is missing when there is none. */
function cityOf(
  given: CitySettingsBody,
  known: KnownCity | null,
  offered: string | null,
): Result<KnownCity, string> {
  const { siteId } = given
  const url = given.url.replace(/\/+$/, '')
  const ownInUse = known !== null && publicHalf(known.key) !== null ? known : null
  if (given.ownKey !== true && (given.key !== undefined || ownInUse === null)) {
    const key = given.key ?? known?.key
    return key === undefined ? err('key') : ok({ url, siteId, key })
  }
  const key = (given.ownKey === true ? offered : null) ?? ownInUse?.key
  const answerKey = given.answerKey ?? known?.answerKey
  const sealKey = given.sealKey ?? known?.sealKey
  if (key === undefined || given.key !== undefined) return err('key')
  if (answerKey === undefined || !isPublicKey(answerKey)) return err('answerKey')
  return sealKey === undefined ? err('sealKey') : ok({ url, siteId, key, answerKey, sealKey })
}

/** Links a hub to the city it knows, and lets a manager say which that is, without a restart. */
export function openCityPlace(hub: RunningHub, options: CityPlaceOptions): { close(): Promise<void> } {
  const { file, fixed, receiverCode, catalogue, log, clock = systemClock() } = options
  const inTurn = sequential()
  const own = offeredKey(file === null ? null : join(dirname(file), 'city-offered.key'))
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
  const keys = (): CityKeys => ({
    inUse: known === null ? null : publicHalf(known.key),
    offered: own.publicKey(),
  })
  const settings = () => settingsOf(known, fixed !== null, hub.siteId)
  hub.offerCitySetup({
    settings,
    keys,
    makeKey() {
      if (fixed !== null) return refuse('forbidden')
      own.make()
      return ok(keys())
    },
    async test(given) {
      const asked = fixed === null ? cityOf(given, known, own.key()) : ok(fixed)
      if (!asked.ok) return refuse('invalid', { field: asked.error })
      const adapter = adapterOf(asked.value, partyOf(asked.value, receiverCode))
      return ok(await testedCity(adapter, hub.log.head(), clock))
    },
    async save(given) {
      if (fixed !== null) return refuse('forbidden')
      const offered = own.key()
      const city = cityOf(given, known, offered)
      if (!city.ok) return refuse('invalid', { field: city.error })
      await inTurn(() => move(city.value))
      if (city.value.key === offered) own.forget()
      return ok(settings())
    },
  })
  return { close: () => inTurn(async () => link?.close()) }
}
