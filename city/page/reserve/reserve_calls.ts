import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import {
  type ReserveBody,
  type ReserveBooking,
  type ReserveOffer,
  type ReserveRefusal,
  reserveBooking,
  reserveOffer,
  reserveRefusals,
  reserveSlots,
} from '#protocol'

/** Why a call was not granted; 'unavailable' = no answer. */
export type Refused = ReserveRefusal | 'unavailable'

/** A time and how many places it has left. */
export type Slot = z.infer<typeof reserveSlots>['slots'][number]

const limitMs = 10_000
const problem = z.object({ code: z.enum(reserveRefusals) })

async function call<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  body?: unknown,
): Promise<Result<z.output<Schema>, Refused>> {
  const given =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const answer = await fetch(`/api/v1/reserve${path}`, { ...given, signal: AbortSignal.timeout(limitMs) })
    const json: unknown = await answer.json()
    if (answer.ok) return ok(schema.parse(json))
    const said = problem.safeParse(json)
    return err(said.success ? said.data.code : 'unavailable')
  } catch {
    return err('unavailable')
  }
}

/** The visitors' doors of the city. Personal data travels in bodies only. */
export const reserveCalls = {
  offer: (): Promise<Result<ReserveOffer, Refused>> => call(reserveOffer, '/offer'),
  slots: async (siteId: string, serviceId: string): Promise<Result<readonly Slot[], Refused>> => {
    const found = await call(reserveSlots, `/slots?${new URLSearchParams({ siteId, serviceId })}`)
    return found.ok ? ok(found.value.slots) : found
  },
  book: (body: ReserveBody): Promise<Result<ReserveBooking, Refused>> =>
    call(reserveBooking, '/bookings', body),
  find: (code: string, idNumber: string): Promise<Result<ReserveBooking, Refused>> =>
    call(reserveBooking, '/find', { code, idNumber }),
  cancel: (code: string, idNumber: string): Promise<Result<ReserveBooking, Refused>> =>
    call(reserveBooking, '/cancel', { code, idNumber }),
}
