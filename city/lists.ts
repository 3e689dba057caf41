import type { CityPublication, CityRating, CityRecord, CitySite, CitySuperseded, CityTicket } from '#protocol'
import { cityRecord } from '#protocol'
import { followUps } from './follow_up.ts'
import type { SiteRow } from './ingest/site_batch.ts'
import type { Statements } from './store/database.ts'

/** A site counts as online while it was heard this lately, ms: a few heartbeats. */
const onlineMs = 60_000

const siteOf = (row: SiteRow, now: number): CitySite => ({
  siteId: row.site_id,
  name: row.name,
  nameEn: row.name_en,
  level: row.level as CitySite['level'],
  areaCode: row.area_code,
  received: row.next_revision - 1,
  head: row.head,
  epoch: row.epoch,
  superseded: row.superseded,
  lastSeen: row.last_seen,
  online: row.last_seen !== null && now - Date.parse(row.last_seen) < onlineMs,
  ticketsToday: row.tickets_today,
  waiting: row.waiting,
  ratingsToday: row.ratings_today,
  meanOverall: row.ratings_today === 0 ? null : row.rating_sum / row.ratings_today,
  withheld: row.withheld,
  mobile: row.mobile > 0,
})

/** Sites of an area by the beginning of its code ('' = all), with today's figures as the ingest has kept them. */
export async function listSites(statements: Statements, areaCode: string, now: number): Promise<CitySite[]> {
  const rows =
    areaCode === ''
      ? await statements.all<SiteRow>('SELECT * FROM sites ORDER BY site_id')
      : await statements.all<SiteRow>(
          'SELECT * FROM sites WHERE area_code LIKE $1 ORDER BY area_code, site_id',
          `${areaCode}%`,
        )
  return rows.map((row) => siteOf(row, now))
}

/** A site's newest tickets. */
export async function listTickets(
  statements: Statements,
  siteId: string,
  limit: number,
): Promise<CityTicket[]> {
  const rows = await statements.all<Omit<CityTicket, 'serviceNameEn'> & { service: string | null }>(
    `SELECT t.ticket_id AS "ticketId", t.number, t.business_day AS "businessDay", t.service_id AS "serviceId",
      v.name AS "serviceName", v.data AS service, t.state, t.counter_id AS "counterId", t.issued_at AS "issuedAt",
      t.called_at AS "calledAt", t.ended_at AS "endedAt", t.overall, t.events
     FROM tickets t LEFT JOIN services v ON v.site_id = t.site_id AND v.service_id = t.service_id
     WHERE t.site_id = $1 ORDER BY t.issued_at DESC LIMIT $2`,
    siteId,
    limit,
  )
  return rows.map(({ service, ...row }) => {
    const words = service === null ? null : (JSON.parse(service) as { name: { en: string } })
    return { ...row, serviceNameEn: words?.name.en ?? null }
  })
}

/** A site's newest ratings. */
export async function listRatings(
  statements: Statements,
  siteId: string,
  limit: number,
): Promise<CityRating[]> {
  const rows = await statements.all<Omit<CityRating, 'reasons' | 'task' | 'answer'> & { reasons: string }>(
    `SELECT r.ticket_id AS "ticketId", r.leg, t.number, r.counter_id AS "counterId", r.at, r.overall, r.attitude,
      r.efficiency, r.competence, r.reasons
     FROM ratings r LEFT JOIN tickets t ON t.site_id = r.site_id AND t.ticket_id = r.ticket_id
     WHERE r.site_id = $1 ORDER BY r.at DESC LIMIT $2`,
    siteId,
    limit,
  )
  const followUp = await followUps(statements, siteId)
  return rows.map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[], ...followUp(row) }))
}

type EventRow = Omit<CityRecord, 'data' | 'withheld'> & { data: string | null; state: string }

/** A site's records after a revision, in order; what came without data, or was refused, has none. */
export async function listEvents(
  statements: Statements,
  siteId: string,
  after: number,
  limit: number,
): Promise<CityRecord[]> {
  const rows = await statements.all<EventRow>(
    `SELECT revision, msg_type AS "msgType", at, type, data, prev_hash AS "prevHash", hash, state
     FROM events WHERE site_id = $1 AND revision > $2 ORDER BY revision LIMIT $3`,
    siteId,
    after,
    limit,
  )
  return rows.map(({ state, data, ...row }) =>
    cityRecord.parse({
      ...row,
      data: data === null ? null : JSON.parse(data),
      ...(data === null ? { withheld: state === 'dropped' ? 'dropped' : 'parked' } : {}),
    }),
  )
}

/** What was published, newest first. */
export async function listPublications(statements: Statements): Promise<CityPublication[]> {
  const rows = await statements.all<Omit<CityPublication, 'title'> & { title: string }>(
    `SELECT id, msg_type AS "msgType", scope, at, title, sites FROM publications ORDER BY at DESC, id DESC LIMIT 50`,
  )
  return rows.map((row) => ({ ...row, title: JSON.parse(row.title) as CityPublication['title'] }))
}

/** What a site's replaced hubs had sent after they were replaced. */
export async function listSuperseded(
  statements: Statements,
  siteId: string,
  after: number,
  limit: number,
): Promise<CitySuperseded['records']> {
  const rows = await statements.all<
    Omit<CitySuperseded['records'][number], 'data'> & { data: string | null }
  >(
    `SELECT epoch, revision, at, type, data, hash, superseded_at AS "supersededAt" FROM superseded
     WHERE site_id = $1 AND revision > $2 ORDER BY revision, epoch LIMIT $3`,
    siteId,
    after,
    limit,
  )
  return rows.map((row) => ({ ...row, data: row.data === null ? null : JSON.parse(row.data) }))
}
