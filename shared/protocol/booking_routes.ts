import { z } from 'zod'
import * as c from './commands.ts'
import { barReply, bookingReply, doneReply, ticketReply } from './replies.ts'
import { bookingsQuery, findBookingsBody } from './route_parts.ts'
import type { Route } from './routes.ts'

const bookings = z.object({ bookings: z.array(bookingReply) })

/** The doors of bookings, and of those who may not book or take numbers. */
export const bookingRoutes = {
  book: {
    method: 'POST',
    path: '/bookings',
    access: 'any',
    summary: 'Books a time for a service',
    body: c.bookBody,
    reply: bookingReply,
    status: 201,
  },
  listBookings: {
    method: 'GET',
    path: '/bookings',
    access: 'staff',
    summary: 'Bookings from today on, by day and state, in the order of their slots',
    query: bookingsQuery,
    reply: bookings,
    status: 200,
  },
  findBookings: {
    method: 'POST',
    path: '/bookings/find',
    access: 'any',
    summary: 'The bookings of a code, or of the person of an ID card (kiosk and guide desk)',
    body: findBookingsBody,
    reply: bookings,
    status: 200,
  },
  checkIn: {
    method: 'POST',
    path: '/bookings/:id/check-in',
    access: 'any',
    summary: 'Checks a booking in: the answer is its ticket',
    body: c.checkInBody,
    reply: ticketReply,
    status: 201,
  },
  moveBooking: {
    method: 'POST',
    path: '/bookings/:id/move',
    access: 'any',
    summary: 'Moves a booking to another time of its service; its code stays',
    body: c.moveBookingBody,
    reply: bookingReply,
    status: 200,
  },
  cancelBooking: {
    method: 'POST',
    path: '/bookings/:id/cancel',
    access: 'any',
    summary: 'Takes a booking back',
    body: c.cancelBookingBody,
    reply: bookingReply,
    status: 200,
  },
  barPerson: {
    method: 'POST',
    path: '/tickets/:id/bar',
    access: 'staff',
    summary: 'No numbers for the person of a ticket for a while',
    body: c.barBody,
    reply: doneReply,
    status: 200,
  },
  listBars: {
    method: 'GET',
    path: '/bars',
    access: 'staff',
    summary: 'Who gets no numbers or cannot book, by reference',
    reply: z.object({ bars: z.array(barReply) }),
    status: 200,
  },
  liftBar: {
    method: 'POST',
    path: '/people/:id/lift-bar',
    access: 'staff',
    summary: 'Lifts a bar',
    body: c.liftBarBody,
    reply: doneReply,
    status: 200,
  },
} as const satisfies Record<string, Route>
