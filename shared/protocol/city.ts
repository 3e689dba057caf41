import { z } from 'zod'
import type { EventType } from '#domain'

/** Version of the contract with the city's management system. */
export const cityProtocolVersion = '1.0'

/** Kinds of record, after the message types of the sector's exchange (SF/T 0011 style). */
export const cityMessageTypes = [
  'ORG',
  'STAFF',
  'SERVICE_ITEM',
  'TICKET_EVENT',
  'EVALUATION',
  'DEVICE_STATUS',
  'SITE_EVENT',
] as const
export type CityMessageType = (typeof cityMessageTypes)[number]

/** Which kind of record an event of the log becomes for the city. */
export function cityMessageType(type: EventType): CityMessageType {
  if (type === 'CentreConfigured' || type === 'CounterSaved' || type === 'TicketTemplateSaved') return 'ORG'
  if (type === 'StaffSaved') return 'STAFF'
  if (type === 'ServiceSaved') return 'SERVICE_ITEM'
  if (type === 'DeviceReported') return 'DEVICE_STATUS'
  if (type.startsWith('Rating')) return 'EVALUATION'
  if (type.startsWith('Ticket') || type === 'TransitionUndone') return 'TICKET_EVENT'
  return 'SITE_EVENT'
}

/** One event of a centre's log as the city receives it; `revision` is gap-free for each site. */
export const cityRecord = z.strictObject({
  revision: z.int().min(1),
  msgType: z.enum(cityMessageTypes),
  at: z.string().max(40),
  type: z.string().max(60),
  data: z.record(z.string(), z.unknown()),
  prevHash: z.string().max(128),
  hash: z.string().max(128),
})
export type CityRecord = z.infer<typeof cityRecord>

/** What a site sends: head and body, the body's digest and the site's signature in the head. */
export const cityEnvelope = z.strictObject({
  head: z.strictObject({
    msgId: z.string().max(64),
    version: z.string().max(10),
    senderCode: z.string().max(40),
    receiverCode: z.string().max(40),
    sendTime: z.string().max(40),
    /** Highest revision of the sender's log, so that the city knows what is still to come. */
    headRevision: z.int().min(0),
    /** 'SHA-256:<hex>' of the body's JSON text. */
    digest: z.string().max(200),
    /** '<algorithm>:<hex>' over msgId, sendTime and digest; the tag lets SM2 replace it. */
    sign: z.string().max(400),
  }),
  body: z.string().max(4_000_000),
})
export type CityEnvelope = z.infer<typeof cityEnvelope>

/** The body's JSON text, once its digest has been checked. No records = a heartbeat. */
export const cityBody = z.strictObject({ records: z.array(cityRecord).max(1_000) })

/** 0 ok · 1xx format · 2xx signature · 4xx sequence · 5xx the city's own trouble. */
export const cityCodes = {
  ok: 0,
  badFormat: 101,
  badVersion: 102,
  badDigest: 103,
  unknownSite: 201,
  badSignature: 202,
  sequenceGap: 401,
  chainBroken: 402,
  trouble: 500,
} as const

/** The city's receipt. `nextRevision` says where the sender goes on, whatever happened. */
export const cityAck = z.object({
  msgId: z.string(),
  code: z.int(),
  message: z.string(),
  nextRevision: z.int(),
  accepted: z.int(),
})
export type CityAck = z.infer<typeof cityAck>

/** What is signed: the parts of the head that bind a message to its content and moment. */
export const signedText = (msgId: string, sendTime: string, digest: string): string =>
  `${msgId}\n${sendTime}\n${digest}`

/** A site as the city's page shows it. */
export const citySite = z.object({
  siteId: z.string(),
  name: z.string().nullable(),
  received: z.int(),
  head: z.int(),
  lastSeen: z.string().nullable(),
  ticketsToday: z.int(),
  waiting: z.int(),
  ratingsToday: z.int(),
  meanOverall: z.number().nullable(),
})
export type CitySite = z.infer<typeof citySite>

export const cityTicket = z.object({
  ticketId: z.string(),
  number: z.string(),
  businessDay: z.string(),
  serviceId: z.string(),
  serviceName: z.string().nullable(),
  state: z.string(),
  counterId: z.string().nullable(),
  issuedAt: z.string(),
  calledAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  overall: z.int().nullable(),
  events: z.int(),
})
export type CityTicket = z.infer<typeof cityTicket>

export const cityRating = z.object({
  ticketId: z.string(),
  number: z.string().nullable(),
  counterId: z.string(),
  at: z.string(),
  overall: z.int().nullable(),
  attitude: z.int().nullable(),
  efficiency: z.int().nullable(),
  competence: z.int().nullable(),
  reasons: z.array(z.string()),
})
export type CityRating = z.infer<typeof cityRating>

export const citySitesReply = z.object({ sites: z.array(citySite), serverTime: z.string() })
export const cityTicketsReply = z.object({ tickets: z.array(cityTicket) })
export const cityRatingsReply = z.object({ ratings: z.array(cityRating) })
export const cityEventsReply = z.object({ events: z.array(cityRecord) })

/** How the hub's link to the city stands. */
export const cityLinkReply = z.object({
  state: z.enum(['off', 'idle', 'sending', 'retrying', 'paused']),
  head: z.int(),
  delivered: z.int(),
  pending: z.int(),
  lastDeliveredAt: z.string().nullable(),
  lastError: z.string().nullable(),
})
export type CityLink = z.infer<typeof cityLinkReply>
