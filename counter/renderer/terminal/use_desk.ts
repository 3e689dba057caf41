import { createContext, useContext, useMemo, useState } from 'react'
import { present } from '#basics'
import { refusalOf, useCentre, usePage, useServerNow } from '#client'
import {
  type Actor,
  type CentreState,
  type CounterCommand,
  type CounterView,
  counterView,
  type Refusal,
} from '#domain'
import type { CounterBody } from '#protocol'
import { type Ask, type Desk, type DeskAction, stepFor } from './desk_rules.ts'
import { pressGuard } from './press_guard.ts'

/** A counter's terminal: what it shows, what it asks, what it sends. */
export interface DeskControl {
  readonly desk: Desk
  readonly view: CounterView
  readonly staffId: string
  readonly ask: Ask | null
  /** The number a special call is proposed for. */
  readonly callNumber: string
  /** Why the last step was not done. */
  readonly said: Refusal | null
  /** A command is on its way. */
  readonly busy: boolean
  press(action: DeskAction): void
  /** Opens a question; `number` fills in a special call. */
  open(ask: Ask, number?: string): void
  dismiss(): void
  say(refusal: Refusal | null): void
  /** Sends a command of this counter; true when it was done. */
  run(body: DeskBody): Promise<boolean>
  /** Closes the counter and ends the session; while the counter cannot be closed, neither. */
  leave(): void
}

/** The body of a counter command without its id, which the client makes. */
export type DeskBody = CounterBody extends infer Body
  ? Body extends CounterBody
    ? Omit<Body, 'commandId'>
    : never
  : never

/** A plain command of the domain as its body on the wire; those that carry more come from their dialogs. */
function bodyOf(command: CounterCommand): DeskBody | null {
  switch (command.type) {
    case 'call-next':
      return command.finishCurrent === null
        ? { type: 'call-next' }
        : { type: 'call-next', finishCurrent: command.finishCurrent }
    case 'recall':
    case 'arrive':
    case 'absent':
    case 'finish':
    case 'unpause':
      return command
    default:
      return null
  }
}

/** Who the rules take this page for: whoever is logged in, also where the link is the machine's. */
function actorOf(state: CentreState, staffId: string): Actor {
  return { kind: 'staff', staffId, roles: state.staff.get(staffId)?.roles ?? ['counter'] }
}

/** Questions that are about the number at the counter: gone when it is gone. */
const aboutCurrent: ReadonlySet<Ask> = new Set([
  'finish',
  'next',
  'absent',
  'left',
  'hold',
  'transfer',
  'recuse',
  'next-service',
])

const askStanding = (ask: Ask | null, hasCurrent: boolean): Ask | null =>
  ask !== null && aboutCurrent.has(ask) && !hasCurrent ? null : ask

/** The state of one counter's terminal; null while the counter is not known. */
export function useDeskControl(counterId: string, staffId: string, onLogout: () => void): DeskControl | null {
  const page = usePage()
  const now = useServerNow()
  const state = useCentre((centre) => centre)
  const [asked, setAsk] = useState<Ask | null>(null)
  const [callNumber, setCallNumber] = useState('')
  const [said, setSaid] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const fresh = useMemo(() => pressGuard(() => page.clock.now()), [page])

  const view = counterView(state, counterId, now)
  if (view === null) return null
  const ask = askStanding(asked, view.current !== null)
  const desk = { state, counterId, actor: actorOf(state, staffId), now }

  const run = async (body: DeskBody): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setSaid(null)
    const answer = await page.send({ name: 'counter', counterId, body })
    setBusy(false)
    if (answer.ok) setAsk(null)
    else setSaid(refusalOf(answer.error))
    return answer.ok
  }
  const press = (action: DeskAction) => {
    if (busy || !fresh(action)) return
    const step = stepFor({ ...desk, now: page.clock.now() + page.store.getState().serverOffset }, action, ask)
    setSaid(null)
    if (step.kind === 'refused') return setSaid(step.refusal)
    if (step.kind === 'ask') return setAsk(step.ask)
    setAsk(null)
    const body = bodyOf(step.command)
    if (body !== null) void run(body)
  }
  const open = (next: Ask, number = '') => {
    setSaid(null)
    setCallNumber(number)
    setAsk(next)
  }
  return {
    desk,
    view,
    staffId,
    ask,
    callNumber,
    said,
    busy,
    press,
    open,
    dismiss: () => setAsk(null),
    say: setSaid,
    run,
    leave: () => void run({ type: 'close' }).then((isClosed) => isClosed && onLogout()),
  }
}

const deskContext = createContext<DeskControl | null>(null)

/** Gives the terminal's panels their counter. */
export const DeskProvider = deskContext.Provider

/** The counter of the terminal this component stands on. */
export const useDesk = (): DeskControl => present(useContext(deskContext), 'DeskProvider')
