import { z } from 'zod'
import { ticketTemplateSchema } from '#ticket'
import { documentCommands } from './documents.ts'
import { removeMediumBody, reportPlaysBody, saveMediumBody } from './media.ts'
import { leaseBody, mergeBody, settleConflictBody } from './offline.ts'
import {
  claimSchema,
  commandIdSchema,
  counterSchema,
  deliverySchema,
  idSchema,
  localeSchema,
  outcomeSchema,
  partySchema,
  pauseReasonSchema,
  personSchema,
  policySchema,
  serviceSchema,
  siteSchema,
  staffSchema,
  transferPositionSchema,
  visitorSchema,
} from './values.ts'

const commandId = commandIdSchema
const text = z.string().max(500)
const mark = z.int().min(1).max(5)

/** `POST /tickets`. `anonymous: true` says that identity was not asked or was refused: always possible. */
export const issueBody = z.strictObject({
  serviceId: idSchema,
  visitor: visitorSchema.optional(),
  anonymous: z.boolean().optional(),
  claims: z.array(claimSchema).max(6).default([]),
  /** How the number reaches the visitor; a kiosk prints, a guide may say it. */
  delivery: deliverySchema.optional(),
  /** Who acts for the visitor (代理人), kept apart from the visitor (申请人). */
  agent: personSchema.optional(),
  /** How many come with this one number. */
  groupSize: z.int().min(1).max(99).optional(),
  /** Which side of a dispute the visitor is on: nobody serves both (回避). */
  party: partySchema.optional(),
  locale: localeSchema.default('zh'),
  commandId,
})

/** `POST /tickets/{id}/print-result`: true and false are short for confirmed and failed. */
export const printResultBody = z.strictObject({
  printed: z.union([z.boolean(), z.enum(['confirmed', 'weak', 'screen', 'by-hand', 'unknown', 'failed'])]),
  reason: text.default(''),
  commandId,
})

/** `POST /counters/{counterId}/commands`, by `type`. */
export const counterBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), staffId: idSchema.optional(), commandId }),
  z.strictObject({ type: z.literal('close'), commandId }),
  z.strictObject({
    type: z.literal('call-next'),
    /** Finishes the ticket being served with this outcome first; without it a serving counter is refused. */
    finishCurrent: z.union([outcomeSchema, z.boolean()]).optional(),
    commandId,
  }),
  z.strictObject({
    type: z.literal('call-number'),
    number: z.string().min(1).max(8),
    reason: text.default(''),
    commandId,
  }),
  z.strictObject({ type: z.literal('recall'), commandId }),
  z.strictObject({ type: z.literal('arrive'), commandId }),
  z.strictObject({ type: z.literal('absent'), commandId }),
  z.strictObject({ type: z.literal('finish'), outcome: outcomeSchema.default('done'), commandId }),
  z.strictObject({
    type: z.literal('hold'),
    scope: z.enum(['me', 'counter', 'any']).default('me'),
    /** ISO 8601 time of automatic return; absent = by hand. */
    until: z.iso.datetime({ offset: true }).optional(),
    reason: text.default(''),
    /** Comes back when it is said to be ready (`POST /tickets/{id}/document-ready`). */
    awaits: z.literal('document').optional(),
    commandId,
  }),
  z.strictObject({ type: z.literal('resume'), ticketId: idSchema, commandId }),
  z.strictObject({
    type: z.literal('transfer'),
    serviceId: idSchema.optional(),
    toCounterId: idSchema.optional(),
    staffId: idSchema.optional(),
    position: transferPositionSchema.default('taken'),
    /** Words for the colleague; sealed like personal data. */
    note: text.optional(),
    returnToMe: z.boolean().default(false),
    /** A held ticket to send on; the present one when absent. */
    ticketId: idSchema.optional(),
    commandId,
  }),
  z.strictObject({
    type: z.literal('next-service'),
    serviceId: idSchema,
    /** Served on here and now; otherwise it queues by its take time. */
    stays: z.boolean().default(true),
    outcome: outcomeSchema.default('done'),
    commandId,
  }),
  z.strictObject({ type: z.literal('recuse'), reason: text, commandId }),
  z.strictObject({ type: z.literal('left'), commandId }),
  z.strictObject({ type: z.literal('pause'), reason: pauseReasonSchema, commandId }),
  z.strictObject({ type: z.literal('unpause'), commandId }),
  z.strictObject({ type: z.literal('undo'), commandId }),
])
/** Asks something of a counter. */
export type CounterBody = z.infer<typeof counterBody>

