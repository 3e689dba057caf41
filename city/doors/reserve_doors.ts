import type { FastifyInstance } from 'fastify'
import type { Result } from '#basics'
import { type ReserveBooking, type ReserveRefusal, reserveBody, reserveKey, slotsQuery } from '#protocol'
import { cancel, find, reserve } from '../reserve/booking.ts'
import { offer, slots } from '../reserve/offer.ts'
import type { CityParts } from './parts.ts'
import { CityRefusal } from './problems.ts'

/** Attempts of one address in a minute that name a person: enough for a family, too few to try numbers. */
const allowed = 20
const minuteMs = 60_000

/** Counts attempts by address; refuses when there are too many. */
function attempts(now: () => number): (address: string) => void {
  const counts = new Map<string, number>()
  let since = now()
  return (address) => {
    if (now() - since >= minuteMs) {
      counts.clear()
      since = now()
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    if (count > allowed) throw new CityRefusal('rate-limited')
  }
}

function granted(result: Result<ReserveBooking, ReserveRefusal>): ReserveBooking {
  if (!result.ok) throw new CityRefusal(result.error)
  return result.value
}

/** The visitors' doors: what can be booked, booking, and one's own booking. */
export function reserveDoors(app: FastifyInstance, parts: CityParts): void {
  const { database, clock } = parts
  const attempt = attempts(clock.now)
  app.get('/api/v1/reserve/offer', async () => offer(database, clock.now()))
  app.get('/api/v1/reserve/slots', async (request) => {
    const { siteId, serviceId } = slotsQuery.parse(request.query)
    return slots(database, siteId, serviceId, clock.now())
  })
  app.post('/api/v1/reserve/bookings', async (request) => {
    attempt(request.ip)
    return granted(await reserve(parts, reserveBody.parse(request.body), clock.now()))
  })
  app.post('/api/v1/reserve/find', async (request) => {
    attempt(request.ip)
    const { code, idNumber } = reserveKey.parse(request.body)
    return granted(await find(parts, code, idNumber, clock.now()))
  })
  app.post('/api/v1/reserve/cancel', async (request) => {
    attempt(request.ip)
    const { code, idNumber } = reserveKey.parse(request.body)
    return granted(await cancel(parts, code, idNumber, clock.now()))
  })
}
