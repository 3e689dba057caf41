import { ok, type Result } from '#basics'
import {
  boardView,
  type CentreState,
  findTicket,
  liveCounter,
  officialName,
  type Refusal,
  refuse,
  type Ticket,
} from '#domain'
import type { Identity } from '../access/identify.ts'
import { ticketReplyNow, ticketReplyOfRow } from '../core/replies.ts'
import type { HubParts } from './hub_parts.ts'
import { maskedVisitor } from './masked_visitor.ts'
import { seesMarks, withoutMarks } from './rating_privacy.ts'

const mostFound = 500

/** Names for the page behind the code on the paper, which has no catalogue. */
function namesFor(state: CentreState, { leg }: Ticket) {
  const service = state.services.get(leg.serviceId)
  const counter = state.counters.get(leg.counterId ?? '')
  return {
    ...(state.site === null ? {} : { centreName: officialName(state.site) }),
    ...(service === undefined ? {} : { serviceName: service.name }),
    ...(counter === undefined ? {} : { counterName: counter.name }),
  }
}

/** A ticket by its id: who holds the paper may see it; it says nothing of the person. */
export async function getTicket(hub: HubParts, id: string): Promise<Result<unknown, Refusal>> {
  const state = hub.centre.state()
  const ticket = findTicket(state, id)
  if (ticket !== null)
    return ok({ ...ticketReplyNow(state, ticket, hub.clock.now()), ...namesFor(state, ticket) })
  const row = await hub.store.findTicket(id)
  return row === null ? refuse('ticket-unknown') : ok(ticketReplyOfRow(row))
}

/** Today's tickets, live ones first, by number or state. */
export function findTickets(
  hub: HubParts,
  query: { number?: string | undefined; state?: string | undefined },
) {
  const state = hub.centre.state()
  const number = query.number?.trim().toUpperCase()
  const found: Ticket[] = []
  for (const tickets of [state.live, state.closed]) {
    for (const ticket of tickets.values()) {
      if (found.length === mostFound) break
      if (number !== undefined && ticket.number !== number) continue
      if (query.state !== undefined && ticket.state !== query.state) continue
      found.push(ticket)
    }
  }
  // Who is ahead is counted for a single number only: for a list it would be counted hundreds of times.
  const now = hub.clock.now()
  const tickets = found.map((ticket) => {
    if (found.length <= 1) return ticketReplyNow(state, ticket, now)
    return { ...ticketReplyNow(state, { ...ticket, state: 'CALLED' }, now), state: ticket.state }
  })
  return ok({ tickets })
}

/** The ticket, if it is at the counter of this member of staff. */
function ticketBefore(hub: HubParts, identity: Identity | null, ticketId: string): Result<Ticket, Refusal> {
  const state = hub.centre.state()
  const ticket = state.live.get(ticketId)
  if (ticket === undefined) return refuse('ticket-unknown')
  const isMine =
    identity?.kind === 'staff' &&
    [...state.counterLive.values()].some(
      (live) => live.currentTicketId === ticketId && live.staffId === identity.staffId,
    )
  return isMine ? ok(ticket) : refuse('ticket-not-yours', { number: ticket.number })
}

/** The visitor of a ticket at my counter, masked; that it was looked at is logged. */
export async function getVisitor(hub: HubParts, identity: Identity | null, ticketId: string) {
  const found = ticketBefore(hub, identity, ticketId)
  if (!found.ok) return found
  hub.log.info({ ticketId, staffId: identity?.kind === 'staff' ? identity.staffId : null }, 'visitor shown')
  return ok(await maskedVisitor(hub, found.value.personRef))
}

/** The words that came with a transfer to my counter. */
export async function getNote(hub: HubParts, identity: Identity | null, ticketId: string) {
  const found = ticketBefore(hub, identity, ticketId)
  if (!found.ok) return found
  const { noteRef } = found.value
  const { words = null } = noteRef === null ? {} : await hub.vault.open(noteRef)
  return ok({ note: words })
}

/** What a board shows now. */
export const getBoard = (hub: HubParts) => ok(boardView(hub.centre.state(), hub.clock.now()))

/** The catalogue with what waits for each service. */
export function getServices(hub: HubParts) {
  const { services, waiting } = hub.centre.state()
  return ok({
    services: [...services.values()].map((each) => ({ ...each, waiting: waiting.get(each.id) ?? 0 })),
  })
}

/** Counters and rooms, configured and live, without what is theirs alone (the way back, the explanation). */
export function getCounters(hub: HubParts) {
  const state = hub.centre.state()
  const counters = [...state.counters.values()].map((config) => {
    const { staffId, openedAt, paused, currentTicketId } = liveCounter(state, config.id)
    const number = state.live.get(currentTicketId ?? '')?.number ?? null
    return { ...config, open: staffId !== null, staffId, openedAt, paused, ticketId: currentTicketId, number }
  })
  return ok({ counters })
}

/** This centre and its official name. */
export function getSites(hub: HubParts) {
  const { site } = hub.centre.state()
  return ok({ sites: site === null ? [] : [{ ...site, officialName: officialName(site) }] })
}

/** The log after a revision. */
export async function getEvents(
  hub: HubParts,
  identity: Identity | null,
  { after, limit }: { after: number; limit: number },
) {
  const events = await hub.centre.eventsAfter(after, limit)
  const isOpen = identity !== null && seesMarks(identity)
  return ok({ events: isOpen ? events : events.map(withoutMarks), head: hub.centre.head() })
}

/** Enrolled devices, whether each is connected to this hub, and what their parts have reported. */
export async function listDevices(hub: HubParts) {
  const reports = [...hub.centre.state().devices.values()]
  const enrolled = await hub.access.devices()
  const devices = enrolled.map((device) => {
    const link = hub.presence.of(device.id)
    return { ...device, link: link === null ? null : { ...link, since: new Date(link.since).toISOString() } }
  })
  return ok({ devices, reports })
}

/** What a device's line has seen, as its agent last told. */
export function getDeviceCounters(hub: HubParts, deviceId: string) {
  const heard = hub.deviceCounters.of(deviceId)
  return ok({
    counters: heard?.counters ?? null,
    at: heard === null ? null : new Date(heard.at).toISOString(),
  })
}
