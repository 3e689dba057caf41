import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { assertNever, present, type Result } from '#basics'
import { newCommandId, type Page } from '#client'
import { findTicket, localMoment } from '#domain'
import type { CodeSeen, Locale, Problem, TicketReply } from '#protocol'
import { useUi } from '#ui'
import { type FlowStore, flowStore } from './flow_store.ts'
import type { Effect, Flow, FlowEvent } from './flow_types.ts'
import { isBookable, worldOf } from './kiosk_world.ts'

const shortLocale = (): Locale => (useUi.getState().locale === 'en' ? 'en' : 'zh')

/** Numbers and texts of a problem's further members: the other ticket, the next opening. */
function detailOf(problem: Problem): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(problem).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  )
}

/** Tells the flow what a command for a number came to. */
function tell(dispatch: FlowStore['dispatch'], commandId: string, answer: Result<TicketReply, Problem>) {
  if (answer.ok) return dispatch({ type: 'answered', commandId, ticket: answer.value })
  dispatch({ type: 'refused', commandId, code: answer.error.code, detail: detailOf(answer.error) })
}

async function issue(
  page: Page,
  effect: Extract<Effect, { type: 'issue' }>,
  dispatch: FlowStore['dispatch'],
) {
  const { commandId, serviceId, visitor, claims, delivery } = effect
  const who = visitor === null ? { anonymous: true } : { visitor }
  const body = { serviceId, ...who, claims: [...claims], delivery, locale: shortLocale(), commandId }
  // Kept until the answer: the hub may have done it, and then the answer tells which number it is.
  tell(dispatch, commandId, await page.send({ name: 'issue', body }, { limitMs: null }))
}

async function checkIn(
  page: Page,
  { commandId, bookingId, delivery }: Extract<Effect, { type: 'check-in' }>,
  dispatch: FlowStore['dispatch'],
) {
  const body = { delivery, locale: shortLocale(), commandId }
  tell(dispatch, commandId, await page.send({ name: 'check-in', bookingId, body }, { limitMs: null }))
}

/** The bookings of today of whoever lies on the reader; where nobody can say, the visit goes on and the page says so. */
async function findBookings(page: Page, sessionId: string, dispatch: FlowStore['dispatch']) {
  const answer = await page.call('findBookings', { body: { visitor: { cardSession: sessionId } } })
  const { centre } = page.store.getState()
  if (!answer.ok) {
    // A card that is no longer known is another matter.
    if (answer.error.code !== 'person-unknown' && isBookable(centre))
      dispatch({ type: 'bookings-unknown', sessionId })
    return
  }
  const { zoneMinutes } = centre.policy
  const dayOf = (at: number) => localMoment(at, zoneMinutes).date
  const today = dayOf(page.clock.now() + page.store.getState().serverOffset)
  const bookings = answer.value.bookings
    .map(({ id, serviceId, slotAt, state }) => ({ id, serviceId, state, slotAt: Date.parse(slotAt) }))
    .filter(({ state, slotAt }) => state === 'BOOKED' && dayOf(slotAt) === today)
    .map(({ state: _, ...booking }) => booking)
  dispatch({ type: 'bookings-found', sessionId, bookings })
}

/** A typed code is looked up in the mirror: bookings are there also while the hub is away. */
function typedBooking({ store, clock }: Page, code: string): FlowEvent {
  for (const { id, code: known } of store.getState().centre.bookings.values())
    if (known === code) return { type: 'booking-code', bookingId: id, commandId: newCommandId(clock) }
  return { type: 'no-booking', code }
}

/** What a scanned code is to this kiosk: a ticket is looked up in the mirror, no address is ever followed. */
function codeEvent({ store, clock }: Page, code: CodeSeen): FlowEvent {
  if (code.kind === 'booking')
    return { type: 'booking-code', bookingId: code.bookingId, commandId: newCommandId(clock) }
  const { centre } = store.getState()
  const ticket = code.kind === 'ticket' ? findTicket(centre, code.ticketId) : null
  return ticket === null
    ? { type: 'other-code' }
    : { type: 'ticket-code', ticketId: ticket.id, number: ticket.number }
}

function reprint(page: Page, ticketId: string, dispatch: FlowStore['dispatch']) {
  const told = page.tell({ type: 'print', ticketId, locale: shortLocale(), reprint: true })
  if (!told) dispatch({ type: 'print', progress: { ticketId, state: 'refused', reason: null } })
}

function settle(page: Page, { ticketId, printed }: Extract<Effect, { type: 'settle' }>) {
  const reason = printed === 'failed' ? 'left-unread' : ''
  void page.send({ name: 'print-result', ticketId, body: { printed, reason } }, { limitMs: null })
}

function perform(page: Page, effect: Effect, dispatch: FlowStore['dispatch']): void {
  switch (effect.type) {
    case 'issue':
      void issue(page, effect, dispatch)
      break
    case 'check-in':
      void checkIn(page, effect, dispatch)
      break
    case 'find-bookings':
      void findBookings(page, effect.sessionId, dispatch)
      break
    case 'find-booking':
      dispatch(typedBooking(page, effect.code))
      break
    case 'settle':
      settle(page, effect)
      break
    case 'reprint':
      reprint(page, effect.ticketId, dispatch)
      break
    case 'forget-card':
      page.tell({ type: 'forget-card' })
      break
    case 'reset-choices':
      useUi.getState().reset()
      break
    default:
      assertNever(effect)
  }
}

/** The flow of this page: what is pressed comes from the screens, card and printer from the wire. */
export function connectFlow(page: Page): FlowStore {
  const now = () => page.clock.now() + page.store.getState().serverOffset
  const flow = flowStore(
    () => worldOf(page.store.getState(), now()),
    (effect, dispatch) => perform(page, effect, dispatch),
  )
  page.onMessage((message) => {
    if (message.type === 'card')
      flow.dispatch(message.card === null ? { type: 'card-gone' } : { type: 'card', card: message.card })
    if (message.type === 'code' && page.store.getState().centre.emergency?.kind !== 'plan')
      flow.dispatch(codeEvent(page, message.code))
    if (message.type === 'print') flow.dispatch({ type: 'print', progress: message.progress })
  })
  page.store.subscribe((view, before) => {
    if (view.revision === before.revision) return
    const busy = flow.state.getState().screen.at !== 'home'
    if (busy && view.centre.emergency?.kind === 'plan') flow.dispatch({ type: 'end' })
  })
  return flow
}

const flowContext = createContext<FlowStore | null>(null)

/** Gives the screens their flow. */
export const FlowProvider = flowContext.Provider

/** Moves the flow. */
export const useDispatch = (): FlowStore['dispatch'] =>
  present(useContext(flowContext), 'FlowProvider').dispatch

/** A part of the flow as it stands. */
export const useFlow = <T>(select: (flow: Flow) => T): T =>
  useStore(present(useContext(flowContext), 'FlowProvider').state, select)
