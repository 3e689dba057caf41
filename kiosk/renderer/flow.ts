import { assertNever } from '#basics'
import type { Delivery } from '#domain'
import { answered, leftBehind, printReported, refusedIssue } from './flow_answers.ts'
import { bookingChosen, bookingsFound, bookingsUnknown, lookedFor, otherBusiness } from './flow_bookings.ts'
import { askBooking, bookingTyped, bookingTypedAll, checkIn, codeScanned, noBooking } from './flow_codes.ts'
import {
  type Effect,
  type Flow,
  type FlowEvent,
  noVisit,
  type Screen,
  type Step,
  type Visit,
  type World,
} from './flow_types.ts'
import { checkIdNumber } from './id_number.ts'

const stay = (flow: Flow): Step => ({ flow, effects: [] })

const go = (flow: Flow, screen: Screen, visit: Partial<Visit> = {}): Step =>
  stay({ ...flow, screen, warned: false, visit: { ...flow.visit, ...visit } })

/** Screens on which a card on the reader means: take the number with this card. */
const asksWho: ReadonlySet<Screen['at']> = new Set(['identity', 'card', 'type', 'priority', 'confirm'])
/** Screens on which a card is welcome and remembered for this visit. */
const beforeWho: ReadonlySet<Screen['at']> = new Set(['home', 'services', 'detail'])

/** Age by the card or the typed number; null when identity was not given or does not tell. */
function ageOf(visit: Visit, today: string): number | null {
  if (visit.way === 'card') return visit.card?.age ?? null
  if (visit.way !== 'typed') return null
  const check = checkIdNumber(visit.typed, today)
  return check.state === 'good' ? check.age : null
}

/** After it is known who comes: priority is proposed by age, everybody else goes on to confirm. */
function afterWho(flow: Flow, world: World, visit: Partial<Visit>): Step {
  const known = { ...flow.visit, ...visit, elderly: false }
  const age = ageOf(known, world.today)
  return go(flow, { at: age !== null && age >= world.elderlyAge ? 'priority' : 'confirm' }, known)
}

function chooseWay(flow: Flow, world: World, way: 'card' | 'typed' | 'anonymous'): Step {
  const { at } = flow.screen
  if (at !== 'identity' && at !== 'card' && at !== 'type') return stay(flow)
  if (way === 'anonymous') return afterWho(flow, world, { way, typed: '' })
  if (way === 'typed') return go(flow, { at: 'type' }, { way, typed: '' })
  if (flow.visit.card !== null) return afterWho(flow, world, { way, typed: '' })
  return go(flow, { at: 'card' }, { way, typed: '' })
}

function cardSeen(flow: Flow, world: World, event: Extract<FlowEvent, { type: 'card' }>): Step {
  const { at } = flow.screen
  const { card } = event
  // Whoever lays a card down now is asked for anew.
  if (flow.screen.at === 'booked') return cardSeen({ ...flow, screen: flow.screen.instead }, world, event)
  // A card finds what its holder has booked without a code.
  if (at === 'booking') return cardSeen({ ...flow, screen: { at: 'home' } }, world, event)
  if (asksWho.has(at))
    return lookedFor(afterWho(flow, world, { card, way: 'card', typed: '' }), card.sessionId)
  if (beforeWho.has(at)) return lookedFor(go(flow, flow.screen, { card }), card.sessionId)
  return { flow, effects: [{ type: 'forget-card' }] }
}

/** The agent remembers a card for a short time only: who still needs it is asked for it again. */
function cardGone(flow: Flow): Step {
  const { screen, visit } = flow
  if (visit.card === null || screen.at === 'issuing') return stay(flow)
  // Who they are is not known any more, and so not what they have booked.
  if (screen.at === 'booked') return cardGone({ ...flow, screen: screen.instead })
  const needed = visit.way === 'card' && (screen.at === 'priority' || screen.at === 'confirm')
  const forgotten = { ...visit, card: null, bookingsUnknown: false }
  const next = { ...flow, visit: { ...forgotten, elderly: needed ? false : visit.elderly } }
  return stay(needed ? { ...next, screen: { at: 'card' } } : next)
}

function typedAll(flow: Flow, world: World): Step {
  if (flow.screen.at !== 'type') return stay(flow)
  return checkIdNumber(flow.visit.typed, world.today).state === 'good'
    ? afterWho(flow, world, { way: 'typed' })
    : stay(flow)
}

/** The command that takes the number, from what has been entered; null while something is missing. */
function issueEffect(visit: Visit, commandId: string, delivery: Delivery): Effect | null {
  const { way, card, typed, serviceId, elderly } = visit
  if (serviceId === null || way === null) return null
  if (way === 'card' && card === null) return null
  const visitor =
    way === 'typed'
      ? { idNumber: typed }
      : way === 'card' && card !== null
        ? { cardSession: card.sessionId }
        : null
  return { type: 'issue', commandId, serviceId, visitor, claims: elderly ? ['elderly'] : [], delivery }
}

/** Asks for the number under this id; a second press finds another screen and changes nothing. */
function ask(flow: Flow, commandId: string, delivery: Delivery): Step {
  const effect = issueEffect(flow.visit, commandId, delivery)
  if (effect === null) return stay(flow)
  return { flow: go(flow, { at: 'issuing', commandId, delivery, early: null }).flow, effects: [effect] }
}

/** Whether asking again, with the same command id, may help. */
export const mayRetry = (screen: Screen): boolean =>
  screen.at === 'refused' && (screen.code === 'unavailable' || screen.code === 'rate-limited')

