import { z } from 'zod'
import { changeRollBody } from './commands.ts'
import { deviceCountersReply } from './device_counters.ts'
import { doneReply } from './replies.ts'
import { enrolBody, pairBody, pairReply } from './route_parts.ts'

/** The doors of devices: who may connect, how they are, what was done to them. */
export const deviceRoutes = {
  enrolDevice: {
    method: 'POST',
    path: '/devices',
    access: 'admin',
    summary: 'A pairing code for a new device',
    body: enrolBody,
    reply: z.object({ deviceId: z.string(), code: z.string(), expiresAt: z.string() }),
    status: 201,
  },
  listDevices: {
    method: 'GET',
    path: '/devices',
    access: 'staff',
    summary: 'Enrolled devices',
    reply: z.object({ devices: z.array(z.unknown()) }),
    status: 200,
  },
  getDeviceCounters: {
    method: 'GET',
    path: '/devices/:id/counters',
    access: 'staff',
    summary: "What a device's line has seen since its agent started",
    reply: deviceCountersReply,
    status: 200,
  },
  changeRoll: {
    method: 'POST',
    path: '/devices/:id/roll-changed',
    access: 'staff',
    summary: 'A new roll of paper is in a ticket printer: its machine counts from the beginning',
    body: changeRollBody,
    reply: doneReply,
    status: 200,
  },
  revokeDevice: {
    method: 'DELETE',
    path: '/devices/:id',
    access: 'admin',
    summary: 'Ends the enrolment of a device: its token is worthless from now on',
    reply: doneReply,
    status: 200,
  },
  pairDevice: {
    method: 'POST',
    path: '/devices/pair',
    access: 'public',
    summary: 'Trades a pairing code for a token',
    body: pairBody,
    reply: pairReply,
    status: 201,
  },
} as const
