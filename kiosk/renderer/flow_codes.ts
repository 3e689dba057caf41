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
])

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
