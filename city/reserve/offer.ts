import { cityDay, type ReserveOffer, reserveRules } from '#protocol'
import type { Statements } from '../store/database.ts'

interface Bookable {
  readonly site_id: string
  readonly name: string
  readonly name_en: string
  readonly address: string
  readonly service_id: string
  readonly data: string
}

/** Centres and services that give out places over the network. */
export async function offer(statements: Statements, now: number): Promise<ReserveOffer> {
  const rows = await statements.all<Bookable>(
    `SELECT s.site_id, s.name, s.name_en, s.address, v.service_id, v.data FROM sites s
     JOIN services v ON v.site_id = s.site_id AND v.online > 0
     WHERE s.name IS NOT NULL AND EXISTS (
       SELECT 1 FROM slots t WHERE t.site_id = s.site_id AND t.service_id = v.service_id AND t.slot_at > $1)
     ORDER BY s.area_code, s.site_id, v.service_id`,
    now,
  )
  type Site = ReserveOffer['sites'][number]
  const sites = new Map<string, Site>()
  for (const row of rows) {
    const site: Site = sites.get(row.site_id) ?? {
      siteId: row.site_id,
      name: { zh: row.name, en: row.name_en },
      address: JSON.parse(row.address),
      services: [],
    }
    site.services.push({ serviceId: row.service_id, ...JSON.parse(row.data) })
    sites.set(row.site_id, site)
  }
  return { sites: [...sites.values()] }
}

/** The first moment (ms) that can be booked: the day after today, in Shanghai. */
const tomorrow = (now: number) => Date.parse(`${cityDay(new Date(now).toISOString())}T24:00:00+08:00`)

/** Times with room, of the next days that have any, from tomorrow on. */
export async function slots(statements: Statements, siteId: string, serviceId: string, now: number) {
  const rows = await statements.all<{ slot_at: number; day: string; places: number; taken: number }>(
    `SELECT slot_at, day, places, taken FROM slots
     WHERE site_id = $1 AND service_id = $2 AND slot_at >= $3 ORDER BY slot_at`,
    siteId,
    serviceId,
    tomorrow(now),
  )
  const days = [...new Set(rows.map(({ day }) => day))].slice(0, reserveRules.workingDays)
  return {
    slots: rows
      .filter(({ day }) => days.includes(day))
      .map(({ slot_at, places, taken }) => ({
        slotAt: new Date(slot_at).toISOString(),
        left: Math.max(0, places - taken),
      })),
  }
}

/** Whether a time is far enough ahead and not too far. */
export async function isOpenForBooking(
  statements: Statements,
  siteId: string,
  serviceId: string,
  slotAt: number,
  now: number,
): Promise<boolean> {
  const open = await slots(statements, siteId, serviceId, now)
  return open.slots.some((slot) => Date.parse(slot.slotAt) === slotAt)
}
