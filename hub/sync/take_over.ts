import { ok, type Result } from '#basics'
import type { EpochData, RecordedEvent } from '#domain'
import { cityBatch, cityCodes } from '#protocol'
import type { CityAdapter, Trouble } from './adapter.ts'
import { recordOf } from './message.ts'
import type { OutboxLog } from './send_records.ts'
import { trouble } from './trouble.ts'

const page = 1_000

/** Every beginning of an epoch in a log, oldest first; only a third epoch or later makes it be read through. */
async function beginnings(log: OutboxLog, last: EpochData): Promise<RecordedEvent[]> {
  if (last.epoch === 2) return [...(await log.eventsAfter(last.fromRevision, 1))]
  const found: RecordedEvent[] = []
  for (let after = 0; after <= last.fromRevision; ) {
    const events = await log.eventsAfter(after, page)
    found.push(...events.filter(({ type }) => type === 'EpochBegan'))
    after = events.at(-1)?.revision ?? Number.POSITIVE_INFINITY
  }
  return found.slice(-cityBatch)
}

/** Takes the site over at a city that has not heard of this log's epoch; the place where the city wants it to go on. */
export async function takeSiteOver(
  adapter: CityAdapter,
  log: OutboxLog,
  last: EpochData | null,
): Promise<Result<number, Trouble>> {
  const began = last === null ? [] : await beginnings(log, last)
  const answer = await adapter.takeOver(began.map(recordOf), log.head())
  if (!answer.ok) return answer
  const { code, message, nextRevision } = answer.value
  if (code === cityCodes.ok) return ok(Math.max(0, nextRevision - 1))
  return {
    ok: false,
    error: trouble('refused', `the city does not take this epoch (${code}): ${message}`, code),
  }
}
