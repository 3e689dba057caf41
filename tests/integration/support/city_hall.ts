import type { Clock } from '#basics'
import { type RunningCity, registryOf, startCity } from '#city'
import { type CityParty, epochOf, httpAdapter, linkCity, type OpenLink } from '#hub'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import { type TestCentre, unlimited, withCentre } from '#testing'

export const citySecret = 'a shared secret of these tests'
export const bureauToken = 'the bureau of these tests'
const secret = 'what visitors are known by, here'

/** The test centre's side of the wire. */
export const party: CityParty = {
  siteId: 'site-test',
  receiverCode: '310000',
  sign: signingKey(citySecret),
  answer: verifyingKey(citySecret),
  seal: derivedKey(citySecret, 'person'),
}

/** Lets everything that is under way go on, until something is so; a test's own time limit ends it. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((next) => setImmediate(next))
}

/** A centre with a link to a city; both live by the centre's clock. */
export interface CityHall {
  readonly centre: TestCentre
  readonly city: RunningCity
  readonly link: OpenLink
  /** Waits until everything the log holds is at the city, moving the clock where the link waits for it. */
  drained(): Promise<void>
  /** Asks a door of the city. */
  ask(path: string, body?: unknown, token?: string): Promise<{ status: number; json: unknown }>
}

/** Starts a city in memory. */
export const openCity = (centre: TestCentre): Promise<RunningCity> =>
  startCity({
    store: ':memory:',
    port: 0,
    host: '127.0.0.1',
    registry: registryOf({ 'site-test': citySecret }, null),
    secret,
    bureauToken,
    pages: null,
    clock: centre.clock,
  })

/** Links a centre to an address that speaks the contract, or does not; it lives by the centre's clock or another. */
export const linkTo = (centre: TestCentre, url: string, clock: Clock = centre.clock): OpenLink => {
  const hub = centre.hub()
  const adapter = httpAdapter({ url, party, clock, newId: hub.newId, ...epochOf(hub) })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  return linkCity(hub, adapter, {
    seal: party.seal,
    catalogue: 'draft',
    log,
    clock,
    random: () => 0.5,
  })
}

/** Runs a test with a centre, a city and the link between them, and takes everything away again. */
export async function withCityHall(use: (hall: CityHall) => Promise<void>): Promise<void> {
  await withCentre({ allowances: unlimited }, async (centre) => {
    const city = await openCity(centre)
    const link = linkTo(centre, city.url)
    const ask: CityHall['ask'] = async (path, body, token) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const given =
        body === undefined
          ? { headers }
          : {
              method: 'POST',
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(body),
            }
      const answer = await fetch(`${city.url}/api/v1${path}`, given)
      return { status: answer.status, json: await answer.json() }
    }
    const drained = () =>
      until(() => {
        const { pending, state } = link.status()
        return pending === 0 && state === 'idle'
      })
    try {
      await use({ centre, city, link, drained, ask })
    } finally {
      await link.close()
      await city.close()
    }
  })
}
