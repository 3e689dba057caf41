import { systemClock } from '#basics'
import type { RunningCity } from '#city'
import { listSites } from '#city'
import { httpAdapter } from '#hub'
import { cityBatch } from '#protocol'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import { type Figure, spread } from '../figures.ts'
import { longLog } from './site_logs.ts'

/** Sends a backlog as a hub does, message after message over HTTP, and counts what the city then holds. */
export async function drainRate(city: RunningCity, secret: string, events: number): Promise<Figure> {
  const log = longLog(events)
  let ids = 0
  const party = {
    siteId: 'site-1',
    receiverCode: '310000',
    sign: signingKey(secret),
    answer: verifyingKey(secret),
    seal: derivedKey(secret, 'person'),
  }
  const newId = () => {
    ids += 1
    return `m${ids}`
  }
  const adapter = httpAdapter({
    url: city.url,
    party,
    clock: systemClock(),
    newId,
    epoch: () => 1,
    onLaterEpoch: () => undefined,
  })
  const took: number[] = []
  const started = performance.now()
  for (let from = 0; from < events; from += cityBatch) {
    const begun = performance.now()
    const records = log.slice(from, from + cityBatch)
    const sent = await adapter.send('RECORDS', records, events)
    if (!sent.ok || sent.value.nextRevision !== from + records.length + 1)
      throw new Error(`the city did not take it: ${JSON.stringify(sent)}`)
    took.push(performance.now() - begun)
  }
  const seconds = (performance.now() - started) / 1_000
  adapter.close()
  const [site] = await listSites(city.database, '', Date.now())
  if (site?.received !== events) throw new Error(`the city holds ${site?.received} of ${events}`)
  return {
    what: 'A backlog sent over HTTP by the city adapter of a hub, SQLite in memory',
    value: events / seconds,
    unit: 'events/s',
    ...spread(took),
    raw: null,
    note: `${events} events, ${cityBatch} a message, one message at a time`,
  }
}