/** Asks once more under the same id, for the number or for the booking's. */
function retry(flow: Flow): Step {
  const { screen } = flow
  if (screen.at !== 'refused' || !mayRetry(screen)) return stay(flow)
  const { bookingId, commandId, delivery } = screen
  return bookingId === undefined
    ? ask(flow, commandId, delivery)
    : checkIn(flow, bookingId, commandId, delivery)
}

/** Ends the visit: home, nothing entered is left; a number that was only on the screen is given up. */
function end(flow: Flow): Step {
  const { screen, visit } = flow
  const effects: Effect[] = [{ type: 'reset-choices' }]
  if (visit.card !== null) effects.push({ type: 'forget-card' })
  if (screen.at === 'show') effects.push({ type: 'settle', ticketId: screen.ticket.id, printed: 'failed' })
  return { flow: { screen: { at: 'home' }, visit: noVisit, warned: false, left: leftBehind(flow) }, effects }
}

/** Home again for the same visitor: language and size stay as chosen. */
function startOver(flow: Flow): Step {
  const { flow: home, effects } = end(flow)
  return { flow: home, effects: effects.filter(({ type }) => type !== 'reset-choices') }
}

/** Whether 返回 leads anywhere: not home, not while a number is being made or waits to be noted. */
export const canGoBack = (flow: Flow): boolean => !['home', 'issuing', 'show'].includes(flow.screen.at)

function back(flow: Flow): Step {
  if (!canGoBack(flow)) return stay(flow)
  switch (flow.screen.at) {
    case 'services':
      return go(flow, { at: 'home' }, { group: null })
    case 'detail':
      return go(flow, { at: 'services' }, { serviceId: null })
    case 'identity':
      return go(flow, { at: 'detail' }, { way: null, typed: '' })
    case 'card':
    case 'type':
    case 'priority':
    case 'confirm':
      return go(flow, { at: 'identity' }, { way: null, typed: '', elderly: false })
    case 'booked':
      return otherBusiness(flow)
    case 'booking':
      return go(flow, { at: 'home' })
    case 'refused':
      if (flow.screen.bookingId !== undefined) return startOver(flow)
      return go(flow, { at: 'services' }, { serviceId: null, way: null, typed: '', elderly: false })
    default:
      return end(flow)
  }
}

/** Screens with a time of their own or with nothing to lose; all others ask before they go home. */
export function isWatched({ screen, visit }: Flow): boolean {
  if (screen.at === 'home') return visit.card !== null
  return screen.at !== 'issuing' && screen.at !== 'show' && screen.at !== 'result'
}

function noted(flow: Flow): Step {
  if (flow.screen.at !== 'show') return stay(flow)
  const { ticket } = flow.screen
  return {
    flow: go(flow, { at: 'result', ticket, handed: 'noted' }).flow,
    effects: [{ type: 'settle', ticketId: ticket.id, printed: 'screen' }],
  }
}

function reprint(flow: Flow, world: World): Step {
  const { screen } = flow
  if (screen.at !== 'existing' || screen.reprint !== null || !world.canPrint) return stay(flow)
  return {
    flow: go(flow, { ...screen, reprint: 'printing' }).flow,
    effects: [{ type: 'reprint', ticketId: screen.ticketId }],
  }
}

/** Moves the kiosk by one event. Pure; an event that does not fit the screen changes nothing. */
export function step(flow: Flow, event: FlowEvent, world: World): Step {
  const { at } = flow.screen
  switch (event.type) {
    case 'choose-group':
      return at === 'home' ? go(flow, { at: 'services' }, { group: event.group }) : stay(flow)
    case 'choose-service':
      return at === 'services' ? go(flow, { at: 'detail' }, { serviceId: event.serviceId }) : stay(flow)
    case 'take':
      return at === 'detail' ? go(flow, { at: 'identity' }) : stay(flow)
    case 'choose-way':
      return chooseWay(flow, world, event.way)
    case 'card':
      return cardSeen(flow, world, event)
    case 'card-gone':
      return cardGone(flow)
    case 'typed':
      return at === 'type' ? go(flow, flow.screen, { typed: event.value }) : stay(flow)
    case 'typed-all':
      return typedAll(flow, world)
    case 'priority':
      return at === 'priority' ? go(flow, { at: 'confirm' }, { elderly: event.wanted }) : stay(flow)
    case 'confirm':
      return at === 'confirm' ? ask(flow, event.commandId, world.canPrint ? 'print' : 'screen') : stay(flow)
    case 'retry':
      return retry(flow)
    case 'ticket-code':
    case 'booking-code':
    case 'other-code':
      return codeScanned(flow, event, world.canPrint)
    case 'ask-booking':
      return askBooking(flow)
    case 'booking-typed':
      return bookingTyped(flow, event.value)
    case 'booking-typed-all':
      return bookingTypedAll(flow)
    case 'no-booking':
      return noBooking(flow, event.code)
    case 'bookings-found':
      return bookingsFound(flow, event)
    case 'bookings-unknown':
      return bookingsUnknown(flow, event)
    case 'choose-booking':
      return bookingChosen(flow, event, world.canPrint)
    case 'not-booking':
      return otherBusiness(flow)
    case 'answered':
      return answered(flow, event)
    case 'refused':
      return refusedIssue(flow, event)
    case 'print':
      return printReported(flow, event.progress)
    case 'noted':
      return noted(flow)
    case 'reprint':
      return reprint(flow, world)
    case 'back':
      return back(flow)
    case 'still':
      return stay(isWatched(flow) ? { ...flow, warned: true } : flow)
    case 'touch':
      return stay(flow.warned ? { ...flow, warned: false } : flow)
    case 'end':
      return end(flow)
    default:
      return assertNever(event)
  }
}
