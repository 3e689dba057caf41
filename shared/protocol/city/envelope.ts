import { z } from 'zod'
import { cityRecord } from './up_records.ts'

/** How far `sendTime` may be from the city's clock, ms; within it `seq` must grow. */
export const cityTimeWindowMs = 10 * 60_000

/** Records in one message at the most. */
export const cityBatch = 200

/** What a message is for; the body's form follows from it. */
export const cityPurposes = ['RECORDS', 'LATE', 'HEARTBEAT', 'PULL', 'RECONCILIATION', 'EPOCH'] as const
/** What a message is for. */
export type CityPurpose = (typeof cityPurposes)[number]

/** Nothing that ends a line: the signed text has one part a line. */
const short = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}+$/u)

/** The head of a message (报文头, after SF/T 0011-2017 chapter 10). */
export const cityHead = z.strictObject({
  /** Made by the sender, never used twice. */
  msgId: short,
  msgType: z.enum(cityPurposes),
  version: z
    .string()
    .max(10)
    .regex(/^\P{Cc}*$/u),
  senderCode: short,
  receiverCode: short,
  /** ISO 8601 in UTC. */
  sendTime: z.iso.datetime({ offset: true }),
  /** Grows with every message of the sender; ms since the epoch unless the city says otherwise. */
  seq: z
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER - 1),
  /** Highest revision of the sender's log, so that the city knows what is still to come. */
  headRevision: z.int().min(0),
  /** Epoch of the sender's log; left out in the first, which is what its absence means. */
  epoch: z.int().min(1).exactOptional(),
  /** '<algorithm>:<hex>' of the body's text, 'SHA-256' now; the tag lets SM3 replace it. */
  digest: z.string().max(200),
  /** '<algorithm>:<text>' over `signedText`; the tag lets SM2 replace it. */
  sign: z.string().max(400),
})
/** The head of a message. */
export type CityHead = z.infer<typeof cityHead>

/** A message: head, and the body as the very text that the digest was made over. */
export const cityEnvelope = z.strictObject({ head: cityHead, body: z.string().max(4_000_000) })
/** A message as it travels. */
export type CityEnvelope = z.infer<typeof cityEnvelope>

/** What is signed: every part of the head but the signature, one a line, in this order; `epoch` last, where there is one. */
export const signedText = (head: Omit<CityHead, 'sign'>): string =>
  [
    head.msgId,
    head.msgType,
    head.version,
    head.senderCode,
    head.receiverCode,
    head.sendTime,
    head.seq,
    head.headRevision,
    head.digest,
    ...(head.epoch === undefined ? [] : [head.epoch]),
  ].join('\n')

/** Body of RECORDS and LATE. RECORDS goes on where the log stood; LATE brings what had been left out. */
export const recordsBody = z.strictObject({ records: z.array(cityRecord).max(cityBatch) })

/**
 * Body of EPOCH: every `EpochBegan` of the sender's log, oldest first. The city looks for the fork of the first one it
 * has not heard of, puts aside what it has beyond, and takes records of this epoch alone from then on.
 */
export const epochBody = z.strictObject({ began: z.array(cityRecord).min(1).max(cityBatch) })

/** Body of HEARTBEAT. */
export const heartbeatBody = z.strictObject({})

/** Body of PULL: what the city has for the site after this place. */
export const pullBody = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(cityBatch) })
