import { z } from 'zod'
import type { DeviceLive } from '#domain'

const loudness: Readonly<Record<DeviceLive['state'], number>> = {
  faulted: 0,
  degraded: 1,
  absent: 2,
  connecting: 3,
  ready: 4,
}

/** Devices with what is wrong first, then by counter and name. */
export const byTrouble = (devices: Iterable<DeviceLive>): readonly DeviceLive[] =>
  [...devices].sort(
    (a, b) =>
      loudness[a.state] - loudness[b.state] ||
      (a.counterId ?? '').localeCompare(b.counterId ?? '') ||
      a.name.localeCompare(b.name),
  )

/** An enrolled machine as `GET /devices` lists it. */
const enrolled = z.object({
  id: z.string(),
  role: z.string(),
  name: z.string(),
  counterId: z.string().nullable(),
  paired: z.boolean().optional(),
  /** Null: not seen since the hub was started. */
  link: z
    .object({
      isConnected: z.boolean(),
      since: z.string(),
      trouble: z.enum(['other-version', 'twice']).nullable(),
    })
    .nullish(),
})
/** A machine that may speak to the hub. */
export type Enrolled = z.infer<typeof enrolled>

/** Reads the list; an entry of another shape is passed over. */
export const readEnrolled = (devices: readonly unknown[]): readonly Enrolled[] =>
  devices.flatMap((device) => {
    const parsed = enrolled.safeParse(device)
    return parsed.success ? [parsed.data] : []
  })
