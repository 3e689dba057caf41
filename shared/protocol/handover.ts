import { z } from 'zod'
import { doneReply } from './replies.ts'
import { idSchema } from './values.ts'

/** An event as the log has it, with the command it came from: nothing of it is left out. */
export const handedEvent = z.object({
  revision: z.int().min(1),
  at: z.string(),
  type: z.string(),
  /** Canonical JSON, as it was hashed. */
  data: z.string(),
  prevHash: z.string(),
  hash: z.string(),
  commandId: z.string(),
  actor: z.string(),
})
/** An event that only a replaced hub has. */
export type HandedEvent = z.infer<typeof handedEvent>

/** All that a hub which was replaced had acknowledged and the centre's log does not hold. */
export const handoverFile = z.object({
  format: z.literal(1),
  site: z.string(),
  /** Epoch of the hub that hands over, and of the one that took its place. */
  epoch: z.int().min(1),
  laterEpoch: z.int().min(2),
  /** The last event both logs have. */
  fromRevision: z.int().min(0),
  /** The numbers it gave after that. */
  tickets: z.array(
    z.object({
      id: idSchema,
      day: z.string(),
      series: z.string(),
      sequence: z.int(),
      number: z.string(),
    }),
  ),
  events: z.array(handedEvent),
})
/** What a replaced hub hands to the one in its place. */
export type HandoverFile = z.infer<typeof handoverFile>

/** One ticket that only the replaced hub knows, as a person at the new hub settles it. */
export const handedTicket = z.object({
  ticketId: idSchema,
  number: z.string(),
  serviceId: z.string(),
  businessDay: z.string().nullable(),
  issuedAt: z.string(),
  /** Names of the events it is known by, in order. */
  story: z.array(z.string()),
  /** 'known': the log has this ticket · 'free': nobody here has its number · 'taken': another ticket has it. */
  standing: z.enum(['known', 'free', 'taken']),
  settledBy: z.string().nullable(),
})

/** A hand-over as far as people have settled it; `fromRevision` is the first event the new hub lacks. */
export const handoverReply = z.object({
  id: z.string(),
  receivedAt: z.string(),
  epoch: z.int(),
  fromRevision: z.int(),
  eventCount: z.int(),
  tickets: z.array(handedTicket),
  /** Events that concern no ticket issued after the fork, by name: steps of counters, settings, devices. */
  others: z.array(z.object({ revision: z.int(), at: z.string(), type: z.string() })),
  settledBy: z.string().nullable(),
})
/** A hand-over as far as people have settled it. */
export type HandoverReply = z.infer<typeof handoverReply>

const part = z.strictObject({
  /** The same for all parts of one handover. */
  id: idSchema,
  part: z.int().min(0),
  of: z.int().min(1).max(10_000),
  text: z.string().max(40_000),
})

/** Doors through which a replaced hub hands over what it alone had. */
export const handoverRoutes = {
  handOver: {
    method: 'POST',
    path: '/handovers',
    access: 'admin',
    summary: 'A part of what a replaced hub alone had; with the last part it is checked and listed',
    body: part,
    reply: z.object({ received: z.int(), isWhole: z.boolean() }),
    status: 201,
  },
  listHandovers: {
    method: 'GET',
    path: '/handovers',
    access: 'admin',
    summary: 'What replaced hubs have handed over, ticket by ticket',
    reply: z.object({ handovers: z.array(handoverReply) }),
    status: 200,
  },
  settleHandover: {
    method: 'POST',
    path: '/handovers/:id/settle',
    access: 'admin',
    summary: 'A person has settled one ticket of a handover, or all of it',
    body: z.strictObject({ ticketId: idSchema.nullable() }),
    reply: doneReply,
    status: 200,
  },
} as const
