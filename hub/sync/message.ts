import { createHash, createHmac } from 'node:crypto'
import type { RecordedEvent } from '#domain'
import { type CityEnvelope, cityMessageType, cityProtocolVersion, signedText } from '#protocol'

/** Who sends, who receives, and the secret the two share. */
export interface CityParty {
  readonly siteId: string
  readonly receiverCode: string
  readonly key: string
}

/** Wraps events of the log as one signed message; no events make a heartbeat. */
export function cityMessage(
  party: CityParty,
  events: readonly RecordedEvent[],
  headRevision: number,
  msgId: string,
  now: number,
): CityEnvelope {
  const records = events.map(({ revision, at, type, data, prevHash, hash }) => ({
    revision,
    msgType: cityMessageType(type),
    at,
    type,
    data,
    prevHash,
    hash,
  }))
  const body = JSON.stringify({ records })
  const digest = `SHA-256:${createHash('sha256').update(body).digest('hex')}`
  const sendTime = new Date(now).toISOString()
  const sign = createHmac('sha256', party.key)
    .update(signedText(msgId, sendTime, digest))
    .digest('hex')
  return {
    head: {
      msgId,
      version: cityProtocolVersion,
      senderCode: party.siteId,
      receiverCode: party.receiverCode,
      sendTime,
      headRevision,
      digest,
      sign: `HMAC-SHA256:${sign}`,
    },
    body,
  }
}
