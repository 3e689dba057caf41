import { z } from 'zod'
import { siteLevelSchema } from '../values.ts'
import { reportReceipt } from './down_records.ts'
import { cityDocuments } from './up_data.ts'
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
/** A site as the bureau sees it. */
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
/** An area with the figures of its sites added up. */
export type CityArea = z.infer<typeof cityArea>

/** A ticket as the city knows it: no person, times in ISO 8601, marks 1 to 5. */
export const cityTicket = z.object({
  ticketId: z.string(),
  number: z.string(),
  businessDay: z.string(),
  serviceId: z.string(),
  serviceName: z.string().nullable(),
  serviceNameEn: z.string().nullable(),
  state: z.string(),
  counterId: z.string().nullable(),
  issuedAt: z.string(),
  calledAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  overall: z.int().nullable(),
  events: z.int(),
})
/** A ticket as the city knows it. */
export type CityTicket = z.infer<typeof cityTicket>

/** A rating as the city knows it: marks 1 to 5, null where none was given. */
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
  leg: z.int(),
  /** The latest task the city has sent down about it. */
  task: z.object({ id: z.string(), dueAt: z.string() }).nullable(),
  /** What the site says became of it. */
  answer: cityDocuments.EVAL_RESULT.pick({
    version: true,
    outcome: true,
    repliedAt: true,
    words: true,
  }).nullable(),
})
/** A rating as the city knows it. */
export type CityRating = z.infer<typeof cityRating>

/** A site's report of a month, the latest version, and what the city has said of that version. */
export const cityReport = cityDocuments.MONTHLY_REPORT.extend({ receipt: reportReceipt.nullable() })
/** A report of a month. */
export type CityReport = z.infer<typeof cityReport>

/** An activity of a site, the latest version. */
export const cityActivity = cityDocuments.ACTIVITY
/** An activity of a site. */
export type CityActivity = z.infer<typeof cityActivity>

/** What was published, newest first. */
export const cityPublication = z.object({
  id: z.string(),
  msgType: z.string(),
  scope: z.string(),
  at: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  sites: z.int(),
})
/** Something the bureau has published. */
export type CityPublication = z.infer<typeof cityPublication>

/** All sites, with the city's time. */
export const citySitesReply = z.object({ sites: z.array(citySite), serverTime: z.string() })
/** An area: the way down to it, the areas right below, and its sites. */
export const cityAreasReply = z.object({
  path: z.array(cityArea),
  below: z.array(cityArea),
  sites: z.array(citySite),
  serverTime: z.string(),
})
/** An area with what is above and below it. */
export type CityAreas = z.infer<typeof cityAreasReply>
/** Tickets of a site. */
export const cityTicketsReply = z.object({ tickets: z.array(cityTicket) })
/** Ratings of a site. */
export const cityRatingsReply = z.object({ ratings: z.array(cityRating) })
/** Reports of a site, the latest month first. */
export const cityReportsReply = z.object({ reports: z.array(cityReport) })
/** Activities of a site, the latest day first. */
export const cityActivitiesReply = z.object({ activities: z.array(cityActivity) })
/** Records of a site as they were taken. */
export const cityEventsReply = z.object({ events: z.array(cityRecord) })
/** What the bureau has published. */
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
/** What replaced hubs had sent after the fork. */
export type CitySuperseded = z.infer<typeof citySupersededReply>
