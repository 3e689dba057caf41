import type { CardSeen, TicketReply } from '#protocol'
import { step } from './flow.ts'
import { type Effect, type Flow, type FlowEvent, resting, type World } from './flow_types.ts'

/** A kiosk with paper, on a day. */
export const world: World = { today: '2026-06-03', elderlyAge: 70, canPrint: true }
/** The same kiosk without paper. */
export const noPaper: World = { ...world, canPrint: false }
/** An invented ID number. */
export const idNumber = '11010519491231002X'
/** A card on the reader, of somebody of this age. */
export const card = (age: number | null): CardSeen => ({
  sessionId: 'session-1',
  maskedName: '张*',
  idTail: '002X',
  age,
})
/** What the hub answers. */
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

/** Takes the flow through events; all effects on the way, and where it ends. */
export function run(events: readonly FlowEvent[], at: World = world, from: Flow = resting) {
  const effects: Effect[] = []
  const flow = events.reduce((before, event) => {
    const after = step(before, event, at)
    effects.push(...after.effects)
    return after.flow
  }, from)
  return { flow, effects, screen: flow.screen }
}

/** As far as the question who one is. */
export const toIdentity: FlowEvent[] = [
  { type: 'choose-group', group: 'consultation' },
  { type: 'choose-service', serviceId: 'LC' },
  { type: 'take' },
]
/** As far as the last question, without saying who one is. */
export const anonymous: FlowEvent[] = [...toIdentity, { type: 'choose-way', way: 'anonymous' }]
/** As far as the asking for a number. */
export const asked: FlowEvent[] = [...anonymous, { type: 'confirm', commandId: 'c1' }]
/** As far as the keypad. */
export const typing: FlowEvent[] = [...toIdentity, { type: 'choose-way', way: 'typed' }]
/** The numbers asked for. */
export const issues = (effects: readonly Effect[]) => effects.filter((effect) => effect.type === 'issue')
