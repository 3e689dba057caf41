import { z } from 'zod'
import {
  type AnnouncerRules,
  type CounterConfig,
  defaultPolicy,
  type Policy,
  parseIdNumber,
  type Service,
  type SignageRules,
  type Site,
  type Staff,
} from '#domain'

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/)

/** A command's idempotency key, made by its sender: ours are ULIDs, other programs may use UUIDs. */
export const commandIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'a ULID or UUID')

/** Any identifier of ours in a path or body. */
export const idSchema = id

/** A text in both languages. */
export const bilingualSchema = z.strictObject({
  zh: z.string().min(1).max(2_000),
  en: z.string().min(1).max(4_000),
})

const timeOfDay = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)

/** The level of a site (S1). */
export const siteLevelSchema = z.enum(['city', 'district', 'street', 'room'])

/** A site; `areaCode` after GB/T 2260, with more digits below the district. */
export const siteSchema: z.ZodType<Site> = z.strictObject({
  id,
  level: siteLevelSchema,
  areaCode: z.string().regex(/^\d{6,12}$/),
  place: bilingualSchema,
  parentId: id.nullable(),
  mobile: z.int().min(1).max(99).exactOptional(),
  address: bilingualSchema,
  phone: z.string().max(40),
  supervisionPhone: z.string().max(40),
  notices: z.array(bilingualSchema).max(50),
})

const serviceRulesSchema = z.strictObject({
  recallLimit: z.int().min(0).max(10).exactOptional(),
  recallGapSeconds: z.number().min(0).exactOptional(),
  absentAfterSeconds: z.number().min(0).exactOptional(),
  reactivateLimit: z.int().min(0).exactOptional(),
  reactivateWithinMinutes: z.number().positive().exactOptional(),
  reactivateAfter: z.int().min(0).exactOptional(),
  putOffMinutes: z.number().min(0).exactOptional(),
  putOffCalls: z.int().min(0).exactOptional(),
  stopBeforeBreakMinutes: z.number().min(0).exactOptional(),
  bookingEarlyMinutes: z.number().min(0).exactOptional(),
  bookingLateMinutes: z.number().min(0).exactOptional(),
  bookingMissedMinutes: z.number().min(0).exactOptional(),
  overflowMinutes: z.number().min(0).nullable().exactOptional(),
})

/** A service of the catalogue; hours are times of day, durations say their unit. */
export const serviceSchema: z.ZodType<Service> = z.strictObject({
  id,
  prefix: z.string().length(1),
  group: z.enum(['consultation', 'mediation', 'aid', 'guidance']),
  pictogram: id,
  name: bilingualSchema,
  summary: bilingualSchema,
  audience: bilingualSchema,
  materials: z.array(bilingualSchema).max(30),
  procedure: z.array(bilingualSchema).max(30),
  basis: bilingualSchema,
  fee: bilingualSchema,
  timeLimit: bilingualSchema,
  hours: z
    .array(
      z.strictObject({
        days: z.array(z.int().min(1).max(7)).min(1).max(7),
        from: timeOfDay,
        to: timeOfDay,
        quota: z.int().min(0).nullable(),
      }),
    )
    .max(20),
  dailyQuota: z.int().min(0).max(999).nullable(),
  targetMinutes: z.number().positive().max(600),
  meanMinutes: z.number().positive().max(600),
  carryOver: z.boolean(),
  rules: serviceRulesSchema.exactOptional(),
  booking: z
    .strictObject({
      slotMinutes: z.int().min(5).max(480),
      capacity: z.int().min(1).max(999),
      online: z.int().min(0).max(999).exactOptional(),
    })
    .refine(({ capacity, online = 0 }) => online <= capacity, 'more places online than there are')
    .exactOptional(),
  enabled: z.boolean(),
})

/** A counter or a room; `signAddress` is the address of its sign on the line. */
export const counterSchema: z.ZodType<CounterConfig> = z.strictObject({
  id,
  kind: z.enum(['counter', 'room']),
  name: bilingualSchema,
  serviceIds: z.array(id).max(50),
  overflowServiceIds: z.array(id).max(50).exactOptional(),
  conditions: z
    .array(z.strictObject({ serviceId: id, overMinutes: z.number().min(0).max(1_440), callServiceId: id }))
    .max(20)
    .exactOptional(),
  middayDuty: z.boolean().exactOptional(),
  zone: z.string().max(40),
  signAddress: z.int().min(1).max(65_533).nullable(),
  rosteredStaffId: id.nullable(),
  enabled: z.boolean(),
})

/** What a member of staff may do. */
export const staffRoleSchema = z.enum(['counter', 'guide', 'manager', 'admin'])

/** A log-in name: small letters, figures, dot, underscore, hyphen. */
export const usernameSchema = z.string().regex(/^[a-z0-9._-]{2,32}$/)

/** A member of staff as colleagues and visitors may see one. */
export const staffSchema: z.ZodType<Staff> = z.strictObject({
  id,
  username: usernameSchema,
  name: bilingualSchema,
  post: bilingualSchema,
  personnel: z.enum(['employed', 'contracted', 'lawyer', 'notary', 'mediator', 'volunteer']),
  portrait: z.string().max(64),
  roles: z.array(staffRoleSchema).min(1),
  enabled: z.boolean(),
})

const daySpan = { from: timeOfDay, to: timeOfDay }
/** A stretch of each day. */
export const daySpanSchema = z.strictObject(daySpan)
const volume = z.number().min(0).max(1)

