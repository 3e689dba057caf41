import { z } from 'zod'
import { cardSessionSchema, idSchema, personSchema } from './values.ts'

/** Events behind a revision, as many as `limit` at the most. */
export const eventsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})
/** Which bookings are asked for. */
export const bookingsQuery = z.object({
  /** A day in the centre's zone. */
  date: z.iso.date().optional(),
  state: z.enum(['BOOKED', 'CHECKED_IN', 'CANCELLED', 'BOOKING_MISSED']).optional(),
  code: z.string().max(8).optional(),
})
/** By code, or by the person: an ID number is never in an address. */
export const findBookingsBody = z.union([
  z.strictObject({ code: z.string().regex(/^\d{8}$/) }),
  z.strictObject({ visitor: personSchema.required({ idNumber: true }) }),
  // At a kiosk: its agent puts the person of the card in its place.
  z.strictObject({ visitor: cardSessionSchema }),
])
/** A log-in. What is too long is refused unread. */
export const loginBody = z.object({ username: z.string().max(64), password: z.string().max(128) })
const deviceRole = z.enum(['kiosk', 'query', 'counter', 'pad', 'display', 'guide'])
/** Asks for a code by which a machine may be paired. */
export const enrolBody = z.strictObject({
  role: deviceRole,
  name: z.string().min(1).max(80),
  counterId: idSchema.nullable().default(null),
})
/** Trades a code for a device's identity. */
export const pairBody = z.strictObject({
  code: z.string().min(8).max(12),
  /** What the machine can be; a code for anything else is refused and stays good. Without it any code will do. */
  roles: z.array(deviceRole).min(1).max(6).exactOptional(),
})
/** What a code was traded for: who the device now is, and the token that proves it. */
export const pairReply = z.object({
  deviceId: z.string(),
  token: z.string(),
  role: deviceRole,
  name: z.string(),
  counterId: z.string().nullable(),
})
/** The demonstration page an end of the wire is asked for. */
export const accessQuery = z.object({
  page: z.enum(['kiosk', 'query', 'counter', 'guide', 'pad', 'board', 'signage', 'console', 'dock', 'city']),
  counter: idSchema.optional(),
})
