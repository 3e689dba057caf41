import { z } from 'zod'
import { idSchema } from './values.ts'

const count = z.int().min(0)

/** The longest sentence of a last fault that travels, in characters. */
export const longestFault = 120

/** What one device's line has seen since its agent started; devices on one line share its figures. */
export const deviceCounters = z.strictObject({
  deviceId: idSchema,
  bytesIn: count,
  bytesOut: count,
  framesIn: count,
  framesOut: count,
  checksumErrors: count,
  /** Valid frames that were no answer to what was asked. */
  strays: count,
  /** Own frames that came back from the adaptor. */
  echoes: count,
  reconnects: count,
  lastFault: z.string().max(longestFault).nullable(),
})
/** What a line has counted since its agent started. */
export type DeviceCounters = z.infer<typeof deviceCounters>

/** The figures of one device as the hub last heard them; null where it has heard none. */
export const deviceCountersReply = z.object({
  counters: deviceCounters.nullable(),
  /** When they came, ISO 8601. */
  at: z.string().nullable(),
})
