import { z } from 'zod'
import type { OfflineCounterCommand, OfflineDeskCommand } from '#domain'
import { estimateSchema } from './replies.ts'
import {
  claimSchema,
  commandIdSchema,
  deliverySchema,
  idSchema,
  outcomeSchema,
  pauseReasonSchema,
  transferPositionSchema,
} from './values.ts'

const text = z.string().max(500)
const mark = z.int().min(1).max(5)
const number = z.string().min(1).max(8)

/**
 * Personal data sealed to the hub (base64url): what waits on a machine's disk, nobody there can read. The bytes are
 * 32 ephemeral X25519 public key | 12 nonce | 16 tag | AES-256-GCM of a JSON object of strings; the key is
 * HKDF-SHA-256 of the shared secret, salt = both public keys, info `civic-hall sealed 1`.
 */
export const sealedText = z
  .string()
  .max(8_000)
  .regex(/^[\w-]+$/)

const counterStep: z.ZodType<OfflineCounterCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call-number'), number, reason: text }),
  z.strictObject({ type: z.literal('recall') }),
  z.strictObject({ type: z.literal('arrive') }),
  z.strictObject({ type: z.literal('absent') }),
  z.strictObject({ type: z.literal('left') }),
  z.strictObject({ type: z.literal('finish'), outcome: outcomeSchema }),
  z.strictObject({
    type: z.literal('hold'),
    scope: z.enum(['me', 'counter', 'any']),
    until: z.number().nullable(),
    reason: text,
    awaits: z.literal('document').exactOptional(),
  }),
  z.strictObject({
    type: z.literal('transfer'),
    serviceId: idSchema.nullable(),
    toCounterId: idSchema.nullable(),
    staffId: idSchema.nullable(),
    position: transferPositionSchema,
    // A note is sealed by the hub: it waits for it.
    noteRef: z.null(),
    returnToMe: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('next-service'),
    serviceId: idSchema,
    stays: z.boolean(),
    outcome: outcomeSchema,
  }),
  z.strictObject({ type: z.literal('recuse'), reason: text }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('undo'), undid: z.string().max(40) }),
])

const deskStep: z.ZodType<OfflineDeskCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), staffId: idSchema.nullable() }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('pause'), reason: pauseReasonSchema }),
  z.strictObject({ type: z.literal('unpause') }),
])

/** One thing a machine did while the hub was away, as it travels; see the domain's `OfflineStep`. */
export const offlineStep = z.discriminatedUnion('did', [
  z.strictObject({
    did: z.literal('issue'),
    ticketId: idSchema,
    series: z.string().length(1),
    sequence: z.int().min(1).max(9_999),
    serviceId: idSchema,
    priority: z.enum(['elderly', 'normal']),
    claims: z.array(claimSchema).max(6),
    person: sealedText.nullable(),
    delivery: deliverySchema,
    groupSize: z.int().min(1).max(99).optional(),
    bookingId: idSchema.optional(),
    ahead: z.int().min(0),
    estimate: estimateSchema,
  }),
  z.strictObject({
    did: z.literal('print-result'),
    ticketId: idSchema,
    printed: z.enum(['confirmed', 'weak', 'screen', 'by-hand', 'unknown', 'failed']),
    reason: text,
  }),
  z.strictObject({ did: z.literal('reprint'), ticketId: idSchema }),
  z.strictObject({ did: z.literal('desk'), counterId: idSchema, command: deskStep }),
  z.strictObject({ did: z.literal('counter'), counterId: idSchema, number, command: counterStep }),
  z.strictObject({
    did: z.literal('rate'),
    counterId: idSchema,
    number,
    leg: z.int().min(0),
    marks: z.strictObject({ overall: mark, attitude: mark, efficiency: mark, competence: mark }),
    reasons: z.array(idSchema).max(10),
    comment: sealedText.nullable(),
  }),
])
/** One thing a machine did while the hub was away. */
export type WireStep = z.infer<typeof offlineStep>

/** A step with what makes it mergeable: `commandId` is the press it stands for, also where the hub was asked first. */
export const offlineRecord = z.strictObject({
  commandId: commandIdSchema,
  /** The machine's estimate of the hub's time, ms since the epoch. */
  occurredAt: z.int(),
  businessDay: z.iso.date(),
  step: offlineStep,
})
/** A step made without the hub, ready to be merged. */
export type OfflineRecord = z.infer<typeof offlineRecord>

/** Brings home what a machine did while the hub was away, oldest first (socket only). */
export const mergeBody = z.strictObject({
  records: z.array(offlineRecord).min(1).max(64),
  /** Do not wait any longer for what another machine has not brought. */
  insist: z.boolean().default(false),
  commandId: commandIdSchema,
})

/** How many of the records are settled, from the first on; `waitsFor`: the number the next one waits for. */
export const mergeReply = z.object({ merged: z.int(), waitsFor: z.string().nullable() })

/** Asks for numbers to give while the hub is away (socket only); the lease itself is in the log. `afresh`: what
 * was leased before is not given any more, for it is not known which of it was. */
export const leaseBody = z.strictObject({ commandId: commandIdSchema, afresh: z.boolean().exactOptional() })
/** `sealKey`: the hub's X25519 public key (base64url), to seal personal data to. */
export const leaseReply = z.object({ revision: z.int(), sealKey: z.string() })

/** `POST /conflicts/{id}/settle`. */
export const settleConflictBody = z.strictObject({ commandId: commandIdSchema })
