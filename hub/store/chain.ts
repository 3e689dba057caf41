import { hash } from 'node:crypto'
import { err, ok, type Result } from '#basics'
import { canonicalJson, type DomainEvent, type RecordedEvent } from '#domain'
import type { EventStore, LogRow } from './event_store.ts'

/** What the first event of a log is chained to. */
export const genesisHash = '0'.repeat(64)

const digest = (prevHash: string, revision: number, at: string, type: string, data: string) =>
  hash('sha256', `${prevHash}{"at":"${at}","data":${data},"revision":${revision},"type":"${type}"}`)

/**
 * Chains an event to the one before: SHA-256, in hex, over the previous hash followed by the canonical JSON of
 * {revision, at, type, data}.
 */
export function chain(event: DomainEvent, revision: number, at: string, prevHash: string): LogRow {
  const data = canonicalJson(event.data)
  return {
    revision,
    at,
    type: event.type,
    data,
    prevHash,
    hash: digest(prevHash, revision, at, event.type, data),
  }
}

/** The hash a row ought to have. */
export const hashOfRow = ({ prevHash, revision, at, type, data }: Omit<LogRow, 'hash'>): string =>
  digest(prevHash, revision, at, type, data)

/** An event as it travels, from its row; the data is not written a second time. */
export const wireEvent = (row: LogRow): string =>
  `{"revision":${row.revision},"at":"${row.at}","type":"${row.type}","data":${row.data},"prevHash":"${row.prevHash}","hash":"${row.hash}"}`

/** An event as the rules know it, from its row. */
export function recordedEvent(row: LogRow): RecordedEvent {
  return { ...row, data: JSON.parse(row.data) } as unknown as RecordedEvent
}

/** The same from a recorded event. */
export const recordedText = ({ revision, at, type, data, prevHash, hash }: RecordedEvent): string =>
  JSON.stringify({ revision, at, type, data, prevHash, hash })

const page = 1_000

/** Walks the whole log: how far it holds, or the first revision that is missing, out of place or not what was written. */
export async function verifyChain(
  store: EventStore,
): Promise<Result<{ head: number; hash: string }, number>> {
  let head = 0
  let prevHash = genesisHash
  for (;;) {
    const events = await store.eventsAfter(head, page)
    for (const event of events) {
      const expected = digest(prevHash, event.revision, event.at, event.type, canonicalJson(event.data))
      if (event.revision !== head + 1 || event.prevHash !== prevHash || event.hash !== expected)
        return err(head + 1)
      head = event.revision
      prevHash = event.hash
    }
    if (events.length < page) return ok({ head, hash: prevHash })
  }
}
