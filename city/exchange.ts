import { present } from '#basics'
import { type CityAck, type CityEnvelope, type CityHead, cityCodes, type ExchangeReply } from '#protocol'
import { authenticated } from './authenticated.ts'
import { lockSites } from './ingest/lock_sites.ts'
import type { SiteRow } from './ingest/site_batch.ts'
import type { Taken } from './ingest/take.ts'
import { beganOf } from './ingest/take_over.ts'
import { together } from './ingest/together.ts'
import { type Asked, nothing, performAll } from './perform.ts'
import type { Registry } from './registry.ts'
import type { CityDatabase, Statements } from './store/database.ts'
import { tables } from './store/tables.ts'

/** Receives one message of a site, at a moment (ms), and answers with a receipt that says where to go on. */
export type Exchange = (raw: unknown, now: number) => Promise<ExchangeReply>

const words: Readonly<Record<number, string>> = {
  [cityCodes.ok]: 'received',
  [cityCodes.sequenceGap]: 'records are missing before these',
  [cityCodes.chainBroken]: 'the records do not continue the chain',
}

function receipt(site: SiteRow, { msgId }: CityHead, { code, accepted, rejected }: Taken): CityAck {
  const { next_revision: nextRevision, last_seq, down_head: downHead } = site
  const message = words[code] ?? ''
  return { msgId, code, message, nextRevision, nextSeq: last_seq + 1, accepted, rejected, downHead }
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

/** Why a message is not for its site as the row stands; null, and the row has heard it, when it is. */
function unheard({ site, message, now }: Asked): ExchangeReply | null {
  const { head } = message
  const isAgain = head.seq === site.last_seq && head.msgId === site.last_msg_id
  if (head.seq <= site.last_seq && !isAgain) {
    const ack = receipt(site, head, nothing)
    return { ack: { ...ack, code: cityCodes.replayed, message: 'seq was used before' } }
  }
  const strange = strangeEpoch(site, head)
  if (strange !== null) return strange
  site.last_seq = head.seq
  site.last_msg_id = head.msgId
  site.head = head.headRevision
  site.last_seen = new Date(now).toISOString()
  return null
}

/** Answers messages of different sites inside one transaction. */
async function answerAll(
  statements: Statements,
  messages: readonly Omit<Asked, 'site'>[],
): Promise<ExchangeReply[]> {
  const siteIds = messages.map(({ message }) => message.head.senderCode)
  const sites = await lockSites(statements, siteIds)
  const judged = messages.map((each) => {
    const asked = { ...each, site: present(sites.get(each.message.head.senderCode), 'a site') }
    return { asked, refused: unheard(asked) }
  })
  const heard = judged.flatMap(({ asked, refused }) => (refused === null ? asked : []))
  const outcomes = await performAll(statements, heard)
  const rows = heard.map(({ site }) => site)
  await statements.put(tables.sites, rows, 'replace')
  return judged.map(({ asked, refused }) => {
    if (refused !== null) return refused
    const { site, message } = asked
    const outcome = outcomes[heard.indexOf(asked)] ?? null
    if (outcome !== null) return { ack: receipt(site, message.head, outcome.taken), ...outcome.more }
    const words = 'the body has not the form of its msgType'
    return { ack: { ...receipt(site, message.head, nothing), code: cityCodes.badFormat, message: words } }
  })
}

/** Messages that may keep a transaction for long go alone. */
const longOnes: ReadonlySet<string> = new Set<CityHead['msgType']>(['LATE', 'EPOCH', 'RECONCILIATION'])
/** Characters of a message's text that cost as much as its share of the rest. */
const ownWeight = 8_000
/** Characters in a group: what a second message has to wait for. */
const fullGroup = 500_000
const weightOf = ({ head, body }: CityEnvelope) =>
  longOnes.has(head.msgType) ? Number.POSITIVE_INFINITY : ownWeight + body.length

/**
 * Opens the exchange of a city. Messages of different sites that come together are one transaction, which holds their
 * sites' rows: the same message again finds its records there, an older one is refused by its sequence. Nothing is
 * answered before that transaction is kept, and a message that cannot be kept spoils no other.
 */
export function openExchange(database: CityDatabase, registry: Registry): Exchange {
  const answer = together({
    perform: (messages: readonly Omit<Asked, 'site'>[]) =>
      database.transaction((statements) => answerAll(statements, messages)),
    keyOf: ({ message }) => message.head.senderCode,
    weightOf: ({ message }) => weightOf(message),
    full: fullGroup,
    lanes: 2,
  })
  return async (raw, now) => {
    const message = authenticated(registry, raw, now)
    return 'ack' in message ? message : answer({ message, now })
  }
}
