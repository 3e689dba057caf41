import { z } from 'zod'
import { refusalCodes } from '#domain'
import { bilingualSchema } from './values.ts'

/** An interval of waiting, minutes; `unattended` while no counter is open that serves it. */
export const estimateSchema = z.object({
  p50Minutes: z.number(),
  p80Minutes: z.number(),
  unattended: z.object({ opensAt: z.string().nullable() }).exactOptional(),
})

/** A ticket as its holder may see it. */
export const ticketReply = z.object({
  id: z.string(),
  number: z.string(),
  serviceId: z.string(),
  state: z.string(),
  ahead: z.int(),
  estimate: estimateSchema,
  issuedAt: z.string(),
  counterId: z.string().nullable(),
  /** How many times it has been printed again. */
  reprints: z.int(),
  priority: z.string(),
  /** The slot of a booking checked in in time (ISO): it is called when that is due. */
  bookedFor: z.string().optional(),
  /** Given while the hub was away: what is said of the wait is as of then (ISO), or too old to be said. */
  offline: z.object({ asOf: z.string(), isEstimated: z.boolean() }).optional(),
  /** Names for a page that has no catalogue: the phone page behind the code on the paper. */
  centreName: bilingualSchema.optional(),
  serviceName: bilingualSchema.optional(),
  counterName: bilingualSchema.optional(),
})
/** A ticket as its holder may see it. */
export type TicketReply = z.infer<typeof ticketReply>

/** A booking after a command; checked in, it has a ticket. */
export const bookingReply = z.object({
  id: z.string(),
  /** Eight figures by which it is found again; '' on an old one. */
  code: z.string(),
  serviceId: z.string(),
  slotAt: z.string(),
  state: z.enum(['BOOKED', 'CHECKED_IN', 'CANCELLED', 'BOOKING_MISSED']),
  ticketId: z.string().nullable(),
})
/** A booking as its holder may see it. */
export type BookingReply = z.infer<typeof bookingReply>

/** A bar in force; the person is named by reference only. */
export const barReply = z.object({
  personRef: z.string(),
  /** 'all': no numbers; 'booking': no new bookings. */
  scope: z.enum(['all', 'booking']),
  since: z.string(),
  until: z.string(),
  reason: z.string(),
})

/** A counter after a command, with the ticket it now holds. */
export const counterReply = z.object({
  counterId: z.string(),
  state: z.enum(['closed', 'open', 'paused', 'called', 'serving']),
  staffId: z.string().nullable(),
  ticket: ticketReply.nullable(),
  revision: z.int(),
})
/** A counter after a command. */
export type CounterReply = z.infer<typeof counterReply>

/** The answer of a command that has nothing to show. */
export const doneReply = z.object({ revision: z.int() })

/** RFC 9457 problem details with a code of the closed list; further members say the particulars. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(refusalCodes),
})
/** A refusal on the wire (RFC 9457). */
export type Problem = z.infer<typeof problem>

/** A staff session. */
export const sessionReply = z.object({
  token: z.string(),
  staffId: z.string(),
  expiresAt: z.string(),
})

/** Who a token stands for. */
export const identity = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('device'),
    deviceId: z.string(),
    role: z.enum(['kiosk', 'query', 'counter', 'pad', 'display', 'guide']),
    counterId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('staff'),
    staffId: z.string(),
    roles: z.array(z.enum(['counter', 'guide', 'manager', 'admin'])),
  }),
])
/** Who the hub takes the other end for. */
export type Identity = z.infer<typeof identity>

/** Where a page finds its end of the wire: the hub itself, or the agent of the machine it runs on. */
export const endpointReply = z.object({ url: z.string(), token: z.string() })
/** Where a page finds its end of the wire. */
export type Endpoint = z.infer<typeof endpointReply>

/** A visitor as staff at the serving counter may see one: masked. */
export const visitorReply = z.object({
  name: z.string().nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
})