/** `POST /bookings`. */
export const bookBody = z.strictObject({
  serviceId: idSchema,
  /** ISO 8601: the start of a slot of the service's hours. */
  slotAt: z.iso.datetime({ offset: true }),
  visitor: personSchema.optional(),
  agent: personSchema.optional(),
  party: partySchema.optional(),
  commandId,
})

/** `POST /bookings/{id}/move`: another slot of the same service. */
export const moveBookingBody = z.strictObject({
  /** ISO 8601. */
  slotAt: z.iso.datetime({ offset: true }),
  commandId,
})

/** `POST /bookings/{id}/check-in`: the answer is the ticket. */
export const checkInBody = z.strictObject({
  delivery: deliverySchema.optional(),
  locale: localeSchema.default('zh'),
  commandId,
})

/** `POST /tickets/{id}/priority`, at the guide desk when the certificate was seen. */
export const priorityBody = z.strictObject({
  priority: z.union([claimSchema, z.literal('normal')]),
  reason: text,
  commandId,
})

/** `POST /tickets/{id}/bar`: no numbers for this person until then; null lifts it. */
export const barBody = z.strictObject({
  until: z.iso.datetime({ offset: true }).nullable(),
  reason: text,
  commandId,
})

/** `POST /people/{id}/lift-bar`: by the reference of the person, which names nobody. */
export const liftBarBody = z.strictObject({ reason: text, commandId })

/** `POST /ratings` from the pad of the counter that served. */
export const ratingBody = z.strictObject({
  ticketId: idSchema,
  leg: z.int().min(0).default(0),
  marks: z.strictObject({ overall: mark, attitude: mark, efficiency: mark, competence: mark }),
  /** Chosen reasons (codes); the two worst levels need one or a comment. */
  reasons: z.array(idSchema).max(10).default([]),
  comment: text.optional(),
  /** When the visitor pressed, by the hub's time: one that waited for the hub at its pad counts as of then. */
  givenAt: z.iso.datetime({ offset: true }).optional(),
  commandId,
})
/** Brings a rating. */
export type RatingBody = z.infer<typeof ratingBody>

const reasonBody = z.strictObject({ reason: text.default(''), commandId })
const bareBody = z.strictObject({ commandId })

/** Takes a ticket out of the queue. */
export const cancelBody = reasonBody
/** Calls a booking off. */
export const cancelBookingBody = reasonBody
/** The visitor has left without being served. */
export const leftBody = bareBody
/** What a held ticket waits for is there. */
export const documentReadyBody = bareBody
/** Prints a ticket once more. */
export const reprintBody = z.strictObject({ locale: localeSchema.default('zh'), commandId })
/** Beyond the ordinary returns the guide desk gives a reason. */
export const reactivateBody = reasonBody
/** Asks for help at a counter, or puts the emergency plan into force for the hall. */
export const emergencyBody = z.strictObject({
  kind: z.enum(['help', 'plan']),
  counterId: idSchema.optional(),
  commandId,
})
/** Ends an emergency. */
export const endEmergencyBody = bareBody
/** Ends the business day. */
export const closeDayBody = bareBody
/** The pad's time for a rating is over. */
export const lapseBody = bareBody
/** The visitor has touched the pad. */
export const beginRatingBody = bareBody
/** Writes a service into the catalogue. */
export const saveServiceBody = z.strictObject({ service: serviceSchema, commandId })
/** Writes a counter into the catalogue. */
export const saveCounterBody = z.strictObject({ counter: counterSchema, commandId })
/** Writes a member of staff into the catalogue; a password only to set a new one. */
export const saveStaffBody = z.strictObject({
  staff: staffSchema,
  password: z.string().min(8).max(128).optional(),
  commandId,
})
/** Sets what a ticket looks like on paper of one width. */
export const saveTicketTemplateBody = z.strictObject({ template: ticketTemplateSchema, commandId })
/** Sets the centre's description and its rules. */
export const configureBody = z.strictObject({ site: siteSchema, policy: policySchema, commandId })
/** Says how a device is; reasons are the drivers' codes. */
export const deviceReportBody = z.strictObject({
  deviceId: idSchema,
  family: idSchema,
  name: z.string().max(80),
  counterId: idSchema.nullable(),
  state: z.enum(['connecting', 'ready', 'degraded', 'faulted', 'absent']),
  reason: z.string().max(80).nullable(),
  ticketsLeft: z.int().min(0).max(100_000).optional(),
  commandId,
})

