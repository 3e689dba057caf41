import type { Delivery } from '#domain'
import { type Effect, type Flow, type FlowEvent, noVisit, type Screen, type Step } from './flow_types.ts'

type CodeEvent = Extract<FlowEvent, { type: 'ticket-code' | 'booking-code' | 'other-code' }>

/** Screens on which a code may begin something new: nothing is being typed, made or noted there. */
const welcome: ReadonlySet<Screen['at']> = new Set([
  'home',
  'services',
  'detail',
  'identity',
  'booked',
  'existing',
  'refused',
  'standing',
  'unknown-code',
  'booking',
])

const typing = (flow: Flow, typed: string): Step => ({
  flow: { ...flow, warned: false, screen: { at: 'booking', typed, isUnknown: false } },
  effects: [],
})

/** Asks to check a booking in; the same id may be asked again. */
export function checkIn(flow: Flow, bookingId: string, commandId: string, delivery: Delivery): Step {
  const screen: Screen = { at: 'issuing', commandId, delivery, early: null, bookingId }
  return {
    flow: { ...flow, warned: false, screen },
    effects: [{ type: 'check-in', commandId, bookingId, delivery }],
  }
}

/** A code was held under the scanner: whoever holds it comes for that, and what was chosen before is forgotten. */
export function codeScanned(flow: Flow, event: CodeEvent, canPrint: boolean): Step {
  if (!welcome.has(flow.screen.at)) return { flow, effects: [] }
  const forgotten: Effect[] = flow.visit.card === null ? [] : [{ type: 'forget-card' }]
  const fresh: Flow = { ...flow, visit: noVisit, warned: false }
  if (event.type === 'booking-code') {
    const { flow: next, effects } = checkIn(
      fresh,
      event.bookingId,
      event.commandId,
      canPrint ? 'print' : 'screen',
    )
    return { flow: next, effects: [...forgotten, ...effects] }
  }
  const screen: Screen =
    event.type === 'ticket-code'
      ? { at: 'standing', ticketId: event.ticketId, number: event.number }
      : { at: 'unknown-code' }
  return { flow: { ...fresh, screen }, effects: forgotten }
}

/** The code of a booking has this many figures (queue rules, bookings). */
export const bookingDigits = 8

/** Asks for the code of a booking, from home. */
export const askBooking = (flow: Flow): Step =>
  flow.screen.at === 'home' ? typing(flow, '') : { flow, effects: [] }

/** Another figure of the code: what was said of the last code is taken back. */
export const bookingTyped = (flow: Flow, value: string): Step =>
  flow.screen.at === 'booking' ? typing(flow, value) : { flow, effects: [] }

/** The whole code is looked up; whoever holds it need not say who they are. */
export function bookingTypedAll(flow: Flow): Step {
  const { screen } = flow
  if (screen.at !== 'booking' || screen.typed.length !== bookingDigits) return { flow, effects: [] }
  return { flow, effects: [{ type: 'find-booking', code: screen.typed }] }
}

/** Nobody booked under the code; it stays to be corrected. */
export function noBooking(flow: Flow, code: string): Step {
  const { screen } = flow
  if (screen.at !== 'booking' || screen.typed !== code) return { flow, effects: [] }
  return { flow: { ...flow, screen: { ...screen, isUnknown: true } }, effects: [] }
}
