import { listSites, openCityDatabase, openExchange, registryOf, startCity } from '#city'
import { cityBatch } from '#protocol'
import { signingKey } from '#signing'
import { startTestPostgres } from '#testing'
import { drainRate } from '../city/drain.ts'
import { outageFigures } from '../city/outage.ts'
import { siteLogs } from '../city/site_logs.ts'
import { countFigure, type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

/** What a site has to say after a minute or two, and after an outage. */
const liveRecords = 20
const ingests = [
  { sites: 400, records: liveRecords },
  { sites: 1_600, records: liveRecords },
  { sites: 6_400, records: liveRecords },
  { sites: 6_400, records: cityBatch },
] as const
const secret = 'a shared secret of this bench'
const senders = 64
const drained = 20_000
/** One message in so many comes twice at the same time, as over a link that has lost an answer. */
const twiceEvery = 20

/** Sends every site's next message, some at a time, until the time is over and every site was heard once. */
async function ingest(
  store: string,
  { sites, records }: { readonly sites: number; readonly records: number },
  seconds: number,
): Promise<Figure[]> {
  const logs = siteLogs(sites, records, signingKey(secret))
  const registry = registryOf(Object.fromEntries(logs.ids.map((id) => [id, secret])), null)
  const database = await openCityDatabase(store)
  const exchange = openExchange(database, registry)
  const took: number[] = []
  const accepted = new Array<number>(sites).fill(0)
  let [refused, next] = [0, 0]
  const started = performance.now()
  const until = started + seconds * 1_000
  const sender = async () => {
    while (performance.now() < until || next < sites) {
      const site = next++ % sites
      const message = logs.message(site)
      const copies = next % twiceEvery === 0 ? 2 : 1
      const from = performance.now()
      const answers = await Promise.all(Array.from({ length: copies }, () => exchange(message, Date.now())))
      took.push(performance.now() - from)
      for (const { ack } of answers) {
        accepted[site] = (accepted[site] ?? 0) + ack.accepted
        refused += ack.code === 0 ? ack.rejected.length : 1
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  const passed = (performance.now() - started) / 1_000
  const total = accepted.reduce((sum, each) => sum + each, 0)
  const held = new Map(
    (await listSites(database, '', Date.now())).map(({ siteId, received }) => [siteId, received]),
  )
  const wrong = logs.ids.reduce(
    (sum, id, site) => sum + Math.abs((held.get(id) ?? 0) - (accepted[site] ?? 0)),
    0,
  )
  const [rows] = await database.all<{ count: number }>('SELECT COUNT(*) AS count FROM events')
  await database.close()
  const note = `${records} records a message, ${senders} messages at a time, ${took.length} messages, one in ${twiceEvery} twice at once`
  const rate = total / passed
  return [
    {
      what: `City ingest on PostgreSQL, ${sites} sites, ${records} records a message`,
      value: rate,
      unit: 'events/s',
      ...spread(took),
      raw: null,
      note,
    },
    countFigure(
      `Events told to be taken and not held once, or refused, ${sites} sites, ${records} records a message`,
      wrong + Math.abs(Number(rows?.count) - total) + refused,
      total,
    ),
  ]
}

/** How fast a hub's backlog drains into a city, and how fast a city takes in many sites. Rejects when anything is lost. */
export async function cityBench(options: BenchOptions): Promise<Figure[]> {
  const city = await startCity({
    store: ':memory:',
    port: 0,
    host: '127.0.0.1',
    registry: registryOf({ 'site-1': secret }, null),
    secret,
    bureauToken: null,
    pages: null,
  })
  const figures: Figure[] = [await drainRate(city, secret, drained)]
  await city.close()
  options.say(`  drain: ${figures[0]?.value.toFixed(0)}/s`)
  const outage = await outageFigures(options)
  for (const { what, value, unit } of outage) options.say(`  ${what}: ${value.toFixed(1)} ${unit}`)
  figures.push(...outage)
  const postgres = await startTestPostgres()
  if (postgres === null) return figures
  for (const shape of ingests) {
    const found = await ingest(await postgres.freshDatabase(), shape, options.seconds)
    options.say(
      `  ${shape.sites} sites, ${shape.records} records a message: ${found[0]?.value.toFixed(0)}/s, ${found[1]?.value} wrong`,
    )
    figures.push(...found)
  }
  await postgres.close()
  return figures
}