/** How a centre calls by voice. */
export const announcerSchema: z.ZodType<AnnouncerRules> = z.strictObject({
  chime: z.boolean(),
  times: z.int().min(1).max(3),
  also: z
    .array(z.enum(['en', 'wuu']))
    .max(2)
    .refine((all) => new Set(all).size === all.length),
  one: z.enum(['一', '幺']),
  volume,
  volumes: z.array(z.strictObject({ ...daySpan, volume })).max(12),
  quietHours: z.array(daySpanSchema).max(6),
})

/** How boards show media. */
export const signageSchema: z.ZodType<SignageRules> = z.strictObject({
  board: z.enum(['off', 'beside', 'full']),
  pictureSeconds: z.int().min(3).max(120),
})

const classSchema = z.strictObject({ base: z.number().min(0), rate: z.number().positive() })

/** The rules of a centre; each figure's unit is in its name. */
export const policySchema: z.ZodType<Policy> = z.strictObject({
  version: z.int().min(1),
  zoneMinutes: z.int().min(-720).max(840),
  hours: z.enum(['service', 'always']),
  recallLimit: z.int().min(0).max(10),
  recallGapSeconds: z.number().min(0),
  sameCallSeconds: z.number().min(0),
  absentAfterSeconds: z.number().min(0),
  reactivateLimit: z.int().min(0),
  reactivateWithinMinutes: z.number().positive(),
  reactivateAfter: z.int().min(0),
  undoSeconds: z.number().min(0),
  pauseAlarmMinutes: z.number().positive(),
  ratingSeconds: z.number().positive(),
  issuingFlagMinutes: z.number().positive(),
  elderlyAge: z.int().min(50).max(120),
  priorityRun: z.int().min(1),
  priorityRunMinutes: z.number().min(0),
  putOffMinutes: z.number().min(0).default(defaultPolicy.putOffMinutes),
  putOffCalls: z.int().min(0).default(defaultPolicy.putOffCalls),
  stopBeforeBreakMinutes: z.number().min(0).default(defaultPolicy.stopBeforeBreakMinutes),
  bookingEarlyMinutes: z.number().min(0).default(defaultPolicy.bookingEarlyMinutes),
  bookingLateMinutes: z.number().min(0).default(defaultPolicy.bookingLateMinutes),
  bookingMissedMinutes: z.number().min(0).default(defaultPolicy.bookingMissedMinutes),
  overflowMinutes: z.number().min(0).nullable().default(defaultPolicy.overflowMinutes),
  noShowLimit: z.int().min(0).max(99).default(defaultPolicy.noShowLimit),
  noShowWithinDays: z.int().min(1).max(366).default(defaultPolicy.noShowWithinDays),
  noShowBarDays: z.int().min(1).max(366).default(defaultPolicy.noShowBarDays),
  closedDates: z.array(z.iso.date()).max(400).default([]),
  makeUpDates: z
    .array(z.strictObject({ date: z.iso.date(), weekday: z.int().min(1).max(7) }))
    .max(100)
    .default([]),
  bookingLeadMinutes: z.number().min(0).default(defaultPolicy.bookingLeadMinutes),
  leaseSize: z.int().min(1).max(200).default(defaultPolicy.leaseSize),
  leaseLow: z.int().min(0).max(200).default(defaultPolicy.leaseLow),
  classes: z.strictObject({
    military: classSchema,
    elderly: classSchema,
    disabled: classSchema,
    pregnant: classSchema,
    illness: classSchema,
    fire: classSchema,
    returned: classSchema,
    normal: classSchema,
  }),
  announcer: announcerSchema.default(defaultPolicy.announcer),
  signage: signageSchema.default(defaultPolicy.signage),
})

/** A claim to priority. */
export const claimSchema = z.enum(['military', 'elderly', 'disabled', 'pregnant', 'illness', 'fire'])
/** How a leg ended. */
export const outcomeSchema = z.enum(['done', 'advised', 'referred', 'incomplete', 'declined'])
/** How a number reaches its visitor. */
export const deliverySchema = z.enum(['print', 'screen', 'spoken'])
/** Where in the queue a transferred ticket stands. */
export const transferPositionSchema = z.union([
  z.enum(['taken', 'front', 'end']),
  z.strictObject({ after: z.int().min(0).max(999) }),
])

/** Why a counter is paused. */
export const pauseReasonSchema = z.enum(['meeting', 'break', 'equipment', 'handover'])
/** A language of tickets and announcements. */
export const localeSchema = z.enum(['zh', 'en'])
/** A language of tickets and announcements. */
export type Locale = z.infer<typeof localeSchema>

/** A person. It is sealed by the hub at once and never stored or logged in clear. */
export const personSchema = z.strictObject({
  idNumber: z.string().max(20).optional(),
  name: z.string().max(60).optional(),
  phone: z.string().max(20).optional(),
})

/** A card the agent has just read: the page knows only this session, the agent fills in the person. */
export const cardSessionSchema = z.strictObject({ cardSession: z.string().max(40) })

/** Who takes a number. */
export const visitorSchema = z.union([personSchema, cardSessionSchema])
/** Who takes a number. */
export type Visitor = z.infer<typeof visitorSchema>

/** The side of a matter somebody is on, by the number of the matter: an ID number would be a person's name. */
export const partySchema = z.strictObject({
  matterRef: id.refine((ref) => !parseIdNumber(ref).ok, 'the number of a matter, not of a person'),
  side: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/),
})
