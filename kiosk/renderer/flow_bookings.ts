import { checkIn } from './flow_codes.ts'
import type { Flow, FlowEvent, Screen, Step } from './flow_types.ts'

type Of<T extends FlowEvent['type']> = Extract<FlowEvent, { type: T }>

/** Screens on which a card may turn out to be a booking's: nothing is being typed, made or handed out there. */
const welcome: ReadonlySet<Screen['at']> = new Set([
  'home',
  'services',
  'detail',
  'identity',
  'card',
  'priority',
  'confirm',
])

const show = (flow: Flow, screen: Screen): Step => ({ flow: { ...flow, warned: false, screen }, effects: [] })

/** Looks for the bookings of a card that was just laid down. */
export const lookedFor = ({ flow, effects }: Step, sessionId: string): Step => ({
  flow: { ...flow, visit: { ...flow.visit, bookingsUnknown: false } },
  effects: [...effects, { type: 'find-bookings', sessionId }],
})

/** Somebody who has booked for today is offered that first; an answer about a card that has gone is nothing. */
export function bookingsFound(flow: Flow, { sessionId, bookings }: Of<'bookings-found'>): Step {
  const { screen, visit } = flow
  const [first, ...others] = bookings
  if (visit.card?.sessionId !== sessionId || first === undefined || !welcome.has(screen.at))
    return { flow, effects: [] }
  return show(flow, { at: 'booked', bookings: [first, ...others], instead: screen })
}

/** Whether a card lies there whose bookings could not be looked up, on a screen where that is of use. */
export const saysBookingsUnknown = ({ screen, visit }: Flow): boolean =>
  visit.bookingsUnknown && welcome.has(screen.at)

/** Whoever has booked and laid the card down is told that only the code helps now. */
export function bookingsUnknown(flow: Flow, { sessionId }: Of<'bookings-unknown'>): Step {
  const { screen, visit } = flow
  const isAsked = visit.card?.sessionId === sessionId && welcome.has(screen.at)
  return { flow: isAsked ? { ...flow, visit: { ...visit, bookingsUnknown: true } } : flow, effects: [] }
}

/** The booking is checked in; the card is needed no more. */
export function bookingChosen(flow: Flow, event: Of<'choose-booking'>, canPrint: boolean): Step {
  const { screen } = flow
  if (screen.at !== 'booked' || !screen.bookings.some(({ id }) => id === event.bookingId))
    return { flow, effects: [] }
  return checkIn(flow, event.bookingId, event.commandId, canPrint ? 'print' : 'screen')
}

/** The visit goes on where it was. */
export function otherBusiness(flow: Flow): Step {
  return flow.screen.at === 'booked' ? show(flow, flow.screen.instead) : { flow, effects: [] }
}
