import type { PrintProgress } from '#protocol'
import {
  type Effect,
  type Flow,
  type FlowEvent,
  type Handed,
  type Left,
  noVisit,
  type Reprint,
  type Screen,
  type Step,
} from './flow_types.ts'

type Of<T extends FlowEvent['type']> = Extract<FlowEvent, { type: T }>
type Issuing = Extract<Screen, { at: 'issuing' }>

/** So many numbers without a visitor are watched; more would mean a printer that never reports. */
const leftKept = 5

/** What is watched of a number whose visitor goes while it is being made or printed. */
export function leftBehind({ screen, left }: Flow): readonly Left[] {
  if (screen.at === 'issuing')
    return [...left, { commandId: screen.commandId, delivery: screen.delivery, ticketId: null }].slice(
      -leftKept,
    )
  if (screen.at === 'result' && screen.handed === 'printing')
    return [...left, { commandId: null, delivery: 'print' as const, ticketId: screen.ticket.id }].slice(
      -leftKept,
    )
  return left
}

const handed = {
  printing: 'printing',
  confirmed: 'confirmed',
  weak: 'weak',
  unknown: 'unknown',
} as const satisfies Record<Exclude<PrintProgress['state'], 'refused'>, Handed>

const asReprint = {
  printing: 'printing',
  confirmed: 'confirmed',
  weak: 'confirmed',
  unknown: 'unknown',
  refused: 'refused',
} as const satisfies Record<PrintProgress['state'], Reprint>

/** The screen of a fresh number: on paper, or on the screen only when paper could not be had. */
function numberScreen(
  ticket: Of<'answered'>['ticket'],
  delivery: Issuing['delivery'],
  progress: PrintProgress | null,
): Screen {
  if (delivery !== 'print') return { at: 'show', ticket, reason: null }
  if (progress === null || progress.ticketId !== ticket.id)
    return { at: 'result', ticket, handed: 'printing' }
  if (progress.state === 'refused') return { at: 'show', ticket, reason: progress.reason }
  return { at: 'result', ticket, handed: handed[progress.state] }
}

/** Who was here is no longer needed once the number is made. */
function forgetWho(flow: Flow): Step {
  const effects: Effect[] = flow.visit.card === null ? [] : [{ type: 'forget-card' }]
  const { group, serviceId } = flow.visit
  return { flow: { ...flow, warned: false, visit: { ...noVisit, group, serviceId } }, effects }
}

/** The number has come, perhaps after its visitor left: then one that nobody saw is given up. */
export function answered(flow: Flow, { commandId, ticket }: Of<'answered'>): Step {
  const { screen } = flow
  if (screen.at === 'issuing' && screen.commandId === commandId) {
    const { flow: next, effects } = forgetWho(flow)
    return { flow: { ...next, screen: numberScreen(ticket, screen.delivery, screen.early) }, effects }
  }
  const mine = flow.left.find((each) => each.commandId === commandId)
  if (mine === undefined) return { flow, effects: [] }
  const others = flow.left.filter((each) => each !== mine)
  if (mine.delivery === 'print')
    return { flow: { ...flow, left: [...others, { ...mine, ticketId: ticket.id }] }, effects: [] }
  return {
    flow: { ...flow, left: others },
    effects: [{ type: 'settle', ticketId: ticket.id, printed: 'failed' }],
  }
}

/** The number was refused: an earlier one is shown instead if there is one, else the reason. */
export function refusedIssue(flow: Flow, { commandId, code, detail }: Of<'refused'>): Step {
  const { screen } = flow
  if (screen.at !== 'issuing' || screen.commandId !== commandId)
    return { flow: { ...flow, left: flow.left.filter((each) => each.commandId !== commandId) }, effects: [] }
  const { ticketId, number, ahead } = detail
  const isHeld = code === 'already-has-ticket' || code === 'booking-state'
  if (!isHeld || ticketId === undefined || number === undefined) {
    const { delivery, bookingId } = screen
    const refused: Screen = {
      at: 'refused',
      commandId,
      delivery,
      code,
      detail,
      ...(bookingId === undefined ? {} : { bookingId }),
    }
    return { flow: { ...flow, warned: false, screen: refused }, effects: [] }
  }
  const { flow: next, effects } = forgetWho(flow)
  const existing: Screen = {
    at: 'existing',
    ticketId: String(ticketId),
    number: String(number),
    ahead: Number(ahead ?? 0),
    reprint: null,
    reason: null,
  }
  return { flow: { ...next, screen: existing }, effects }
}

/** The printer says how far it is. */
export function printReported(flow: Flow, progress: PrintProgress): Step {
  const { screen } = flow
  const stay = { flow, effects: [] }
  const show = (next: Screen): Step => ({ flow: { ...flow, warned: false, screen: next }, effects: [] })
  if (screen.at === 'issuing') return show({ ...screen, early: progress })
  if (screen.at === 'result' && screen.ticket.id === progress.ticketId) {
    if (screen.handed !== 'printing') return stay
    return show(numberScreen(screen.ticket, 'print', progress))
  }
  if (screen.at === 'existing' && screen.ticketId === progress.ticketId && screen.reprint !== null)
    return show({ ...screen, reprint: asReprint[progress.state], reason: progress.reason })
  const mine = flow.left.find((each) => each.ticketId === progress.ticketId)
  if (mine === undefined || progress.state === 'printing') return stay
  const left = flow.left.filter((each) => each !== mine)
  return {
    flow: { ...flow, left },
    effects:
      progress.state === 'refused'
        ? [{ type: 'settle', ticketId: progress.ticketId, printed: 'failed' }]
        : [],
  }
}
