import { err, ok, type Result } from '#basics'
import { cityBatch, cityCodes, type ParkedRecord } from '#protocol'
import type { CityAdapter, Trouble } from './adapter.ts'
import { recordOf, withheldRecord } from './message.ts'
import type { Parked } from './parked.ts'
import type { OutboxLog } from './send_records.ts'
import { trouble } from './trouble.ts'

/** Brings to the city what had been left out. */
export interface LateSender {
  /** Sends records of the log once more, one for one; how many the city now has, and how many it refuses. */
  resend(revisions: readonly number[]): Promise<Result<{ sent: number; stillParked: number }, Trouble>>
  /** Tells the city which records it will never get. */
  tellDropped(): Promise<Result<void, Trouble>>
}

/** Makes the sender of late records. */
export function lateSender(adapter: CityAdapter, log: OutboxLog, parked: Parked): LateSender {
  const recordsAt = async (revisions: readonly number[]) => {
    const found = await Promise.all(revisions.map((revision) => log.eventsAfter(revision - 1, 1)))
    return found.flatMap(([event]) => (event === undefined ? [] : [recordOf(event)]))
  }
  return {
    async resend(revisions) {
      let [sent, stillParked] = [0, 0]
      for (let from = 0; from < revisions.length; from += cityBatch) {
        const records = await recordsAt(revisions.slice(from, from + cityBatch))
        const answer = await adapter.send('LATE', records, log.head())
        if (!answer.ok) return answer
        const { code, message, rejected } = answer.value
        if (code !== cityCodes.ok)
          return err(trouble('refused', `refused with code ${code}: ${message}`, code))
        const refused = new Map(rejected.map((each) => [each.revision, each]))
        for (const record of records) {
          const why = refused.get(record.revision)
          if (why !== undefined)
            await parked.park(record, why, why.code === cityCodes.waitsForEarlier ? 'behind' : 'parked')
        }
        const taken = records.filter(({ revision }) => !refused.has(revision))
        await parked.taken(taken.map(({ revision }) => revision))
        sent += taken.length
        stillParked += refused.size
      }
      return ok({ sent, stillParked })
    },
    async tellDropped() {
      const untold = await parked.untold()
      if (untold.length === 0) return ok(undefined)
      const records = (await recordsAt(untold)).map((record) => withheldRecord(record, 'dropped'))
      const answer = await adapter.send('LATE', records, log.head())
      if (!answer.ok) return answer
      await parked.markTold(untold)
      return ok(undefined)
    },
  }
}

/** The revisions a retry sends: the record and those that wait behind it. */
export const revisionsOf = (records: readonly ParkedRecord[]): number[] =>
  records.map(({ revision }) => revision)
