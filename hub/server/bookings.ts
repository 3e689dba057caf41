import type { z } from 'zod'
import { ok, type Result } from '#basics'
import { type Booking, isPermitted, localMoment, type Refusal, refuse } from '#domain'
import type { BookingReply, routes } from '#protocol'
import type { Identity } from '../access/identify.ts'
import { bookingReply } from '../core/replies.ts'
import type { HubParts } from './hub_parts.ts'

type Query = z.output<(typeof routes)['listBookings']['query']>
type Find = z.output<(typeof routes)['findBookings']['body']>
interface Bookings {
  readonly bookings: readonly BookingReply[]
}

function bookingsThat(hub: HubParts, fits: (booking: Booking) => boolean): Bookings {
  const found = [...hub.centre.state().bookings.values()].filter(fits)
  found.sort((a, b) => a.slotAt - b.slotAt || (a.id < b.id ? -1 : 1))
  return { bookings: found.map(bookingReply) }
}

/** Bookings from today on, in the order of their slots. */
export function listBookings(hub: HubParts, { date, state, code }: Query): Result<Bookings, Refusal> {
  const { zoneMinutes } = hub.centre.state().policy
  return ok(
    bookingsThat(
      hub,
      (booking) =>
        (date === undefined || localMoment(booking.slotAt, zoneMinutes).date === date) &&
        (state === undefined || booking.state === state) &&
        (code === undefined || booking.code === code),
    ),
  )
}

/** The bookings of a code or of a person, for whoever may check them in; that it was asked is logged, not for whom. */
export async function findBookings(
  hub: HubParts,
  identity: Identity | null,
  asked: Find,
): Promise<Result<Bookings, Refusal>> {
  if (identity === null || !isPermitted(identity, 'check-in')) return refuse('forbidden')
  if ('code' in asked) return ok(bookingsThat(hub, ({ code }) => code === asked.code))
  if ('cardSession' in asked.visitor) return refuse('person-unknown')
  const person = await hub.vault.findPerson(asked.visitor.idNumber, hub.clock.now())
  if (!person.ok) return person
  const ref = person.value
  const found = bookingsThat(hub, ({ personRef, agentRef }) => personRef === ref || agentRef === ref)
  hub.log.info({ found: found.bookings.length }, 'bookings of a person looked up')
  return ok(found)
}

/** Bars in force, the latest first. */
export function listBars(hub: HubParts) {
  const iso = (at: number) => new Date(at).toISOString()
  const now = hub.clock.now()
  const bars = [...hub.centre.state().bars]
    .filter(([, { until }]) => until > now)
    .sort(([, a], [, b]) => b.since - a.since)
    .map(([personRef, bar]) => ({ ...bar, personRef, since: iso(bar.since), until: iso(bar.until) }))
  return ok({ bars })
}
