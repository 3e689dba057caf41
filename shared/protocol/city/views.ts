import { z } from 'zod'
import { siteLevelSchema } from '../values.ts'
import { cityRecord } from './up_records.ts'

const figures = {
  ticketsToday: z.int(),
  waiting: z.int(),
  ratingsToday: z.int(),
  meanOverall: z.number().nullable(),
  /** Records sent without data, or refused. */
  withheld: z.int(),
}

/** A site as the city's page shows it. */
export const citySite = z.object({
  siteId: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  level: siteLevelSchema.nullable(),
  areaCode: z.string().nullable(),
  /** A mobile service point (流动服务点): it is away from the network for whole days. */
  mobile: z.boolean(),
  received: z.int(),
  head: z.int(),
  /** Of its log; grows when another machine becomes its hub. */
  epoch: z.int(),
  /** Records of replaced hubs, kept beside its log. */
  superseded: z.int(),
  lastSeen: z.string().nullable(),
  online: z.boolean(),
  ...figures,
})
export type CitySite = z.infer<typeof citySite>

/** An area with everything below it added up. */
export const cityArea = z.object({
  code: z.string(),
  level: siteLevelSchema,
  name: z.string(),
  nameEn: z.string(),
  sites: z.int(),
  online: z.int(),
  /** Records the sites have and the city has not. */
  pending: z.int(),
  lastSeen: z.string().nullable(),
  /** Of today's numbers, those given at mobile service points (流动服务). */
  mobileToday: z.int(),
  ...figures,
})
export type CityArea = z.infer<typeof cityArea>

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

/** What was published, newest first. */
export const cityPublication = z.object({
  id: z.string(),
  msgType: z.string(),
  scope: z.string(),
  at: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  sites: z.int(),
})
export type CityPublication = z.infer<typeof cityPublication>

export const citySitesReply = z.object({ sites: z.array(citySite), serverTime: z.string() })
export const cityAreasReply = z.object({
  path: z.array(cityArea),
  below: z.array(cityArea),
  sites: z.array(citySite),
  serverTime: z.string(),
})
export type CityAreas = z.infer<typeof cityAreasReply>
export const cityTicketsReply = z.object({ tickets: z.array(cityTicket) })
export const cityRatingsReply = z.object({ ratings: z.array(cityRating) })
export const cityEventsReply = z.object({ events: z.array(cityRecord) })
export const cityPublicationsReply = z.object({ publications: z.array(cityPublication) })

/** A record that a replaced hub had sent after the fork, and the epoch it was sent in. */
export const citySupersededReply = z.object({
  records: z.array(
    z.object({
      epoch: z.int(),
      revision: z.int(),
      at: z.string(),
      type: z.string(),
      data: z.record(z.string(), z.unknown()).nullable(),
      hash: z.string(),
      supersededAt: z.string(),
    }),
  ),
})
export type CitySuperseded = z.infer<typeof citySupersededReply>
