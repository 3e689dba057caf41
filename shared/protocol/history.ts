import { z } from 'zod'
import { visitorReply } from './replies.ts'
import type { Route } from './routes.ts'
import { idSchema } from './values.ts'

const day = z.iso.date()
/** As printed: letters and digits; small letters and blanks around it are forgiven. */
const number = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{1,8}\d{1,9}$/)
/** Where the page before ended, as it was handed out: a business day and a revision. */
const after = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d_-?\d{1,15}$/)
  .transform((text) => {
    const [day = '', revision = ''] = text.split('_')
    return { day, revision: Number(revision) }
  })
const pageLength = z.coerce.number().int().min(1).max(200).default(50)
const text = z.string().min(1).max(40)

/** What tickets of any day are looked for by; days are business days, both included. */
export const historyQuery = z
  .strictObject({
    number: number.optional(),
    day: day.optional(),
    from: day.optional(),
    to: day.optional(),
    serviceId: idSchema.optional(),
    counterId: idSchema.optional(),
    state: text.optional(),
    after: after.optional(),
    limit: pageLength,
  })
  .refine(
    ({ day: one, from, to }) => one === undefined || (from === undefined && to === undefined),
    'a day, or from and to',
  )
/** Which tickets of the past are asked for. */
export type HistoryQuery = z.output<typeof historyQuery>

/** Whose tickets: the ID number stands in the body, never in an address that is logged. */
export const personHistoryBody = z.strictObject({
  idNumber: z.string().min(1).max(40),
  after: after.optional(),
  limit: pageLength,
})

/** Whose tickets of the past are asked for. */
export type PersonHistoryBody = z.output<typeof personHistoryBody>

/** A ticket of any day, without its person; times as ISO, null until they happen. */
export const historyTicket = z.object({
  id: z.string(),
  day: z.string(),
  number: z.string(),
  serviceId: z.string(),
  counterId: z.string().nullable(),
  state: z.string(),
  issuedAt: z.string(),
  calledAt: z.string().nullable(),
  arrivedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})
/** A ticket of the past. */
export type HistoryTicket = z.infer<typeof historyTicket>

/** One page, newest first. `next` asks for the following one; a page may be short and still have one. */
export const historyPage = z.object({ tickets: z.array(historyTicket), next: z.string().nullable() })

/** The tickets a person came for; `visitor` is masked, and null when nobody is known by that number. */
export const personHistoryPage = historyPage.extend({ visitor: visitorReply.nullable() })

/** A ticket and what happened to it, oldest first. */
export const ticketStory = z.object({ ticket: historyTicket, events: z.array(z.unknown()) })

/** The doors to earlier days, for the route table. */
export const historyRoutes = {
  searchTickets: {
    method: 'GET',
    path: '/history/tickets',
    access: 'admin',
    summary: 'Tickets of any day by number, days, service, counter or state, newest first',
    query: historyQuery,
    reply: historyPage,
    status: 200,
  },
  ticketsOfPerson: {
    method: 'POST',
    path: '/history/tickets/by-person',
    access: 'admin',
    summary: 'The tickets a person came for, by ID number, until the person is forgotten',
    body: personHistoryBody,
    reply: personHistoryPage,
    status: 200,
  },
  ticketStory: {
    method: 'GET',
    path: '/history/tickets/:id',
    access: 'admin',
    summary: 'A ticket of any day and everything that happened to it',
    reply: ticketStory,
    status: 200,
  },
} as const satisfies Record<string, Route>
