import { z } from 'zod'
import { attachmentRoutes } from './attachment_routes.ts'
import { backupRoutes } from './backup.ts'
import { bookingRoutes } from './booking_routes.ts'
import { cityRoutes } from './city_routes.ts'
import * as c from './commands.ts'
import { deviceRoutes } from './device_routes.ts'
import { documentRoutes } from './documents.ts'
import { handoverRoutes } from './handover.ts'
import { historyRoutes } from './history.ts'
import { mediaRoutes } from './media.ts'
import { settleConflictBody } from './offline.ts'
import {
  counterReply,
  doneReply,
  endpointReply,
  identity,
  sessionReply,
  ticketReply,
  visitorReply,
} from './replies.ts'
import { reportRoutes } from './report_routes.ts'
import { accessQuery, eventsQuery, loginBody } from './route_parts.ts'

/** Who may use a route at all; commands are checked once more, by type, against the table of rights. */
export type Access = 'public' | 'any' | 'staff' | 'admin'

/** One door of the hub's HTTP surface. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify style, under /api/v1. */
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly body?: z.ZodType
  /** Bytes; 64 KB unless a route needs more. */
  readonly largestBody?: number
  readonly query?: z.ZodType
  /** Takes the bytes of a file instead of JSON. */
  readonly consumes?: 'application/octet-stream'
  /** Answers with the bytes of a file of one of these types, or a range of them. */
  readonly produces?: readonly string[]
  readonly reply: z.ZodType
  readonly status: 200 | 201
}

const any = z.unknown()

