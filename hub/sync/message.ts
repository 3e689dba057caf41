import type { RecordedEvent } from '#domain'
import { type CityEnvelope, type CityPurpose, type CityRecord, cityMessageType, signedText } from '#protocol'
import { digestOf, type SigningKey, signText, type VerifyingKey } from '#signing'

/** Who sends, who receives, and the keys of the two. */
export interface CityParty {
  readonly siteId: string
  readonly receiverCode: string
  readonly sign: SigningKey
  /** Checks the city's answers; null takes them unsigned. */
  readonly answer: VerifyingKey | null
  /** Opens what the city has sealed for this site: persons of bookings. */
  readonly seal: Buffer
}

/** An event of the log as the city receives it. */
export const recordOf = ({ revision, at, type, data, prevHash, hash }: RecordedEvent): CityRecord => ({
  revision,
  msgType: cityMessageType(type),
  at,
  type,
  data: data as unknown as Record<string, unknown>,
  prevHash,
  hash,
})

/** A record that keeps its place and comes without its data. */
export const withheldRecord = (record: CityRecord, why: 'parked' | 'dropped'): CityRecord => ({
  ...record,
  data: null,
  withheld: why,
})

/** What one message is made of. */
export interface MessageParts {
  readonly purpose: CityPurpose
  readonly version: string
  readonly content: unknown
  readonly head: number
  readonly msgId: string
  readonly seq: number
  readonly now: number
  /** Of the hub's log; the first is not named. */
  readonly epoch: number
}

/** Makes one signed message. */
export function cityMessage(party: CityParty, parts: MessageParts): CityEnvelope {
  const body = JSON.stringify(parts.content)
  const head = {
    msgId: parts.msgId,
    msgType: parts.purpose,
    version: parts.version,
    senderCode: party.siteId,
    receiverCode: party.receiverCode,
    sendTime: new Date(parts.now).toISOString(),
    seq: parts.seq,
    headRevision: parts.head,
    digest: digestOf(body),
    ...(parts.epoch === 1 ? {} : { epoch: parts.epoch }),
  }
  return { head: { ...head, sign: signText(party.sign, signedText(head)) }, body }
}
