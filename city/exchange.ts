import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type CityAck, cityBody, cityCodes, cityEnvelope, cityProtocolVersion, signedText } from '#protocol'
import { type CityDatabase, ingest, noteSeen, siteCursor } from './store.ts'

/** What the city knows of its sites' keys: site id → shared secret. */
export type SiteKeys = ReadonlyMap<string, string>

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Signs a message as a site does; the tag before the colon names the algorithm. */
export function signMessage(key: string, msgId: string, sendTime: string, digest: string): string {
  return `HMAC-SHA256:${createHmac('sha256', key)
    .update(signedText(msgId, sendTime, digest))
    .digest('hex')}`
}

/** The digest of a body's text. */
export const digestOf = (body: string): string => `SHA-256:${createHash('sha256').update(body).digest('hex')}`

/**
 * Receives one message of a site: checks form, version, digest and signature, takes the records in exactly once,
 * and answers with a receipt that says where to go on.
 */
export function receive(database: CityDatabase, keys: SiteKeys, raw: unknown, now: number): CityAck {
  const parsed = cityEnvelope.safeParse(raw)
  const blank = { msgId: '', nextRevision: 0, accepted: 0 }
  if (!parsed.success)
    return { ...blank, code: cityCodes.badFormat, message: parsed.error.issues[0]?.message ?? 'format' }
  const { head, body } = parsed.data
  const answer = (code: number, message: string, nextRevision = 0, accepted = 0): CityAck => ({
    msgId: head.msgId,
    code,
    message,
    nextRevision,
    accepted,
  })
  if (head.version !== cityProtocolVersion)
    return answer(cityCodes.badVersion, `this side speaks ${cityProtocolVersion}`)
  const key = keys.get(head.senderCode)
  if (key === undefined) return answer(cityCodes.unknownSite, `site ${head.senderCode} is not registered`)
  if (!sameText(digestOf(body), head.digest))
    return answer(cityCodes.badDigest, 'the body does not match its digest')
  if (!sameText(signMessage(key, head.msgId, head.sendTime, head.digest), head.sign))
    return answer(cityCodes.badSignature, 'the signature does not match')
  const records = parseBody(body)
  if (records === null) return answer(cityCodes.badFormat, 'the body is not a list of records')
  const at = new Date(now).toISOString()
  noteSeen(database, head.senderCode, head.headRevision, at)
  if (records.length === 0) return answer(cityCodes.ok, 'heard', siteCursor(database, head.senderCode).next)
  const result = ingest(database, head.senderCode, records, at)
  if (result.outcome === 'accepted')
    return answer(cityCodes.ok, 'received', result.nextRevision, result.accepted)
  const code = result.outcome === 'gap' ? cityCodes.sequenceGap : cityCodes.chainBroken
  return answer(code, `go on from revision ${result.nextRevision}`, result.nextRevision)
}

function parseBody(body: string) {
  try {
    const parsed = cityBody.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data.records : null
  } catch {
    return null
  }
}
