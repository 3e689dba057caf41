import type { CardSeen, TicketReply } from '#protocol'
import { step } from './flow.ts'
import { type Effect, type Flow, type FlowEvent, resting, type World } from './flow_types.ts'

/** A kiosk whose printer works. */
export const world: World = { today: '2026-06-03', elderlyAge: 70, canPrint: true }
/** One whose printer does not. */
export const noPaper: World = { ...world, canPrint: false }
/** The number of somebody old. */
export const idNumber = '11010519491231002X'
/** A card just read. */
export const card = (age: number | null): CardSeen => ({
  sessionId: 'session-1',
  maskedName: '张*',
  idTail: '002X',
  age,
})
/** A number just made. */
export const ticket = (id = 'ticket-1'): TicketReply => ({
  id,
  number: 'A012',
  serviceId: 'LC',
  state: 'ISSUING',
  ahead: 3,
  estimate: { p50Minutes: 15, p80Minutes: 25 },
  issuedAt: '2026-06-03T02:00:00.000Z',
  counterId: null,
  reprints: 0,
  priority: 'normal',
})

/** The flow after some events, with everything it asked for on the way. */
export function run(events: readonly FlowEvent[], at: World = world, from: Flow = resting) {
  const effects: Effect[] = []
  const flow = events.reduce((before, event) => {
    const after = step(before, event, at)
    effects.push(...after.effects)
    return after.flow
  }, from)
  return { flow, effects, screen: flow.screen }
}

/** Up to the question who comes. */
export const toIdentity: FlowEvent[] = [
  { type: 'choose-group', group: 'consultation' },
  { type: 'choose-service', serviceId: 'LC' },
  { type: 'take' },
]
/** Up to the keys of the ID number. */
export const typing: FlowEvent[] = [...toIdentity, { type: 'choose-way', way: 'typed' }]
