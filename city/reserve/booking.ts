import { createHmac, randomInt } from 'node:crypto'
import { err, ok, type Result } from '#basics'
import { parseIdNumber } from '#domain'
import { cityDay, type ReserveBody, type ReserveBooking, type ReserveRefusal, reserveRules } from '#protocol'
import { sealText } from '#signing'
import { sendDown } from '../down.ts'
import type { Registry } from '../registry.ts'
import type { CityDatabase, Statements } from '../store/database.ts'
import { isOpenForBooking } from './offer.ts'
import { countTaken } from './places.ts'

/** What booking works with. */
export interface ReserveParts {
  readonly database: CityDatabase
  readonly registry: Registry
  /** Key under which people are recognised without their number being kept. */
  readonly personKey: Buffer
  newId(): string
}

type Answer = Promise<Result<ReserveBooking, ReserveRefusal>>

const dayMs = 86_400_000
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const freshCode = () => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')

const personOf = (parts: ReserveParts, idNumber: string) =>
  createHmac('sha256', parts.personKey).update(idNumber).digest('base64url')

interface Row {
  readonly id: string
  readonly code: string
  readonly site_id: string
  readonly service_id: string
  readonly slot_at: number
  readonly state: ReserveBooking['state']
  readonly name: string
  readonly name_en: string
  readonly address: string
  readonly data: string
}

const latestCancel = (slotAt: number) => slotAt - reserveRules.cancelHours * 3_600_000

function shown(row: Row, now: number): ReserveBooking {
  const service = JSON.parse(row.data) as { name: ReserveBooking['serviceName'] }
  return {
    code: row.code,
    siteId: row.site_id,
    siteName: { zh: row.name, en: row.name_en },
    address: JSON.parse(row.address),
    serviceId: row.service_id,
    serviceName: service.name,
    slotAt: new Date(row.slot_at).toISOString(),
    state: row.state,
    canCancel: row.state === 'BOOKED' && now <= latestCancel(row.slot_at),
  }
}

async function findRow(statements: Statements, code: string, person: string): Promise<Row | null> {
  const [row] = await statements.all<Row>(
    `SELECT r.id, r.code, r.site_id, r.service_id, r.slot_at, r.state, s.name, s.name_en, s.address, v.data
     FROM reservations r JOIN sites s ON s.site_id = r.site_id
     JOIN services v ON v.site_id = r.site_id AND v.service_id = r.service_id
     WHERE r.code = $1 AND r.person = $2`,
    code,
    person,
  )
  return row ?? null
}

/** Why a person may not book on a day, or null. */
async function personRefusal(
  statements: Statements,
  person: string,
  day: string,
  now: number,
): Promise<ReserveRefusal | null> {
  const [same] = await statements.all(
    `SELECT 1 AS found FROM reservations WHERE person = $1 AND day = $2 AND state IN ('BOOKED', 'CHECKED_IN')`,
    person,
    day,
  )
  if (same !== undefined) return 'one-a-day'
  const [missed] = await statements.all<{ count: number }>(
    `SELECT COUNT(*) AS count FROM reservations WHERE person = $1 AND state = 'BOOKING_MISSED' AND slot_at > $2`,
    person,
    now - reserveRules.missedDays * dayMs,
  )
  return (missed?.count ?? 0) >= reserveRules.missedLimit ? 'too-many-missed' : null
}

/**
 * Books a place out of those the centre has granted: the place, the booking and what is sent down are one
 * transaction, so that a place is sold once and a booking that was shown is on its way to the centre (S14).
 */
export async function reserve(parts: ReserveParts, body: ReserveBody, now: number): Answer {
  const { siteId, serviceId, name, phone } = body
  const parsed = parseIdNumber(body.idNumber)
  const keys = parts.registry.get(siteId)
  if (!parsed.ok) return err('invalid')
  if (keys === undefined) return err('slot-unknown')
  const slotAt = Date.parse(body.slotAt)
  const person = personOf(parts, parsed.value.text)
  const at = new Date(now).toISOString()
  const day = cityDay(new Date(slotAt).toISOString())
  return parts.database.transaction(async (statements) => {
    await statements.all(`SELECT 1 FROM sites WHERE site_id = $1${statements.forUpdate}`, siteId)
    if (!(await isOpenForBooking(statements, siteId, serviceId, slotAt, now))) return err('slot-unknown')
    const refused = await personRefusal(statements, person, day, now)
    if (refused !== null) return err(refused)
    const [id, code] = [parts.newId(), freshCode()]
    // At another centre the same person may be booking at this moment: the index on person and day decides.
    const made = await statements.run(
      `INSERT INTO reservations (id, site_id, service_id, slot_at, day, code, person, state, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'BOOKED', $8) ON CONFLICT DO NOTHING`,
      id,
      siteId,
      serviceId,
      slotAt,
      day,
      code,
      person,
      at,
    )
    if (made === 0) return err('one-a-day')
    const taken = await statements.run(
      `UPDATE slots SET taken = taken + 1
       WHERE site_id = $1 AND service_id = $2 AND slot_at = $3 AND taken < places`,
      siteId,
      serviceId,
      slotAt,
    )
    if (taken === 0) {
      await statements.run('DELETE FROM reservations WHERE id = $1', id)
      return err('slot-gone')
    }
    const sealed = sealText(keys.seal, JSON.stringify({ idNumber: parsed.value.text, name, phone }), id)
    const data = {
      reservationId: id,
      code,
      serviceId,
      slotAt: new Date(slotAt).toISOString(),
      person: sealed,
    }
    await sendDown(statements, siteId, { msgType: 'RESERVATION', data }, { id, at, until: slotAt + dayMs })
    const row = await findRow(statements, code, person)
    return row === null ? err('slot-unknown') : ok(shown(row, now))
  })
}

/** A booking by its code, for who made it. */
export async function find(parts: ReserveParts, code: string, idNumber: string, now: number): Answer {
  const parsed = parseIdNumber(idNumber)
  const row = parsed.ok ? await findRow(parts.database, code, personOf(parts, parsed.value.text)) : null
  return row === null ? err('not-found') : ok(shown(row, now))
}

/** Takes a booking back in time: its place can be sold again, and the centre is told. */
export async function cancel(parts: ReserveParts, code: string, idNumber: string, now: number): Answer {
  const parsed = parseIdNumber(idNumber)
  if (!parsed.ok) return err('not-found')
  const person = personOf(parts, parsed.value.text)
  return parts.database.transaction(async (statements) => {
    const seen = await findRow(statements, code, person)
    if (seen === null) return err('not-found')
    // The site's row first, as everybody who changes its bookings takes it; the centre may just have moved this one.
    await statements.all(`SELECT 1 FROM sites WHERE site_id = $1${statements.forUpdate}`, seen.site_id)
    const row = (await findRow(statements, code, person)) ?? seen
    if (row.state !== 'BOOKED') return err('not-open')
    if (now > latestCancel(row.slot_at)) return err('too-late')
    await statements.run(`UPDATE reservations SET state = 'CANCELLED' WHERE id = $1`, row.id)
    const place = { siteId: row.site_id, serviceId: row.service_id, from: row.slot_at, to: row.slot_at }
    await countTaken(statements, place)
    const data = { reservationId: row.id }
    const at = new Date(now).toISOString()
    const until = row.slot_at + dayMs
    await sendDown(
      statements,
      row.site_id,
      { msgType: 'RESERVATION_CANCEL', data },
      { id: parts.newId(), at, until },
    )
    return ok(shown({ ...row, state: 'CANCELLED' }, now))
  })
}
