import { type Clock, err, type Result } from '#basics'
import type { Refusal } from '#domain'
import { type CityKeys, type CitySettings, type CitySettingsBody, type CityTest, cityCodes } from '#protocol'
import type { CityAdapter, Trouble } from './adapter.ts'

/** What a manager does to connect the centre to its city. */
export interface CitySetup {
  settings(): CitySettings
  keys(): CityKeys
  /** Makes a key of the hub's own, to be told to the city; what is in use stays so. */
  makeKey(): Result<CityKeys, Refusal>
  /** Asks the city as these settings would; nothing is kept. */
  test(given: CitySettingsBody): Promise<Result<CityTest, Refusal>>
  /** Keeps the settings and goes on with them at once. */
  save(given: CitySettingsBody): Promise<Result<CitySettings, Refusal>>
}

const outcomes: Readonly<Record<number, CityTest['outcome']>> = {
  [cityCodes.unknownSite]: 'unknown-site',
  [cityCodes.badSignature]: 'key-refused',
  [cityCodes.outOfWindow]: 'clock-off',
  // The city knows the site and the key; the link says next how the hub's epoch began.
  [cityCodes.epochUnknown]: 'ok',
}

/** Agrees on a version and says that the site lives, as a link does first; what the city makes of it. */
export async function testedCity(adapter: CityAdapter, head: number, clock: Clock): Promise<CityTest> {
  const agreed = await adapter.negotiate()
  const answer: Result<unknown, Trouble> = agreed.ok ? await adapter.heartbeat(head) : err(agreed.error)
  adapter.close()
  const hubTime = new Date(clock.now()).toISOString()
  if (answer.ok) return { outcome: 'ok', sentence: null, hubTime }
  const { code, kind, sentence } = answer.error
  return { outcome: outcomes[code ?? 0] ?? kind, sentence, hubTime }
}
