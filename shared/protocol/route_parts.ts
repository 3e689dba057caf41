import { z } from 'zod'
import { idSchema } from './values.ts'

export const ticketParams = z.object({ id: idSchema })
export const counterParams = z.object({ counterId: idSchema })
export const eventsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})
export const loginBody = z.object({ username: z.string().max(64), password: z.string().max(128) })
const deviceRole = z.enum(['kiosk', 'query', 'counter', 'pad', 'display', 'guide'])
export const enrolBody = z.strictObject({
  role: deviceRole,
  name: z.string().min(1).max(80),
  counterId: idSchema.nullable().default(null),
})
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
export const accessQuery = z.object({
  page: z.enum(['kiosk', 'query', 'counter', 'guide', 'pad', 'board', 'signage', 'console', 'dock', 'city']),
  counter: idSchema.optional(),
})
