import {
  type Actor,
  type CentreState,
  type Context,
  type CounterCommand,
  decide,
  liveCounter,
  type Refusal,
} from '#domain'

/** A counter as its terminal sees it at a moment (ms since the epoch, the server's). */
export interface Desk {
  readonly state: CentreState
  readonly counterId: string
  readonly actor: Actor
  readonly now: number
}

/** The eight actions that have a key. */
export type DeskAction =
  | 'call-next'
  | 'recall'
  | 'arrive'
  | 'finish'
  | 'absent'
  | 'hold'
  | 'transfer'
  | 'pause'

/** The eight keys. */
export type DeskKey = `F${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`

/** Key of each action, in the order of a visit. */
export const deskKeys: readonly (readonly [DeskKey, DeskAction])[] = [
  ['F1', 'call-next'],
  ['F2', 'recall'],
  ['F3', 'arrive'],
  ['F4', 'finish'],
  ['F5', 'absent'],
  ['F6', 'hold'],
  ['F7', 'transfer'],
  ['F8', 'pause'],
]

/** What the terminal asks before it sends: a choice in place, or a form in a dialog. */
export type Ask =
  | 'finish'
  | 'next'
  | 'absent'
  | 'left'
  | 'pause'
  | 'close'
  | 'leave'
  | 'hold'
  | 'transfer'
  | 'call-number'
  | 'recuse'
  | 'next-service'
  | 'emergency'

/** What a press leads to: a command, a question first, or the reason why not. */
export type Step =
  | { readonly kind: 'send'; readonly command: CounterCommand }
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Why the rules of the hall refuse a command just now, or null: the terminal asks the very rules the hub decides by. */
export function refusalNow(desk: Desk, command: CounterCommand): Refusal | null {
  const { state, counterId, actor, now } = desk
  const estimate = () => ({ p50Minutes: 0, p80Minutes: 0 })
  const context: Context = { now, actor, estimate, freshId: '' }
  const decided = decide(state, { counterId, ...command }, context)
  return decided.ok ? null : decided.error
}

const currentOf = ({ state, counterId }: Desk) =>
  state.live.get(liveCounter(state, counterId).currentTicketId ?? '') ?? null

function sample(desk: Desk, action: DeskAction): CounterCommand {
  const current = currentOf(desk)
  switch (action) {
    case 'call-next':
      return { type: 'call-next', finishCurrent: current?.state === 'SERVING' ? 'done' : null }
    case 'finish':
      return { type: 'finish', outcome: 'done' }
    case 'hold':
      return { type: 'hold', scope: 'me', until: null, reason: '' }
    case 'transfer': {
      const serviceId = current?.leg.serviceId ?? null
      const nowhere = { toCounterId: null, staffId: null, noteRef: null, returnToMe: false }
      return { type: 'transfer', serviceId, position: 'taken', ...nowhere }
    }
    case 'pause':
      return isPaused(desk) ? { type: 'unpause' } : { type: 'pause', reason: 'break' }
    default:
      return { type: action }
  }
}

/** Whether the counter is paused: F8 then goes on. */
export const isPaused = ({ state, counterId }: Desk): boolean => liveCounter(state, counterId).paused !== null

/** Why an action is not possible now, or null. */
export const whyNot = (desk: Desk, action: DeskAction): Refusal | null =>
  refusalNow(desk, sample(desk, action))

const asks: Partial<Record<DeskAction, Ask>> = {
  finish: 'finish',
  absent: 'absent',
  hold: 'hold',
  transfer: 'transfer',
}

/**
 * What pressing an action does. Steps that cannot be repeated ask first; the same action again on its own question
 * confirms the plain answer (F4 F4 = done, F5 F5 = absent). `asked` is the question now open.
 */
export function stepFor(desk: Desk, action: DeskAction, asked: Ask | null): Step {
  const refusal = whyNot(desk, action)
  if (refusal !== null) return { kind: 'refused', refusal }
  const send: Step = { kind: 'send', command: sample(desk, action) }
  if (action === 'call-next' && currentOf(desk)?.state === 'SERVING') return { kind: 'ask', ask: 'next' }
  if (action === 'pause') return isPaused(desk) ? send : { kind: 'ask', ask: 'pause' }
  const ask = asks[action]
  if (ask === undefined) return send
  const confirmed = asked === ask && (ask === 'finish' || ask === 'absent')
  return confirmed ? send : { kind: 'ask', ask }
}

/** The step a visit waits for: the terminal marks its key. */
export function nextAction(desk: Desk): DeskAction {
  if (isPaused(desk)) return 'pause'
  const state = currentOf(desk)?.state
  if (state === 'CALLED') return 'arrive'
  return state === 'SERVING' ? 'finish' : 'call-next'
}
