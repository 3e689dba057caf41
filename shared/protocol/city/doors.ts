import { z } from 'zod'
import { epochBegan } from '../socket.ts'
import { pullReply } from './down_records.ts'
import { cityEnvelope } from './envelope.ts'
import { publishBody, publishReply } from './publish.ts'
import { cityAck } from './receipts.ts'
import { reconciliationReply } from './reconciliation.ts'
import { reserveBody, reserveBooking, reserveKey, reserveOffer, reserveSlots } from './reserve.ts'
import { versionAnswer, versionOffer } from './versions.ts'
import * as views from './views.ts'

/** One door of the city's HTTP surface. */
export interface CityDoor {
  readonly method: 'GET' | 'POST'
  /** Fastify style, under /api/v1. */
  readonly path: string
  /** 'site' = signed by a site; 'bureau' = bearer token of the bureau; 'public' = anybody on the city's network. */
  readonly access: 'site' | 'bureau' | 'public'
  readonly summary: string
  readonly body?: z.ZodType
  readonly query?: z.ZodType
  readonly reply: z.ZodType
}

/** What the exchange answers: always the receipt, with more for PULL and RECONCILIATION. */
export const exchangeReply = z.object({
  ack: cityAck,
  pull: pullReply.exactOptional(),
  reconciliation: reconciliationReply.exactOptional(),
  /** With code 205: what began the later epoch, for the sender to check by its own keys; null in a log without proof. */
  laterEpoch: epochBegan.nullable().exactOptional(),
})
/** What the exchange answers. */
export type ExchangeReply = z.infer<typeof exchangeReply>

/** Where a list begins, and how many entries at the most. */
export const listQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})
/** An area by its code; `31` is Shanghai (GB/T 2260). */
export const areaQuery = z.object({
  code: z
    .string()
    .regex(/^\d{2,12}$/)
    .default('31'),
})
/** Whose free places are asked for. */
export const slotsQuery = z.object({ siteId: z.string().max(64), serviceId: z.string().max(64) })

/** The city's whole surface, one entry a door; OpenAPI is made from this table. */
export const cityDoors = {
  exchange: {
    method: 'POST',
    path: '/exchange',
    access: 'site',
    summary: 'Takes a signed message of a site; application/json or application/xml',
    body: cityEnvelope,
    reply: exchangeReply,
  },
  versions: {
    method: 'POST',
    path: '/versions',
    access: 'public',
    summary: 'Which version of the contract both sides speak',
    body: versionOffer,
    reply: versionAnswer,
  },
  areas: {
    method: 'GET',
    path: '/areas',
    access: 'public',
    summary: 'An area, what is above and below it, and its sites, with figures',
    query: areaQuery,
    reply: views.cityAreasReply,
  },
  sites: {
    method: 'GET',
    path: '/sites',
    access: 'public',
    summary: 'Every site that was ever heard',
    reply: views.citySitesReply,
  },
  tickets: {
    method: 'GET',
    path: '/sites/:siteId/tickets',
    access: 'public',
    summary: "A site's newest tickets",
    query: listQuery,
    reply: views.cityTicketsReply,
  },
  ratings: {
    method: 'GET',
    path: '/sites/:siteId/ratings',
    access: 'public',
    summary: "A site's newest ratings",
    query: listQuery,
    reply: views.cityRatingsReply,
  },
  reports: {
    method: 'GET',
    path: '/sites/:siteId/reports',
    access: 'public',
    summary: "A site's reports of months, each with the city's receipt",
    query: listQuery,
    reply: views.cityReportsReply,
  },
  activities: {
    method: 'GET',
    path: '/sites/:siteId/activities',
    access: 'public',
    summary: "A site's activities, the latest day first",
    query: listQuery,
    reply: views.cityActivitiesReply,
  },
  events: {
    method: 'GET',
    path: '/sites/:siteId/events',
    access: 'public',
    summary: "A site's records after a revision, in order",
    query: listQuery,
    reply: views.cityEventsReply,
  },
  superseded: {
    method: 'GET',
    path: '/sites/:siteId/superseded',
    access: 'public',
    summary: "Records of a site's replaced hubs, that its log does not hold",
    query: listQuery,
    reply: views.citySupersededReply,
  },
  publish: {
    method: 'POST',
    path: '/publications',
    access: 'bureau',
    summary: 'Publishes a notice, a service item, media or a task to the sites of an area',
    body: publishBody,
    reply: publishReply,
  },
  publications: {
    method: 'GET',
    path: '/publications',
    access: 'public',
    summary: 'What was published, newest first',
    reply: views.cityPublicationsReply,
  },
  reserveOffer: {
    method: 'GET',
    path: '/reserve/offer',
    access: 'public',
    summary: 'Centres and services that can be booked',
    reply: reserveOffer,
  },
  reserveSlots: {
    method: 'GET',
    path: '/reserve/slots',
    access: 'public',
    summary: 'Times that are left for a service',
    query: slotsQuery,
    reply: reserveSlots,
  },
  reserve: {
    method: 'POST',
    path: '/reserve/bookings',
    access: 'public',
    summary: 'Books a time under a real name',
    body: reserveBody,
    reply: reserveBooking,
  },
  reserveFind: {
    method: 'POST',
    path: '/reserve/find',
    access: 'public',
    summary: "A booking by its code and its holder's ID number",
    body: reserveKey,
    reply: reserveBooking,
  },
  reserveCancel: {
    method: 'POST',
    path: '/reserve/cancel',
    access: 'public',
    summary: 'Takes a booking back, two hours before at the latest',
    body: reserveKey,
    reply: reserveBooking,
  },
} as const satisfies Record<string, CityDoor>
/** The name of a door of the city. */
export type CityDoorName = keyof typeof cityDoors
