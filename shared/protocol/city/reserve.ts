import { z } from 'zod'
import { bilingualSchema, idSchema } from '../values.ts'

/** Rules of booking at the city (domain: sample rules of halls), figures in one place. */
export const reserveRules = {
  /** Bookings for the next so many days with slots. */
  workingDays: 5,
  cancelHours: 2,
  /** Missed bookings within the days below after which a person books no more … */
  missedLimit: 3,
  missedDays: 90,
} as const

/** Why a booking or cancellation is refused; the page says each in words. */
export const reserveRefusals = [
  'invalid',
  'slot-gone',
  'slot-unknown',
  'one-a-day',
  'too-many-missed',
  'not-found',
  'too-late',
  'not-open',
  'rate-limited',
] as const
/** Why a booking at the city is refused. */
export type ReserveRefusal = (typeof reserveRefusals)[number]

/** Centres and services with slots, and the slots that are left. */
export const reserveOffer = z.object({
  sites: z.array(
    z.object({
      siteId: z.string(),
      name: bilingualSchema,
      address: bilingualSchema,
      services: z.array(z.object({ serviceId: z.string(), name: bilingualSchema, summary: bilingualSchema })),
    }),
  ),
})
/** What can be booked, and where. */
export type ReserveOffer = z.infer<typeof reserveOffer>

/** The times of a service with the places left in each. */
export const reserveSlots = z.object({
  slots: z.array(z.object({ slotAt: z.string(), left: z.int() })),
})

/** `POST /api/v1/reserve/bookings`; real name, own matter. Personal data travels in this body only. */
export const reserveBody = z.strictObject({
  siteId: idSchema,
  serviceId: idSchema,
  slotAt: z.iso.datetime({ offset: true }),
  name: z.string().trim().min(2).max(60),
  idNumber: z.string().trim().min(15).max(20),
  phone: z
    .string()
    .trim()
    .regex(/^1\d{10}$/),
})
/** A booking as a person asks for it. */
export type ReserveBody = z.infer<typeof reserveBody>

/** `POST /api/v1/reserve/find` and `…/cancel`: the code, and the ID number it was made with. */
export const reserveKey = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{8}$/),
  idNumber: z.string().trim().min(15).max(20),
})

/** A booking as its holder sees it; nothing of the person. */
export const reserveBooking = z.object({
  code: z.string(),
  siteId: z.string(),
  siteName: bilingualSchema,
  address: bilingualSchema,
  serviceId: z.string(),
  serviceName: bilingualSchema,
  slotAt: z.string(),
  state: z.enum(['BOOKED', 'CHECKED_IN', 'CANCELLED', 'BOOKING_MISSED']),
  canCancel: z.boolean(),
})
/** A booking as its owner may see it. */
export type ReserveBooking = z.infer<typeof reserveBooking>
