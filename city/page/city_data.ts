import type { z } from 'zod'
import type { Clock, Timer } from '#basics'
import {
  type CityActivity,
  type CityAreas,
  type CityRating,
  type CityRecord,
  type CityReport,
  type CitySite,
  type CityTicket,
  cityActivitiesReply,
  cityAreasReply,
  cityEventsReply,
  cityRatingsReply,
  cityReportsReply,
  cityTicketsReply,
} from '#protocol'

/** How often the page asks, ms; records, tickets and documents shown at once. */
export const cityPace = { every: 2_000, records: 400, tickets: 200, documents: 36 } as const

/** Everything the page shows of one site. */
export interface SiteData {
  readonly site: CitySite
  readonly tickets: readonly CityTicket[]
  readonly ratings: readonly CityRating[]
  /** The latest month first. */
  readonly reports: readonly CityReport[]
  readonly activities: readonly CityActivity[]
  readonly records: readonly CityRecord[]
}

/** What the page knows: an area with its sites, one site in detail, and whether its last question was answered. */
export interface CityData {
  readonly isFresh: boolean
  readonly areas: CityAreas | null
  readonly detail: SiteData | null
}

/** Which area and which site of it are looked at; null = the first. */
export interface CityChoice {
  readonly area: string
  readonly siteId: string | null
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
  const [{ tickets }, { ratings }, { events }, { reports }, { activities }] = await Promise.all([
    askAs(ask, cityTicketsReply, `${path}/tickets?limit=${cityPace.tickets}`),
    askAs(ask, cityRatingsReply, `${path}/ratings?limit=${cityPace.tickets}`),
    askAs(ask, cityEventsReply, `${path}/events?after=${after}&limit=${cityPace.records}`),
    askAs(ask, cityReportsReply, `${path}/reports?limit=${cityPace.documents}`),
    askAs(ask, cityActivitiesReply, `${path}/activities?limit=${cityPace.documents}`),
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
    reports,
    activities,
  }
}

/** Asks for an area and the chosen site of it once. */
async function cityData(ask: AskCity, choice: CityChoice): Promise<Omit<CityData, 'isFresh'>> {
  const areas = await askAs(ask, cityAreasReply, `/api/v1/areas?code=${encodeURIComponent(choice.area)}`)
  const site = areas.sites.find(({ siteId }) => siteId === choice.siteId) ?? areas.sites[0]
  return { areas, detail: site === undefined ? null : await siteData(ask, site) }
}

/** Asks again and again, one question at a time; what was known stays while there is no answer. */
export function watchCity(
  clock: Clock,
  ask: AskCity,
  choice: CityChoice,
  onData: (data: CityData) => void,
): () => void {
  let known: CityData = { isFresh: true, areas: null, detail: null }
  let timer: Timer | null = null
  let closed = false
  const round = async () => {
    const found = await cityData(ask, choice).catch(() => null)
    if (closed) return
    known = { ...known, ...found, isFresh: found !== null }
    onData(known)
    timer = clock.after(cityPace.every, () => void round())
  }
  void round()
  return () => {
    closed = true
    timer?.cancel()
  }
}
