import type { Statements } from '../store/database.ts'

/** Slots of one service of a site, from one moment to another (ms), both of them too. */
export interface SlotRange {
  readonly siteId: string
  readonly serviceId: string
  readonly from: number
  readonly to: number
}

/** Counts anew which places of slots are taken: by every booking of theirs that was not cancelled. */
export async function countTaken(
  statements: Statements,
  { siteId, serviceId, from, to }: SlotRange,
): Promise<void> {
  await statements.run(
    `UPDATE slots SET taken = (
       SELECT COUNT(*) FROM reservations r WHERE r.site_id = slots.site_id AND r.service_id = slots.service_id
       AND r.slot_at = slots.slot_at AND r.state <> 'CANCELLED')
     WHERE site_id = $1 AND service_id = $2 AND slot_at BETWEEN $3 AND $4`,
    siteId,
    serviceId,
    from,
    to,
  )
}
