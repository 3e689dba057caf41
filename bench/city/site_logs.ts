import { hash } from 'node:crypto'
import { canonicalJson } from '#domain'
import { type CityEnvelope, type CityRecord, cityMessageType, signedText } from '#protocol'
import { digestOf, type SigningKey, signText } from '#signing'

/** Logs of many sites that go on for as long as they are asked. */
export interface SiteLogs {
  readonly ids: readonly string[]
  /** The next message of one site, signed. */
  message(site: number): CityEnvelope
}

const day = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** One log that all sites share as a pattern: days with visits of five events each. */
export function longLog(length: number): CityRecord[] {
  const records: CityRecord[] = []
  const at = new Date().toISOString()
  const add = (type: string, data: Record<string, unknown>) => {
    const revision = records.length + 1
    const prevHash = records.at(-1)?.hash ?? '0'.repeat(64)
    const own = hash('sha256', prevHash + canonicalJson({ at, data, revision, type }))
    records.push({
      revision,
      msgType: cityMessageType(type as 'TicketIssued'),
      at,
      type,
      data,
      prevHash,
      hash: own,
    })
  }
  add('DayOpened', { businessDay: day() })
  for (let n = 1; records.length < length; n += 1) {
    const ticketId = `T${n}`
    const number = `A${String(n).padStart(5, '0')}`
    add('TicketIssued', { ticketId, number, serviceId: 'LC', delivery: 'spoken', personRef: null })
    add('TicketCalled', { ticketId, counterId: '1', staffId: 's1' })
    add('TicketArrived', { ticketId, counterId: '1' })
    add('TicketFinished', { ticketId, counterId: '1', outcome: 'done' })
    add('RatingRecorded', {
      ticketId,
      leg: 0,
      counterId: '1',
      marks: { overall: 5, attitude: 5, efficiency: 4, competence: 5 },
      reasons: [],
    })
  }
  return records.slice(0, length)
}

const longest = 400

/** Makes the logs of so many sites, sent so many records at a time; every site sends the same visits under its own name. */
export function siteLogs(sites: number, each: number, key: SigningKey): SiteLogs {
  const ids = Array.from({ length: sites }, (_, index) => `site-${index}`)
  const log = longLog(each * longest)
  const bodies = Array.from({ length: longest }, (_, n) => {
    const body = JSON.stringify({ records: log.slice(n * each, (n + 1) * each) })
    return { body, digest: digestOf(body) }
  })
  const sent = ids.map(() => 0)
  let seq = Date.now()
  return {
    ids,
    message(site) {
      const n = sent[site] ?? 0
      sent[site] = n + 1
      const { body, digest } = bodies[n % longest] ?? { body: '{"records":[]}', digest: '' }
      seq += 1
      const head = {
        msgId: `m${seq}`,
        msgType: 'RECORDS' as const,
        version: '2.0',
        senderCode: ids[site] ?? '',
        receiverCode: '310000',
        sendTime: new Date().toISOString(),
        seq,
        headRevision: log.length,
        digest,
      }
      return { head: { ...head, sign: signText(key, signedText(head)) }, body }
    },
  }
}
