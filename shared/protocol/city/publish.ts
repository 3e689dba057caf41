import { z } from 'zod'
import { catalogueItem, cityMedia, cityNotice, ratingTask, reportReceipt } from './down_records.ts'

/** Which sites a publication goes to: '31' is all of Shanghai, else the beginning of their area code. */
const scope = z.string().regex(/^\d{2,12}$/)

/** `POST /api/v1/publications`, with the bureau's token; the city makes the id and one down record a site. */
export const publishBody = z.discriminatedUnion('msgType', [
  z.strictObject({ msgType: z.literal('NOTICE'), scope, data: cityNotice }),
  z.strictObject({ msgType: z.literal('SERVICE_ITEM'), scope, data: catalogueItem }),
  z.strictObject({ msgType: z.literal('MEDIA'), scope, data: cityMedia }),
  z.strictObject({ msgType: z.literal('EVAL_TASK'), scope, data: ratingTask }),
  z.strictObject({ msgType: z.literal('RECEIPT'), scope, data: reportReceipt }),
])
/** A notice to be published to the sites of an area. */
export type PublishBody = z.infer<typeof publishBody>

/** The publication's id and how many sites it goes to. */
export const publishReply = z.object({ id: z.string(), sites: z.int() })
