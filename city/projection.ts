import { type EventData, type EventType, officialName } from '#domain'
import type { CityRecord } from '#protocol'
import type { CityDatabase } from './store.ts'

type Apply<T extends EventType> = (at: Place, data: EventData[T], when: string) => void

interface Place {
  readonly database: CityDatabase
  readonly siteId: string
}

const dayOf = ({ database, siteId }: Place) =>
  database
    .prepare<[string], { business_day: string | null }>('SELECT business_day FROM sites WHERE site_id = ?')
    .get(siteId)?.business_day ?? ''

function setTicket(place: Place, ticketId: string, fields: Readonly<Record<string, string | number | null>>) {
  const names = Object.keys(fields)
  place.database
    .prepare(
      `UPDATE tickets SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE site_id = ? AND ticket_id = ?`,
    )
    .run(...Object.values(fields), place.siteId, ticketId)
}

function addRating(
  place: Place,
  data: EventData['RatingRecorded'] | EventData['RatingLapsed'],
  when: string,
) {
  const marks = 'marks' in data ? data.marks : null
  const reasons = 'reasons' in data ? data.reasons : []
  place.database
    .prepare('INSERT OR REPLACE INTO ratings VALUES (?,?,?,?,?,?,?,?,?,?,?)')
    .run(
      place.siteId,
      data.ticketId,
      data.leg,
      data.counterId,
      dayOf(place),
      when,
      marks?.overall ?? null,
      marks?.attitude ?? null,
      marks?.efficiency ?? null,
      marks?.competence ?? null,
      JSON.stringify(reasons),
    )
  if (marks !== null) setTicket(place, data.ticketId, { overall: marks.overall })
}

const endedAs =
  (state: string) =>
  (place: Place, { ticketId }: { readonly ticketId: string }, when: string): void =>
    setTicket(place, ticketId, { state, ended_at: when })

/** What each event changes in the city's own tables; the others are kept in the log only. */
const appliers: { [T in EventType]?: Apply<T> } = {
  CentreConfigured({ database, siteId }, { site }) {
    database.prepare('UPDATE sites SET name = ? WHERE site_id = ?').run(officialName(site).zh, siteId)
  },
  ServiceSaved({ database, siteId }, { service }) {
    database
      .prepare('INSERT OR REPLACE INTO services VALUES (?,?,?)')
      .run(siteId, service.id, service.name.zh)
  },
  DayOpened({ database, siteId }, { businessDay }) {
    database.prepare('UPDATE sites SET business_day = ? WHERE site_id = ?').run(businessDay, siteId)
  },
  DayClosed(place, { expired }, when) {
    for (const ticketId of expired) setTicket(place, ticketId, { state: 'EXPIRED', ended_at: when })
  },
  TicketIssued(place, data, when) {
    place.database
      .prepare('INSERT INTO tickets VALUES (?,?,?,?,?,?,?,?,?,?,?,?)')
      .run(
        place.siteId,
        data.ticketId,
        data.number,
        dayOf(place),
        data.serviceId,
        data.delivery === 'spoken' ? 'WAITING' : 'ISSUING',
        null,
        when,
        null,
        null,
        null,
        0,
      )
  },
  TicketPrinted: (place, { ticketId }) => setTicket(place, ticketId, { state: 'WAITING' }),
  TicketVoided: endedAs('VOID'),
  TicketCalled: (place, { ticketId, counterId }, when) =>
    setTicket(place, ticketId, { state: 'CALLED', counter_id: counterId, called_at: when }),
  TicketArrived: (place, { ticketId }) => setTicket(place, ticketId, { state: 'SERVING' }),
  TicketMissed: (place, { ticketId }) => setTicket(place, ticketId, { state: 'MISSED' }),
  TicketReactivated: (place, { ticketId }) => setTicket(place, ticketId, { state: 'WAITING' }),
  TicketHeld: (place, { ticketId }) => setTicket(place, ticketId, { state: 'HELD' }),
  TicketResumed: (place, { ticketId }) => setTicket(place, ticketId, { state: 'WAITING' }),
  TicketTransferred: (place, { ticketId, serviceId }) =>
    setTicket(place, ticketId, { state: 'WAITING', service_id: serviceId, counter_id: null }),
  TicketRecused: (place, { ticketId }) => setTicket(place, ticketId, { state: 'WAITING', counter_id: null }),
  TicketFinished: endedAs('DONE'),
  TicketLeft: (place, { ticketId, state: next }, when) =>
    setTicket(place, ticketId, { state: next, ended_at: when }),
  TicketCancelled: endedAs('CANCELLED'),
  TicketNoShow: endedAs('NO_SHOW'),
  TransitionUndone: (place, { ticket }) =>
    setTicket(place, ticket.id, { state: ticket.state, counter_id: ticket.leg.counterId, ended_at: null }),
  RatingRecorded: addRating,
  RatingLapsed: addRating,
}

/** Carries one record over into the city's tables, in the transaction that stores it. */
export function applyRecord(database: CityDatabase, siteId: string, record: CityRecord): void {
  const place = { database, siteId }
  const apply = appliers[record.type as EventType] as Apply<EventType> | undefined
  const { occurredAt } = record.data
  // What was done while the centre's hub was away carries its true time.
  const at = typeof occurredAt === 'number' ? new Date(occurredAt).toISOString() : record.at
  apply?.(place, record.data as unknown as EventData[EventType], at)
  const ticketId = record.data.ticketId
  if (typeof ticketId === 'string')
    database
      .prepare('UPDATE tickets SET events = events + 1 WHERE site_id = ? AND ticket_id = ?')
      .run(siteId, ticketId)
}
