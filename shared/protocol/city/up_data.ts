import { z } from 'zod'
import { idSchema, serviceSchema, siteSchema, staffSchema } from '../values.ts'
import type { CityDocumentType, CityMessageType } from './up_records.ts'

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })
const count = z.int().min(0)
/** ms since the epoch, in years of four figures. */
const instant = z.int().min(0).max(Date.parse('9999-12-30T00:00:00Z'))
const words = z.string().max(2_000)
const mark = z.int().min(1).max(5)

/** What every document has: its own id, and a version that grows when it is corrected. */
const document = { id: idSchema, version: z.int().min(1) }

const person = z.string().max(64).nullable()

/** Documents by kind (S30, S50–S53, S57); people are named by reference only. */
export const cityDocuments = {
  /** 事项: one intake, assignment, handling, feedback (S30). */
  MATTER: z.strictObject({
    ...document,
    serviceId: idSchema,
    channel: z.enum(['visit', 'phone', 'letter', 'online']),
    state: z.enum(['accepted', 'assigned', 'handling', 'answered', 'closed']),
    acceptedAt: moment,
    dueAt: moment.nullable(),
    department: words,
    personRef: person,
    ticketId: idSchema.nullable(),
  }),
  /** What became of a bad rating; `taskId` is its own id where the site answered before the city asked. */
  EVAL_RESULT: z.strictObject({
    ...document,
    taskId: idSchema,
    outcome: z.enum(['corrected', 'explained', 'disputed']),
    repliedAt: moment,
    words,
    about: z.strictObject({ ticketId: idSchema, leg: count }).exactOptional(),
    repliedBy: idSchema.exactOptional(),
  }),
  /** 居村法律顾问工作台账: one service, one record (S50); minutes count when they were on site (S51). */
  ADVISER_LEDGER: z.strictObject({
    ...document,
    room: z.string().regex(/^\d{12}$/),
    adviserId: idSchema,
    category: z.enum(['advice', 'drafting', 'lecture', 'mediation', 'village-rules']),
    from: moment,
    minutes: count.max(1_440),
    onSite: z.boolean(),
    corrects: idSchema.nullable(),
  }),
  /** 活动: a lecture or publicity event (S46, S52). */
  ACTIVITY: z.strictObject({
    ...document,
    kind: z.enum(['lecture', 'publicity', 'training']),
    day,
    place: words,
    topic: words,
    attendance: count,
  }),
  /** 播放记录: proof that a medium was shown (S18). */
  PLAYLOG: z.strictObject({
    ...document,
    mediaId: idSchema,
    screen: idSchema,
    day,
    plays: count,
    seconds: count,
  }),
  /** 月报表: period and figures, signed by who is responsible (S57). */
  MONTHLY_REPORT: z.strictObject({
    ...document,
    period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    from: day,
    to: day,
    signedBy: idSchema,
    figures: z.record(z.string().max(100), count),
  }),
} as const satisfies Record<CityDocumentType, z.ZodType>

const ticket = z.looseObject({ ticketId: idSchema })
const booking = z.looseObject({ bookingId: idSchema })
const marks = z.object({ overall: mark, attitude: mark, efficiency: mark, competence: mark })

/** What the city asks of an event's data by its name; others of the same kind need only what the kind asks for. */
const byEvent: Readonly<Record<string, z.ZodType>> = {
  CentreConfigured: z.looseObject({ site: siteSchema }),
  ServiceSaved: z.looseObject({ service: serviceSchema }),
  StaffSaved: z.looseObject({ staff: staffSchema }),
  DayOpened: z.looseObject({ businessDay: day }),
  DayClosed: z.looseObject({ expired: z.array(idSchema) }),
  TicketIssued: z.looseObject({
    ticketId: idSchema,
    number: z.string().min(1).max(12),
    serviceId: idSchema,
    delivery: z.string().max(20),
    bookingId: idSchema.exactOptional(),
  }),
  TicketCalled: z.looseObject({ ticketId: idSchema, counterId: idSchema }),
  TicketTransferred: z.looseObject({ ticketId: idSchema, serviceId: idSchema }),
  TicketNextLeg: z.looseObject({
    ticketId: idSchema,
    serviceId: idSchema,
    counterId: idSchema,
    stays: z.boolean(),
  }),
  TicketLeft: z.looseObject({ ticketId: idSchema, state: z.enum(['WALKED_OUT', 'ABANDONED']) }),
  TransitionUndone: z.looseObject({
    ticketId: idSchema,
    ticket: z.looseObject({
      id: idSchema,
      state: z.string().max(20),
      leg: z.looseObject({ counterId: idSchema.nullable() }),
    }),
  }),
  RatingRecorded: z.looseObject({
    ticketId: idSchema,
    leg: count,
    counterId: idSchema,
    marks,
    reasons: z.array(z.string().max(80)).max(20),
    /** Of a visit of an earlier day: which. */
    businessDay: z.iso.date().optional(),
  }),
  RatingLapsed: z.looseObject({ ticketId: idSchema, leg: count, counterId: idSchema }),
  BookingMade: z.looseObject({ bookingId: idSchema, serviceId: idSchema, slotAt: instant }),
  BookingMoved: z.looseObject({ bookingId: idSchema, slotAt: instant }),
  SlotsGranted: z.looseObject({
    serviceId: idSchema,
    slots: z.array(z.object({ slotAt: instant, places: count })).max(500),
  }),
}

const byKind: { readonly [K in CityMessageType]?: z.ZodType } = {
  ...cityDocuments,
  TICKET_EVENT: ticket,
  EVALUATION: ticket,
  DEVICE_STATUS: z.looseObject({ deviceId: idSchema, family: idSchema, state: z.string().max(20) }),
}

/** What every event may say: its true time, where it was done while the hub was away. */
export const cityEventData = z.looseObject({ occurredAt: instant.exactOptional() })

/** The form an event's or document's data has; unknown events of a known kind need no more than the kind asks. */
export const cityDataSchema = (msgType: CityMessageType, type: string): z.ZodType =>
  byEvent[type] ?? (type.startsWith('Booking') ? booking : (byKind[msgType] ?? z.looseObject({})))