/** The outside surface, one line a door; OpenAPI is made from this table. */
export const routes = {
  ...bookingRoutes,
  ...attachmentRoutes,
  ...mediaRoutes,
  issueTicket: {
    method: 'POST',
    path: '/tickets',
    access: 'any',
    summary: 'Takes a number',
    body: c.issueBody,
    reply: ticketReply,
    status: 201,
  },
  getTicket: {
    method: 'GET',
    path: '/tickets/:id',
    access: 'public',
    summary: 'A ticket by its id (the QR code on the paper)',
    reply: ticketReply,
    status: 200,
  },
  findTickets: {
    method: 'GET',
    path: '/tickets',
    access: 'staff',
    summary: "Today's tickets, by number or state",
    query: z.object({ number: z.string().optional(), state: z.string().optional() }),
    reply: z.object({ tickets: z.array(ticketReply) }),
    status: 200,
  },
  printResult: {
    method: 'POST',
    path: '/tickets/:id/print-result',
    access: 'any',
    summary: 'Reports how far the print came',
    body: c.printResultBody,
    reply: ticketReply,
    status: 200,
  },
  reprintTicket: {
    method: 'POST',
    path: '/tickets/:id/reprint',
    access: 'any',
    summary: 'Prints a live number again (补打)',
    body: c.reprintBody,
    reply: ticketReply,
    status: 200,
  },
  cancelTicket: {
    method: 'POST',
    path: '/tickets/:id/cancel',
    access: 'any',
    summary: 'Takes a number back',
    body: c.cancelBody,
    reply: ticketReply,
    status: 200,
  },
  reactivateTicket: {
    method: 'POST',
    path: '/tickets/:id/reactivate',
    access: 'any',
    summary: 'Puts a missed number back into the queue',
    body: c.reactivateBody,
    reply: ticketReply,
    status: 200,
  },
  leaveTicket: {
    method: 'POST',
    path: '/tickets/:id/left',
    access: 'any',
    summary: 'The visitor went away before being called',
    body: c.leftBody,
    reply: ticketReply,
    status: 200,
  },
  documentReady: {
    method: 'POST',
    path: '/tickets/:id/document-ready',
    access: 'any',
    summary: 'What a held ticket waits for is there',
    body: c.documentReadyBody,
    reply: ticketReply,
    status: 200,
  },
  grantPriority: {
    method: 'POST',
    path: '/tickets/:id/priority',
    access: 'any',
    summary: 'A certificate was seen at the guide desk',
    body: c.priorityBody,
    reply: ticketReply,
    status: 200,
  },
  ...historyRoutes,
  getVisitor: {
    method: 'GET',
    path: '/tickets/:id/visitor',
    access: 'staff',
    summary: 'The visitor of a ticket at my counter, masked',
    reply: visitorReply,
    status: 200,
  },
  getNote: {
    method: 'GET',
    path: '/tickets/:id/note',
    access: 'staff',
    summary: 'The note that came with a transfer',
    reply: z.object({ note: z.string().nullable() }),
    status: 200,
  },
  counterCommand: {
    method: 'POST',
    path: '/counters/:counterId/commands',
    access: 'any',
    summary: 'Open, call, serve, finish … at a counter',
    body: c.counterBody,
    reply: counterReply,
    status: 200,
  },
  beginRating: {
    method: 'POST',
    path: '/counters/:counterId/rating/begin',
    access: 'any',
    summary: 'The visitor has touched the pad',
    body: c.beginRatingBody,
    reply: doneReply,
    status: 200,
  },
  lapseRating: {
    method: 'POST',
    path: '/counters/:counterId/rating/lapse',
    access: 'any',
    summary: 'The pad waited and nobody pressed (未评价)',
    body: c.lapseBody,
    reply: doneReply,
    status: 200,
  },
  rate: {
    method: 'POST',
    path: '/ratings',
    access: 'any',
    summary: 'A rating from the pad',
    body: c.ratingBody,
    reply: doneReply,
    status: 201,
  },
  getBoard: {
    method: 'GET',
    path: '/board',
    access: 'any',
    summary: 'What a board shows',
    reply: any,
    status: 200,
  },
  getEvents: {
    method: 'GET',
    path: '/events',
    access: 'any',
    summary: 'The log after a revision',
    query: eventsQuery,
    reply: z.object({ events: z.array(any), head: z.int() }),
    status: 200,
  },
  getServices: {
    method: 'GET',
    path: '/services',
    access: 'any',
    summary: 'The catalogue',
    reply: z.object({ services: z.array(any) }),
    status: 200,
  },
  getCounters: {
    method: 'GET',
    path: '/counters',
    access: 'any',
    summary: 'Counters and rooms, configured and live',
    reply: z.object({ counters: z.array(any) }),
    status: 200,
  },
  getSites: {
    method: 'GET',
    path: '/sites',
    access: 'any',
    summary: 'This centre and its official name',
    reply: z.object({ sites: z.array(any) }),
    status: 200,
  },
  putService: {
    method: 'PUT',
    path: '/services/:id',
    access: 'admin',
    summary: 'Saves a service',
    body: c.saveServiceBody,
    reply: doneReply,
    status: 200,
  },
  putCounter: {
    method: 'PUT',
    path: '/counters/:id',
    access: 'admin',
    summary: 'Saves a counter or room',
    body: c.saveCounterBody,
    reply: doneReply,
    status: 200,
  },
  putStaff: {
    method: 'PUT',
    path: '/staff/:id',
    access: 'admin',
    summary: 'Saves a member of staff',
    body: c.saveStaffBody,
    reply: doneReply,
    status: 200,
  },
  putTicketTemplate: {
    method: 'PUT',
    path: '/ticket-templates/:id',
    access: 'admin',
    summary: 'Saves how tickets look on paper of one width: 80 or 58 (mm)',
    body: c.saveTicketTemplateBody,
    reply: doneReply,
    status: 200,
  },
  configure: {
    method: 'PUT',
    path: '/centre',
    access: 'admin',
    summary: 'Saves the centre and its queue rules',
    body: c.configureBody,
    reply: doneReply,
    status: 200,
  },
  raiseEmergency: {
    method: 'POST',
    path: '/emergency',
    access: 'any',
    summary: 'Calls colleagues or starts the emergency plan',
    body: c.emergencyBody,
    reply: doneReply,
    status: 200,
  },
  endEmergency: {
    method: 'POST',
    path: '/emergency/end',
    access: 'staff',
    summary: 'Ends the emergency',
    body: c.endEmergencyBody,
    reply: doneReply,
    status: 200,
  },
  closeDay: {
    method: 'POST',
    path: '/day/close',
    access: 'admin',
    summary: 'Closes the business day',
    body: c.closeDayBody,
    reply: doneReply,
    status: 200,
  },
  settleConflict: {
    method: 'POST',
    path: '/conflicts/:id/settle',
    access: 'staff',
    summary: 'What was done while the hub was away and did not fit has been looked at',
    body: settleConflictBody,
    reply: doneReply,
    status: 200,
  },
  login: {
    method: 'POST',
    path: '/sessions',
    access: 'public',
    summary: 'Staff log-in',
    body: loginBody,
    reply: sessionReply,
    status: 201,
  },
  logout: {
    method: 'DELETE',
    path: '/sessions/current',
    access: 'staff',
    summary: 'Staff log-out',
    reply: doneReply,
    status: 200,
  },
  whoAmI: {
    method: 'GET',
    path: '/me',
    access: 'any',
    summary: 'Who this token stands for',
    reply: identity,
    status: 200,
  },
  ...deviceRoutes,
  ...reportRoutes,
  ...documentRoutes,
  ...backupRoutes,
  ...handoverRoutes,
  ...cityRoutes,
  demoAccess: {
    method: 'GET',
    path: '/demo/access',
    access: 'public',
    summary: 'Demo only: an endpoint and token for a page',
    query: accessQuery,
    reply: endpointReply,
    status: 200,
  },
} as const satisfies Record<string, Route>

/** The name of a route. */
export type RouteName = keyof typeof routes
