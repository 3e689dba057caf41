import type { z } from 'zod'
import {
  type CityAck,
  type CityEnvelope,
  type CityHead,
  cityCodes,
  cityEnvelope,
  cityTimeWindowMs,
  cityVersions,
  type ExchangeReply,
  epochBody,
  heartbeatBody,
  pullBody,
  reconciliationBody,
  recordsBody,
  signedText,
} from '#protocol'
import { digestOf, verifyText } from '#signing'
import { pull } from './down.ts'
import { lockSite, saveSite } from './ingest/load_and_save.ts'
import type { SiteRow } from './ingest/site_batch.ts'
import { type Taken, takeRecords } from './ingest/take.ts'
import { takeLate } from './ingest/take_late.ts'
import { beganOf, takeOver } from './ingest/take_over.ts'
import { reconcile } from './reconcile.ts'
import type { Registry } from './registry.ts'
import type { CityDatabase, Statements } from './store/database.ts'

const nothing: Taken = { code: cityCodes.ok, accepted: 0, rejected: [] }

/** A receipt that refuses before the site's row has been looked at. */
export const refusal = (msgId: string, code: number, message: string): ExchangeReply => ({
  ack: { msgId, code, message, nextRevision: 0, nextSeq: 0, accepted: 0, rejected: [], downHead: 0 },
})

/** Checks form, version, digest, signature and time; a receipt when something is wrong. */
function authenticated(registry: Registry, raw: unknown, now: number): CityEnvelope | ExchangeReply {
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
  if (!verifyText(keys.verify, signedText(head), head.sign))
    return refuse(cityCodes.badSignature, 'the signature does not match')
  if (Math.abs(Date.parse(head.sendTime) - now) > cityTimeWindowMs)
    return refuse(cityCodes.outOfWindow, `the city's clock says ${new Date(now).toISOString()}`)
  return parsed.data
}

function bodyOf<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

interface Outcome {
  readonly taken: Taken
  readonly more?: Pick<ExchangeReply, 'pull' | 'reconciliation'>
}

/** Does what a message asks; null when its body has not the form its purpose asks for. */
async function perform(
  statements: Statements,
  site: SiteRow,
  { head, body }: CityEnvelope,
  now: number,
): Promise<Outcome | null> {
  const at = new Date(now).toISOString()
  switch (head.msgType) {
    case 'RECORDS':
    case 'LATE': {
      const parsed = bodyOf(recordsBody, body)
      if (parsed === null) return null
      const take = head.msgType === 'RECORDS' ? takeRecords : takeLate
      return { taken: await take(statements, site, parsed.records, at) }
    }
    case 'EPOCH': {
      const parsed = bodyOf(epochBody, body)
      const isLater = (head.epoch ?? 1) > site.epoch
      if (parsed === null) return null
      if (!isLater) return { taken: nothing }
      const taken = await takeOver(statements, site, parsed.began, head.epoch ?? 1, at)
      return taken === null ? null : { taken }
    }
    case 'HEARTBEAT':
      return bodyOf(heartbeatBody, body) === null ? null : { taken: nothing }
    case 'PULL': {
      const asked = bodyOf(pullBody, body)
      if (asked === null) return null
      return {
        taken: nothing,
        more: { pull: await pull(statements, site.site_id, asked, site.down_head, now) },
      }
    }
    case 'RECONCILIATION': {
      const account = bodyOf(reconciliationBody, body)
      if (account === null) return null
      return { taken: nothing, more: { reconciliation: await reconcile(statements, site, account) } }
    }
  }
}

const words: Readonly<Record<number, string>> = {
  [cityCodes.ok]: 'received',
  [cityCodes.sequenceGap]: 'records are missing before these',
  [cityCodes.chainBroken]: 'the records do not continue the chain',
}

function receipt(site: SiteRow, { msgId }: CityHead, { code, accepted, rejected }: Taken): CityAck {
  const { next_revision: nextRevision, last_seq, down_head: downHead } = site
  return {
    msgId,
    code,
    message: words[code] ?? '',
    nextRevision,
    nextSeq: last_seq + 1,
    accepted,
    rejected,
    downHead,
  }
}

/** Answers a message of another epoch than the site is in: an earlier one is fenced, a later one says first how it began. */
function strangeEpoch(site: SiteRow, head: CityHead): ExchangeReply | null {
  const { epoch = 1, msgType } = head
  const ack = receipt(site, head, nothing)
  if (epoch < site.epoch) {
    const message = `another hub has this site's place since epoch ${site.epoch}`
    return { ack: { ...ack, code: cityCodes.fenced, message }, laterEpoch: beganOf(site) }
  }
  if (epoch === site.epoch || msgType === 'EPOCH') return null
  const message = `epoch ${epoch} is not known here; the city is in epoch ${site.epoch}`
  return { ack: { ...ack, code: cityCodes.epochUnknown, message } }
}

/**
 * Receives one message of a site and answers with a receipt that says where to go on. Everything a message changes is
 * one transaction that holds the site's row: the same message again finds its records there, an older one is refused
 * by its sequence.
 */
export async function receive(
  database: CityDatabase,
  registry: Registry,
  raw: unknown,
  now: number,
): Promise<ExchangeReply> {
  const message = authenticated(registry, raw, now)
  if ('ack' in message) return message
  const { head } = message
  return database.transaction(async (statements) => {
    const site = await lockSite(statements, head.senderCode)
    const isAgain = head.seq === site.last_seq && head.msgId === site.last_msg_id
    if (head.seq <= site.last_seq && !isAgain)
      return {
        ack: { ...receipt(site, head, nothing), code: cityCodes.replayed, message: 'seq was used before' },
      }
    const strange = strangeEpoch(site, head)
    if (strange !== null) return strange
    site.last_seq = head.seq
    site.last_msg_id = head.msgId
    site.head = head.headRevision
    site.last_seen = new Date(now).toISOString()
    const outcome = await perform(statements, site, message, now)
    await saveSite(statements, site)
    if (outcome === null) {
      const message = 'the body has not the form of its msgType'
      return { ack: { ...receipt(site, head, nothing), code: cityCodes.badFormat, message } }
    }
    return { ack: receipt(site, head, outcome.taken), ...outcome.more }
  })
}
