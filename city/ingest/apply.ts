import { err, ok, type Result } from '#basics'
import { type EventData, type EventType, officialName } from '#domain'
import { type CityRecord, cityCodes, cityDay, cityDocumentTypes } from '#protocol'
import { beginDay, numberPlace, putTicket, type SiteBatch, type TicketRow } from './site_batch.ts'

/** Why a record cannot be taken: a code of the contract and a sentence without personal data. */
export interface Refused {
  readonly code: number
  readonly message: string
}

/** The moment of a record, and the business day it is entered under. */
interface When {
  readonly at: string
  readonly day: string
}

type Apply<T extends EventType> = (
  batch: SiteBatch,
  data: EventData[T],
  when: When,
) => Result<void, Refused> | undefined

const refused = (code: number, message: string) => err<Refused>({ code, message })

function change(batch: SiteBatch, ticketId: string, patch: Partial<TicketRow>): void {
  const ticket = batch.tickets.get(ticketId)
  if (ticket !== undefined) putTicket(batch, { ...ticket, ...patch } as TicketRow)
}

const becomes =
  (state: string) =>
  (batch: SiteBatch, { ticketId }: { readonly ticketId: string }): undefined =>
    void change(batch, ticketId, { state })

const endsAs =
  (state: string) =>
  (batch: SiteBatch, { ticketId }: { readonly ticketId: string }, { at }: When): undefined =>
    void change(batch, ticketId, { state, ended_at: at })

const bookingBecomes =
  (state: 'BOOKED' | 'CANCELLED' | 'BOOKING_MISSED') =>
  ({ reservations }: SiteBatch, { bookingId: id }: { readonly bookingId: string }): undefined =>
    void reservations.push({ id, state })

function addRating(
  batch: SiteBatch,
  data: EventData['RatingRecorded'] | EventData['RatingLapsed'],
  when: When,
): undefined {
  const marks = 'marks' in data ? data.marks : null
  // One that came after the day of its visit belongs to that day.
  const day = ('businessDay' in data ? data.businessDay : undefined) ?? when.day
  const row = {
    site_id: batch.site.site_id,
    ticket_id: data.ticketId,
    leg: data.leg,
    counter_id: data.counterId,
    business_day: day,
    at: when.at,
    overall: marks?.overall ?? null,
    attitude: marks?.attitude ?? null,
    efficiency: marks?.efficiency ?? null,
    competence: marks?.competence ?? null,
    reasons: JSON.stringify('reasons' in data ? data.reasons : []),
  }
  batch.ratings.set(`${data.ticketId} ${data.leg}`, row)
  if (marks === null) return
  change(batch, data.ticketId, { overall: marks.overall })
  if (day !== batch.site.business_day) return
  batch.site.ratings_today += 1
  batch.site.rating_sum += marks.overall
}

function issue(batch: SiteBatch, data: EventData['TicketIssued'], { at, day }: When) {
  const place = numberPlace(day, data.number)
  if (batch.numbers.has(place))
    return refused(cityCodes.numberTaken, `${data.number} was given before on ${day}`)
  batch.numbers.set(place, data.ticketId)
  putTicket(batch, {
    site_id: batch.site.site_id,
    ticket_id: data.ticketId,
    number: data.number,
    business_day: day,
    service_id: data.serviceId,
    state: data.delivery === 'spoken' ? 'WAITING' : 'ISSUING',
    counter_id: null,
    issued_at: at,
    called_at: null,
    ended_at: null,
    overall: null,
    events: 0,
  })
  if (data.bookingId !== undefined) batch.reservations.push({ id: data.bookingId, state: 'CHECKED_IN' })
  return undefined
}

/** Digits of an area's code that count at each level; the rest are zeros that fill it up. */
const areaDigits = { city: 2, district: 6, street: 9, room: 12 } as const

