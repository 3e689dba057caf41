import {
  type CityEnvelope,
  type CityHead,
  type CityPurpose,
  type CityRecord,
  cityMessageType,
  signedText,
} from '#protocol'
import { digestOf, signingKey, signText } from '#signing'
import { firstPrevHash, recordHash } from './ingest/check.ts'

/** Monday 2026-03-02, 09:00 in Shanghai. */
export const monday = Date.parse('2026-03-02T01:00:00Z')
/** What the site of the tests and the city share. */
export const secret = 'a shared secret of these tests'
/** The site of the tests. */
export const siteId = 'site-310117'

/** A log of one site that grows by what a test adds, chained as a hub's is. */
export interface TestLog {
  readonly records: CityRecord[]
  add(type: string, data: Record<string, unknown>, msgType?: string): CityRecord
  /** Another log that shares this one up to a revision, and begins an epoch there. */
  fork(revision: number, epoch: number): TestLog
  /** Number, called, served: a whole visit. */
  visit(number: string): readonly CityRecord[]
}

/** An empty log, or one that begins with the records before. */
export function testLog(at = '2026-03-02T01:00:00.000Z', before: readonly CityRecord[] = []): TestLog {
  const records: CityRecord[] = [...before]
  const add: TestLog['add'] = (type, data, msgType = cityMessageType(type as 'TicketIssued')) => {
    const last = records.at(-1)
    const prevHash = last?.hash ?? firstPrevHash
    const given = { revision: (last?.revision ?? 0) + 1, msgType, at, type, data, prevHash, hash: '' }
    const record = { ...given, hash: recordHash(given) }
    records.push(record)
    return record
  }
  return {
    records,
    add,
    fork(revision, epoch) {
      const other = testLog(at, records.slice(0, revision))
      const began = { epoch, hubId: `hub-${epoch}`, by: 'wu', reason: '', fromRevision: revision, proof: 'p' }
      other.add('EpochBegan', began)
      return other
    },
    visit: (number) => {
      const ticketId = `T-${number}`
      return [
        add('TicketIssued', { ticketId, number, serviceId: 'LC', delivery: 'spoken' }),
        add('TicketCalled', { ticketId, counterId: '1' }),
        add('TicketArrived', { ticketId, counterId: '1' }),
        add('TicketFinished', { ticketId, counterId: '1', outcome: 'done' }),
      ]
    },
  }
}

/** Signs messages as the site does; `patch` changes the head before it is signed. */
export function testSite(id = siteId, key = secret, now = () => monday) {
  let seq = now()
  return (msgType: CityPurpose, content: unknown, patch: Partial<CityHead> = {}): CityEnvelope => {
    seq += 1
    const body = JSON.stringify(content)
    const head = {
      msgId: `m-${seq}`,
      msgType,
      version: '2.0',
      senderCode: id,
      receiverCode: '310000',
      sendTime: new Date(now()).toISOString(),
      seq,
      headRevision: 9,
      digest: digestOf(body),
      ...patch,
    }
    return { head: { ...head, sign: signText(signingKey(key), signedText(head)) }, body }
  }
}
