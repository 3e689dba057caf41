import { z } from 'zod'
import { bilingualSchema, idSchema } from '../values.ts'

const moment = z.iso.datetime({ offset: true })
const title = bilingualSchema

/** A service item as the city publishes it: words of the national list, never a centre's queue rules (S12, S37). */
export const catalogueItem = z.strictObject({
  serviceId: idSchema,
  name: title,
  summary: title,
  audience: title,
  materials: z.array(title).max(30),
  procedure: z.array(title).max(30),
  basis: title,
  fee: title,
  timeLimit: title,
})
/** A service as the city's catalogue has it. */
export type CatalogueItem = z.infer<typeof catalogueItem>

/** A notice for halls (S18): shown to the manager, who puts it where it belongs. */
export const cityNotice = z.strictObject({
  title,
  body: title,
  priority: z.enum(['urgent', 'city', 'district']),
  validUntil: moment.nullable(),
})

/** A medium to play: what it is and what it must be, not its bytes; a file that does not match its hash is not played. */
export const cityMedia = z.strictObject({
  title,
  kind: z.enum(['video', 'picture', 'text']),
  url: z.url({ protocol: /^https$/ }).max(500),
  bytes: z.int().min(1),
  /** SHA-256 of the file, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  validFrom: moment,
  validUntil: moment.nullable(),
})

/** A bad rating to be followed up (差评单). */
export const ratingTask = z.strictObject({
  ticketId: idSchema,
  leg: z.int().min(0),
  dueAt: moment,
  words: z.string().max(500),
})
/** A bad rating the city wants followed up. */
export type RatingTaskAsked = z.infer<typeof ratingTask>

/** The city's answer to a report: taken, or returned with the reason. */
export const reportReceipt = z.strictObject({
  reportId: idSchema,
  version: z.int().min(1),
  receiptNo: z.string().max(40),
  outcome: z.enum(['received', 'returned']),
  reason: z.string().max(500),
})

/** A booking made at the city. The person travels sealed for the site alone ('<algorithm>:<base64>'). */
export const reservationMade = z.strictObject({
  reservationId: idSchema,
  /** What the visitor shows at the kiosk. */
  code: z.string().regex(/^[0-9A-Z]{8}$/),
  serviceId: idSchema,
  slotAt: moment,
  person: z.string().max(2_000),
})
/** A booking made at the city. */
export type ReservationMade = z.infer<typeof reservationMade>

/** What is inside the sealed person. */
export const reservationPerson = z.strictObject({
  idNumber: z.string().max(20),
  name: z.string().max(60),
  phone: z.string().max(20),
})
/** Who booked, for the centre's vault alone. */
export type ReservationPerson = z.infer<typeof reservationPerson>

const common = { seq: z.int().min(1), at: moment, id: idSchema }

/** Everything the city sends down, by `msgType`; `seq` is gap-free for each site. */
export const cityDownRecord = z.discriminatedUnion('msgType', [
  z.strictObject({ ...common, msgType: z.literal('SERVICE_ITEM'), data: catalogueItem }),
  z.strictObject({ ...common, msgType: z.literal('NOTICE'), data: cityNotice }),
  z.strictObject({ ...common, msgType: z.literal('MEDIA'), data: cityMedia }),
  z.strictObject({ ...common, msgType: z.literal('EVAL_TASK'), data: ratingTask }),
  z.strictObject({ ...common, msgType: z.literal('RECEIPT'), data: reportReceipt }),
  z.strictObject({ ...common, msgType: z.literal('RESERVATION'), data: reservationMade }),
  z.strictObject({
    ...common,
    msgType: z.literal('RESERVATION_CANCEL'),
    data: z.strictObject({ reservationId: idSchema }),
  }),
])
/** A record on its way from the city to a site. */
export type CityDownRecord = z.infer<typeof cityDownRecord>

/** What `PULL` is answered with, beside the receipt. */
export const pullReply = z.object({ records: z.array(cityDownRecord), head: z.int().min(0) })
