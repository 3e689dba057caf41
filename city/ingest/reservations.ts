import { cityDay } from '#protocol'
import { countTaken } from '../reserve/places.ts'
import type { Statements } from '../store/database.ts'

/** What a centre did with a booking: what became of it, or the time (ms) it was moved to. */
export type ReservationChange =
  | { readonly id: string; readonly state: 'BOOKED' | 'CHECKED_IN' | 'CANCELLED' | 'BOOKING_MISSED' }
  | { readonly id: string; readonly slotAt: number }

interface Row {
  readonly service_id: string
  readonly slot_at: number
}

const open = `site_id = $1 AND id = $2 AND state IN ('BOOKED', 'CHECKED_IN')`

/**
 * Carries one change over to a booking of this city that still stands; one made at the centre is not among them. The
 * time it leaves can be sold again, the time it comes to has a place less.
 */
async function saveChange(statements: Statements, siteId: string, change: ReservationChange): Promise<void> {
  const [before] = await statements.all<Row>(
    `SELECT service_id, slot_at FROM reservations WHERE ${open}`,
    siteId,
    change.id,
  )
  if (before === undefined) return
  const places = [before.slot_at]
  if ('slotAt' in change) {
    places.push(change.slotAt)
    const day = cityDay(new Date(change.slotAt).toISOString())
    const sql = `UPDATE reservations SET slot_at = $3, day = $4, moved = 1 WHERE ${open}`
    await statements.run(sql, siteId, change.id, change.slotAt, day)
  } else
    await statements.run(`UPDATE reservations SET state = $3 WHERE ${open}`, siteId, change.id, change.state)
  for (const at of places)
    await countTaken(statements, { siteId, serviceId: before.service_id, from: at, to: at })
}

/** Carries what a centre did with bookings over to those of this city, in order; told again it changes nothing. */
export async function saveReservations(
  statements: Statements,
  siteId: string,
  changes: readonly ReservationChange[],
): Promise<void> {
  for (const change of changes) await saveChange(statements, siteId, change)
}
