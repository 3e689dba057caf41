import { err, ok, type Result } from '#basics'
import type { RecordedEvent } from '#domain'
import { type CityAck, type CityRecord, cityBatch, cityCodes, citySubject, mayBeOneRecord } from '#protocol'
import type { CityAdapter, Trouble } from './adapter.ts'
import { recordOf, withheldRecord } from './message.ts'
import type { Parked } from './parked.ts'
import { trouble } from './trouble.ts'

/** The log as the outbox sees it: a place in it is all the state that sending needs. */
export interface OutboxLog {
  head(): number
  eventsAfter(after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** Calls back after each commit; returns the way to stop. */
  onCommitted(listener: () => void): () => void
}

/** Sends the log on from a place, one message at a time. */
export interface RecordSender {
  /** Sends what comes after `delivered`; the new place, and the receipt. */
  step(delivered: number): Promise<Result<{ readonly delivered: number; readonly ack: CityAck }, Trouble>>
}

/** HTTP 413 of a gateway. */
const tooLarge = 413

const behind = { code: cityCodes.waitsForEarlier, message: 'an earlier record of the same ticket is parked' }

/**
 * The rule of order: a record the city refuses is parked and everything else goes on, but later records of the same
 * ticket or booking are parked behind it, because half a story would be wrong at the city. All keep their place in
 * the log by a record without data. A message refused as a whole is halved until the one record is found.
 */
export function recordSender(adapter: CityAdapter, log: OutboxLog, parked: Parked): RecordSender {
  let limit = cityBatch
  /** The most that went through where a gateway before the city takes less than the contract says. */
  let most = cityBatch

  /** The records of a message: those that are parked, or wait behind one that is, without their data. */
  const prepared = async (events: readonly RecordedEvent[]): Promise<CityRecord[]> => {
    const { revisions, subjects } = await parked.open()
    const records: CityRecord[] = []
    for (const record of events.map(recordOf)) {
      const subject = record.data === null ? null : citySubject(record.data)
      const waits = subject !== null && subjects.has(subject) && !revisions.has(record.revision)
      if (waits) await parked.park(record, behind, 'behind')
      records.push(waits || revisions.has(record.revision) ? withheldRecord(record, 'parked') : record)
    }
    return records
  }
  /** Divides a refused message; a single record is parked. */
  const divide = async (
    sent: readonly CityRecord[],
    event: RecordedEvent,
    ack: CityAck,
  ): Promise<Trouble | null> => {
    if (sent.length > 1) {
      limit = Math.max(1, Math.floor(sent.length / 2))
      return null
    }
    const { code, message } = ack
    if (sent[0]?.withheld !== undefined)
      return trouble('refused', `refused with code ${code}: ${message}`, code)
    await parked.park(recordOf(event), { code, message }, 'parked')
    return null
  }
  /** A message nobody carries is sent in smaller parts; a single record nobody carries is parked. */
  const shrink = async (sent: readonly CityRecord[], event: RecordedEvent): Promise<void> => {
    most = Math.max(1, Math.floor(sent.length / 2))
    limit = most
    if (sent.length === 1 && sent[0]?.withheld === undefined)
      await parked.park(
        recordOf(event),
        { code: tooLarge, message: 'too long for the way to the city' },
        'parked',
      )
  }
  const parkRejected = async (events: readonly RecordedEvent[], { rejected }: CityAck) => {
    for (const { revision, code, message } of rejected) {
      const event = events.find((each) => each.revision === revision)
      if (event === undefined) continue
      await parked.park(
        recordOf(event),
        { code, message },
        code === cityCodes.waitsForEarlier ? 'behind' : 'parked',
      )
    }
  }

  return {
    async step(delivered) {
      const events = await log.eventsAfter(delivered, limit)
      const [first] = events
      if (first === undefined) return err(trouble('refused', 'the log does not hold what is to be sent'))
      const records = await prepared(events)
      const answer = await adapter.send('RECORDS', records, log.head())
      if (!answer.ok) {
        if (answer.error.code === tooLarge) await shrink(records, first)
        return answer
      }
      const ack = answer.value
      if (mayBeOneRecord(ack.code)) {
        const bad = await divide(records, first, ack)
        return bad === null ? ok({ delivered, ack }) : err(bad)
      }
      if (ack.code === cityCodes.chainBroken)
        return err(trouble('refused', 'the city holds another log of this site', ack.code))
      const next = ack.nextRevision - 1
      if (next < 0 || next > log.head())
        return err(trouble('refused', 'the city holds more of this site than its own log', ack.code))
      if (next === delivered)
        return err(trouble('refused', `the city wants ${ack.nextRevision} again`, ack.code))
      await parkRejected(events, ack)
      limit = Math.min(most, limit * 2)
      return ok({ delivered: next, ack })
    },
  }
}
