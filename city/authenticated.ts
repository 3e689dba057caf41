import {
  type CityEnvelope,
  cityCodes,
  cityEnvelope,
  cityTimeWindowMs,
  cityVersions,
  type ExchangeReply,
  signedText,
} from '#protocol'
import { digestOf, verifyText } from '#signing'
import type { Registry } from './registry.ts'

/** A receipt that refuses before the site's row has been looked at. */
export const refusal = (msgId: string, code: number, message: string): ExchangeReply => ({
  ack: { msgId, code, message, nextRevision: 0, nextSeq: 0, accepted: 0, rejected: [], downHead: 0 },
})

/** Checks form, version, digest, signature and time (`now`, ms); a receipt when something is wrong. */
export function authenticated(registry: Registry, raw: unknown, now: number): CityEnvelope | ExchangeReply {
  const parsed = cityEnvelope.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refusal('', cityCodes.badFormat, `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'format'}`)
  }
  const { head, body } = parsed.data
  const refuse = (code: number, message: string) => refusal(head.msgId, code, message)
  if (!cityVersions.includes(head.version))
    return refuse(cityCodes.badVersion, `this side speaks ${cityVersions.join(', ')}`)
  const keys = registry.get(head.senderCode)
  if (keys === undefined) return refuse(cityCodes.unknownSite, 'the site is not registered')
  if (digestOf(body) !== head.digest) return refuse(cityCodes.badDigest, 'the body does not match its digest')
  if (!keys.verify.some((key) => verifyText(key, signedText(head), head.sign)))
    return refuse(cityCodes.badSignature, 'the signature does not match')
  if (Math.abs(Date.parse(head.sendTime) - now) > cityTimeWindowMs)
    return refuse(cityCodes.outOfWindow, `the city's clock says ${new Date(now).toISOString()}`)
  return parsed.data
}
