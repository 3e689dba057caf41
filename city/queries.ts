import type { CityRating, CityRecord, CitySite, CityTicket } from '#protocol'
import { cityRecord } from '#protocol'
import type { CityDatabase } from './store.ts'

/** Every site that was ever heard, with today's figures. */
export function listSites(database: CityDatabase): CitySite[] {
  return database
    .prepare<[], CitySite>(
      `SELECT s.site_id AS siteId, s.name, s.head, s.last_seen AS lastSeen,
        (SELECT COALESCE(MAX(revision), 0) FROM events e WHERE e.site_id = s.site_id) AS received,
        (SELECT COUNT(*) FROM tickets t WHERE t.site_id = s.site_id AND t.business_day = s.business_day AND state <> 'VOID') AS ticketsToday,
        (SELECT COUNT(*) FROM tickets t WHERE t.site_id = s.site_id AND t.business_day = s.business_day AND state = 'WAITING') AS waiting,
        (SELECT COUNT(*) FROM ratings r WHERE r.site_id = s.site_id AND r.business_day = s.business_day AND overall IS NOT NULL) AS ratingsToday,
        (SELECT AVG(overall) FROM ratings r WHERE r.site_id = s.site_id AND r.business_day = s.business_day) AS meanOverall
       FROM sites s ORDER BY s.site_id`,
    )
    .all()
}

/** A site's newest tickets. */
export function listTickets(database: CityDatabase, siteId: string, limit: number): CityTicket[] {
  return database
    .prepare<[string, number], CityTicket>(
      `SELECT t.ticket_id AS ticketId, t.number, t.business_day AS businessDay, t.service_id AS serviceId,
        v.name AS serviceName, t.state, t.counter_id AS counterId, t.issued_at AS issuedAt, t.called_at AS calledAt,
        t.ended_at AS endedAt, t.overall, t.events
       FROM tickets t LEFT JOIN services v ON v.site_id = t.site_id AND v.service_id = t.service_id
       WHERE t.site_id = ? ORDER BY t.issued_at DESC LIMIT ?`,
    )
    .all(siteId, limit)
}

/** A site's newest ratings. */
export function listRatings(database: CityDatabase, siteId: string, limit: number): CityRating[] {
  return database
    .prepare<[string, number], Omit<CityRating, 'reasons'> & { reasons: string }>(
      `SELECT r.ticket_id AS ticketId, t.number, r.counter_id AS counterId, r.at, r.overall, r.attitude, r.efficiency,
        r.competence, r.reasons
       FROM ratings r LEFT JOIN tickets t ON t.site_id = r.site_id AND t.ticket_id = r.ticket_id
       WHERE r.site_id = ? ORDER BY r.at DESC LIMIT ?`,
    )
    .all(siteId, limit)
    .map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[] }))
}

/** A site's events after a revision, in order. */
export function listEvents(
  database: CityDatabase,
  siteId: string,
  after: number,
  limit: number,
): CityRecord[] {
  return database
    .prepare<[string, number, number], Omit<CityRecord, 'data'> & { data: string }>(
      `SELECT revision, msg_type AS msgType, at, type, data, prev_hash AS prevHash, hash
       FROM events WHERE site_id = ? AND revision > ? ORDER BY revision LIMIT ?`,
    )
    .all(siteId, after, limit)
    .map((row) => cityRecord.parse({ ...row, data: JSON.parse(row.data) }))
}