/** What each event changes in the city's own tables; the others are kept as records only. */
const appliers: { readonly [T in EventType]?: Apply<T> } = {
  CentreConfigured({ site: row }, { site }) {
    const name = officialName(site)
    const areaCode = site.areaCode.slice(0, areaDigits[site.level])
    Object.assign(row, { name: name.zh, name_en: name.en, level: site.level, area_code: areaCode })
    row.mobile = site.mobile ?? 0
    row.address = JSON.stringify(site.address)
    return undefined
  },
  ServiceSaved({ services, site }, { service }) {
    const online = service.enabled ? (service.booking?.online ?? 0) : 0
    const data = JSON.stringify({ name: service.name, summary: service.summary })
    services.set(service.id, {
      site_id: site.site_id,
      service_id: service.id,
      name: service.name.zh,
      data,
      online,
    })
    return undefined
  },
  DayOpened: (batch, { businessDay }) => void beginDay(batch, businessDay),
  DayClosed(batch, { expired }, { at }) {
    for (const ticketId of expired) change(batch, ticketId, { state: 'EXPIRED', ended_at: at })
    return undefined
  },
  TicketIssued: issue,
  TicketPrinted: becomes('WAITING'),
  TicketVoided: endsAs('VOID'),
  TicketCalled: (batch, { ticketId, counterId }, { at }) =>
    void change(batch, ticketId, { state: 'CALLED', counter_id: counterId, called_at: at }),
  TicketArrived: becomes('SERVING'),
  TicketMissed: becomes('MISSED'),
  TicketReactivated: becomes('WAITING'),
  TicketHeld: becomes('HELD'),
  TicketResumed: becomes('WAITING'),
  TicketTransferred: (batch, { ticketId, serviceId }) =>
    void change(batch, ticketId, { state: 'WAITING', service_id: serviceId, counter_id: null }),
  TicketNextLeg: (batch, { ticketId, serviceId, stays, counterId }) =>
    void change(batch, ticketId, {
      state: stays ? 'SERVING' : 'WAITING',
      service_id: serviceId,
      counter_id: stays ? counterId : null,
    }),
  TicketRecused: (batch, { ticketId }) =>
    void change(batch, ticketId, { state: 'WAITING', counter_id: null }),
  TicketFinished: endsAs('DONE'),
  TicketLeft: (batch, { ticketId, state }, { at }) => void change(batch, ticketId, { state, ended_at: at }),
  TicketCancelled: endsAs('CANCELLED'),
  TicketNoShow: endsAs('NO_SHOW'),
  TransitionUndone: (batch, { ticket }) =>
    void change(batch, ticket.id, { state: ticket.state, counter_id: ticket.leg.counterId, ended_at: null }),
  RatingRecorded: addRating,
  RatingLapsed: addRating,
  BookingMoved: ({ reservations }, { bookingId: id, slotAt }) => void reservations.push({ id, slotAt }),
  BookingReopened: bookingBecomes('BOOKED'),
  BookingCancelled: bookingBecomes('CANCELLED'),
  BookingMissed: bookingBecomes('BOOKING_MISSED'),
  SlotsGranted({ slots, site }, granted) {
    for (const { slotAt, places } of granted.slots) {
      const day = cityDay(new Date(slotAt).toISOString())
      const place = { site_id: site.site_id, service_id: granted.serviceId, slot_at: slotAt, day }
      slots.push({ ...place, places, taken: 0 })
    }
    return undefined
  },
}

const isDocument = (msgType: string): boolean => (cityDocumentTypes as readonly string[]).includes(msgType)

function applyDocument(batch: SiteBatch, record: CityRecord, data: Readonly<Record<string, unknown>>): void {
  const { id, version } = data as { id: string; version: number }
  const place = { site_id: batch.site.site_id, kind: record.msgType, id }
  const row = { ...place, version, revision: record.revision, data: JSON.stringify(data) }
  const known = batch.documents.get(`${record.msgType} ${id}`)
  if (known === undefined || Number(known.version) <= version)
    batch.documents.set(`${record.msgType} ${id}`, row)
}

/** Carries one record over into the batch; refused when it names a ticket nobody has heard of, or a taken number. */
export function applyRecord(
  batch: SiteBatch,
  record: CityRecord,
  data: Readonly<Record<string, unknown>>,
  day: string,
): Result<void, Refused> {
  if (isDocument(record.msgType)) {
    applyDocument(batch, record, data)
    return ok(undefined)
  }
  const { ticketId } = data
  const isOfTicket = typeof ticketId === 'string'
  if (isOfTicket && record.type !== 'TicketIssued' && !batch.tickets.has(ticketId))
    return refused(cityCodes.unknownSubject, `no ticket ${ticketId}`)
  const apply = appliers[record.type as EventType] as Apply<EventType> | undefined
  const { occurredAt } = data
  // What was done while the centre's hub was away carries its true time.
  const at = typeof occurredAt === 'number' ? new Date(occurredAt).toISOString() : record.at
  const outcome = apply?.(batch, data as unknown as EventData[EventType], { at, day })
  if (outcome !== undefined && !outcome.ok) return outcome
  const ticket = isOfTicket ? batch.tickets.get(ticketId) : undefined
  if (ticket !== undefined) putTicket(batch, { ...ticket, events: ticket.events + 1 })
  return ok(undefined)
}