/** A new roll of paper has been put into a printer. */
export const changeRollBody = bareBody

/** What became of an announcement at this machine's loudspeaker. */
export const announcementReportBody = z.strictObject({
  about: idSchema,
  kind: z.enum(['call', 'recall', 'notice']),
  end: idSchema,
  commandId,
})

/** Every command as it travels over the socket: the HTTP body with the path's parts beside it. */
export const wireCommand = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('issue'), body: issueBody }),
  z.strictObject({ name: z.literal('print-result'), ticketId: idSchema, body: printResultBody }),
  z.strictObject({ name: z.literal('reprint'), ticketId: idSchema, body: reprintBody }),
  z.strictObject({ name: z.literal('cancel'), ticketId: idSchema, body: cancelBody }),
  z.strictObject({ name: z.literal('reactivate'), ticketId: idSchema, body: reactivateBody }),
  z.strictObject({ name: z.literal('book'), body: bookBody }),
  z.strictObject({ name: z.literal('check-in'), bookingId: idSchema, body: checkInBody }),
  z.strictObject({ name: z.literal('move-booking'), bookingId: idSchema, body: moveBookingBody }),
  z.strictObject({ name: z.literal('cancel-booking'), bookingId: idSchema, body: cancelBookingBody }),
  z.strictObject({ name: z.literal('walk-out'), ticketId: idSchema, body: leftBody }),
  z.strictObject({ name: z.literal('document-ready'), ticketId: idSchema, body: documentReadyBody }),
  z.strictObject({ name: z.literal('grant-priority'), ticketId: idSchema, body: priorityBody }),
  z.strictObject({ name: z.literal('bar'), ticketId: idSchema, body: barBody }),
  z.strictObject({ name: z.literal('counter'), counterId: idSchema, body: counterBody }),
  z.strictObject({ name: z.literal('rate'), body: ratingBody }),
  z.strictObject({ name: z.literal('lift-bar'), personRef: idSchema, body: liftBarBody }),
  z.strictObject({ name: z.literal('begin-rating'), counterId: idSchema, body: beginRatingBody }),
  z.strictObject({ name: z.literal('lapse-rating'), counterId: idSchema, body: lapseBody }),
  z.strictObject({ name: z.literal('raise-emergency'), body: emergencyBody }),
  z.strictObject({ name: z.literal('end-emergency'), body: endEmergencyBody }),
  z.strictObject({ name: z.literal('close-day'), body: closeDayBody }),
  z.strictObject({ name: z.literal('save-service'), body: saveServiceBody }),
  z.strictObject({ name: z.literal('save-counter'), body: saveCounterBody }),
  z.strictObject({ name: z.literal('save-staff'), body: saveStaffBody }),
  z.strictObject({ name: z.literal('save-ticket-template'), body: saveTicketTemplateBody }),
  z.strictObject({ name: z.literal('configure'), body: configureBody }),
  z.strictObject({ name: z.literal('report-device'), body: deviceReportBody }),
  z.strictObject({ name: z.literal('change-roll'), deviceId: idSchema, body: changeRollBody }),
  z.strictObject({ name: z.literal('report-announcement'), body: announcementReportBody }),
  ...documentCommands,
  z.strictObject({ name: z.literal('save-medium'), body: saveMediumBody }),
  z.strictObject({ name: z.literal('remove-medium'), mediumId: idSchema, body: removeMediumBody }),
  z.strictObject({ name: z.literal('report-plays'), body: reportPlaysBody }),
  z.strictObject({ name: z.literal('lease-numbers'), body: leaseBody }),
  z.strictObject({ name: z.literal('merge-offline'), body: mergeBody }),
  z.strictObject({ name: z.literal('settle-conflict'), conflictId: idSchema, body: settleConflictBody }),
])
/** A command as it travels over the socket. */
export type WireCommand = z.infer<typeof wireCommand>
/** What a sender writes: defaults may be left out. */
export type WireCommandInput = z.input<typeof wireCommand>
