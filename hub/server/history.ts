import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import type { HistoryQuery, HistoryTicket, PersonHistoryBody } from '#protocol'
import type { Identity } from '../access/identify.ts'
import type { TicketRow } from '../store/event_store.ts'
import type { TicketPage, TicketPlace } from '../store/ticket_history.ts'
import type { HubParts } from './hub_parts.ts'
import { maskedVisitor } from './masked_visitor.ts'

const mostEvents = 500

/** A place as it is handed out, to be handed back. */
const cursorOf = ({ day, revision }: TicketPlace): string => `${day}_${revision}`

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** A row without its person. */
function replyOf(row: TicketRow): HistoryTicket {
  const { id, day, number, serviceId, counterId, state } = row
  return {
    id,
    day,
    number,
    serviceId,
    counterId,
    state,
    issuedAt: new Date(row.issuedAt).toISOString(),
    calledAt: iso(row.firstCalledAt),
    arrivedAt: iso(row.arrivedAt),
    endedAt: iso(row.endedAt),
  }
}

const pageOf = ({ tickets, next }: TicketPage) => ({
  tickets: tickets.map(replyOf),
  next: next === null ? null : cursorOf(next),
})

/** Tickets of any day by number, days, service, counter or state. */
export async function searchTickets(hub: HubParts, query: HistoryQuery): Promise<Result<unknown, Refusal>> {
  const { number = null, day, serviceId = null, counterId = null, state = null, after = null, limit } = query
  const { from = day ?? null, to = day ?? null } = query
  const asked = { number, from, to, serviceId, counterId, state, limit, after }
  return ok(pageOf(await hub.store.searchTickets(asked)))
}

/** The tickets somebody came for, by ID number; that it was asked is logged, the number is not. */
export async function ticketsOfPerson(
  hub: HubParts,
  identity: Identity | null,
  body: PersonHistoryBody,
): Promise<Result<unknown, Refusal>> {
  const { idNumber, after = null, limit } = body
  const lookup = hub.vault.lookupOf(idNumber)
  if (!lookup.ok) return lookup
  const ref = await hub.store.findRef(lookup.value)
  const page = ref === null ? { tickets: [], next: null } : await hub.store.ticketsOfPerson(ref, after, limit)
  const visitor = ref === null ? null : await maskedVisitor(hub, ref)
  const staffId = identity?.kind === 'staff' ? identity.staffId : null
  hub.log.info({ staffId, found: page.tickets.length }, 'history searched for a person')
  return ok({ ...pageOf(page), visitor })
}

/** One ticket of any day and its events. */
export async function ticketStory(hub: HubParts, id: string): Promise<Result<unknown, Refusal>> {
  const row = await hub.store.findTicket(id)
  if (row === null) return refuse('ticket-unknown')
  return ok({ ticket: replyOf(row), events: await hub.store.eventsOfTicket(row, mostEvents) })
}
