import { z } from 'zod'
import { reconciliationReply } from './reconciliation.ts'

/** Ways a link fails, told apart because a person does something else about each. */
export const cityTroubles = [
  'unreachable',
  'tls',
  'tls-untrusted',
  'tls-expired',
  'tls-wrong-host',
  'tls-plain',
  'tls-cut',
  'timeout',
  'redirect',
  'rate-limited',
  'server',
  'garbage',
  'bad-answer-sign',
  'refused',
  'no-version',
  'fenced',
] as const
/** Why nothing gets through to the city. */
export type CityTroubleKind = (typeof cityTroubles)[number]

/** What is wrong with the link now. */
export const cityTrouble = z.object({
  kind: z.enum(cityTroubles),
  sentence: z.string(),
  /** HTTP status or the city's code, where there is one. */
  code: z.int().nullable(),
  since: z.string(),
  retryAt: z.string().nullable(),
})

/** How the hub's link to the city stands; 'standby' = another hub of the centre sends. */
export const cityLinkReply = z.object({
  state: z.enum(['off', 'idle', 'sending', 'retrying', 'paused', 'standby']),
  head: z.int(),
  delivered: z.int(),
  pending: z.int(),
  parked: z.int(),
  version: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
  lastError: z.string().nullable(),
  trouble: cityTrouble.nullable(),
  lastReceipt: z.object({ at: z.string(), code: z.int(), message: z.string(), accepted: z.int() }).nullable(),
  lastReconciliation: z.object({ at: z.string(), reply: reconciliationReply }).nullable(),
  received: z.int(),
})
/** How the link to the city stands. */
export type CityLink = z.infer<typeof cityLinkReply>

/** A record the city would not take; 'behind' = a later one of the same ticket or booking. */
export const parkedRecord = z.object({
  revision: z.int(),
  subject: z.string().nullable(),
  msgType: z.string(),
  type: z.string(),
  at: z.string(),
  code: z.int(),
  message: z.string(),
  state: z.enum(['parked', 'behind', 'dropped']),
  tries: z.int(),
  reason: z.string().nullable(),
  droppedBy: z.string().nullable(),
})
/** A record the city would not take, kept for a person. */
export type ParkedRecord = z.infer<typeof parkedRecord>

/** Something that came from the city; 'new' waits for a person, 'failed' says why in `note`. */
export const inboxItem = z.object({
  seq: z.int(),
  msgType: z.string(),
  id: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
  state: z.enum(['new', 'applied', 'dismissed', 'failed']),
  note: z.string().nullable(),
})
/** Something that came from the city. */
export type InboxItem = z.infer<typeof inboxItem>

/** The records the city would not take. */
export const parkedReply = z.object({ parked: z.array(parkedRecord) })
/** What came from the city. */
export const inboxReply = z.object({ items: z.array(inboxItem) })
/** Why a parked record is given up. */
export const dropBody = z.strictObject({ reason: z.string().trim().min(2).max(300) })
/** How many parked records were taken now, and how many were not. */
export const retryReply = z.object({ sent: z.int(), stillParked: z.int() })
/** Whether something from the city is taken over or dismissed. */
export const settleBody = z.strictObject({ accept: z.boolean() })
/** The business day that is compared with the city. */
export const reconcileBody = z.strictObject({ day: z.iso.date() })
