import type { z } from 'zod'
import type { Clock, Timer } from '#basics'
import {
  type CityRating,
  type CityRecord,
  type CitySite,
  type CityTicket,
  cityEventsReply,
  cityRatingsReply,
  citySitesReply,
  cityTicketsReply,
} from '#protocol'

/** How often the page asks, ms; records shown at once. */
export const cityPace = { every: 2_000, records: 400, tickets: 200 } as const

/** Everything the page shows of one site. */
export interface SiteData {
  readonly site: CitySite
  readonly tickets: readonly CityTicket[]
  readonly ratings: readonly CityRating[]
  readonly records: readonly CityRecord[]
}

/** What the page knows: the sites, and whether its last question was answered. */
export interface CityData {
  readonly isFresh: boolean
  readonly sites: readonly SiteData[] | null
}

/** Fetches JSON of an address of the city's own server; throws when there is none. */
export type AskCity = (path: string) => Promise<unknown>

async function askAs<Schema extends z.ZodType>(
  ask: AskCity,
  schema: Schema,
  path: string,
): Promise<z.infer<Schema>> {
  return schema.parse(await ask(path))
}

async function siteData(ask: AskCity, site: CitySite): Promise<SiteData> {
  const path = `/api/v1/sites/${encodeURIComponent(site.siteId)}`
  const after = Math.max(0, site.received - cityPace.records)
  const [{ tickets }, { ratings }, { events }] = await Promise.all([
    askAs(ask, cityTicketsReply, `${path}/tickets?limit=${cityPace.tickets}`),
    askAs(ask, cityRatingsReply, `${path}/ratings?limit=${cityPace.tickets}`),
    askAs(ask, cityEventsReply, `${path}/events?after=${after}&limit=${cityPace.records}`),
  ])
  const newestDay = tickets
    .map((each) => each.businessDay)
    .sort()
    .at(-1)
  return {
    site,
    tickets: tickets.filter((each) => each.businessDay === newestDay),
    ratings,
    records: events,
  }
}

/** Asks for everything once. */
export async function cityData(ask: AskCity): Promise<readonly SiteData[]> {
  const { sites } = await askAs(ask, citySitesReply, '/api/v1/sites')
  return Promise.all(sites.map((site) => siteData(ask, site)))
}

/** Asks again and again, one question at a time; what was known stays while there is no answer. */
export function watchCity(clock: Clock, ask: AskCity, onData: (data: CityData) => void): () => void {
  let known: CityData = { isFresh: true, sites: null }
  let timer: Timer | null = null
  let closed = false
  const round = async () => {
    const sites = await cityData(ask).catch(() => null)
    if (closed) return
    known = { isFresh: sites !== null, sites: sites ?? known.sites }
    onData(known)
    timer = clock.after(cityPace.every, () => void round())
  }
  void round()
  return () => {
    closed = true
    timer?.cancel()
  }
}
