import type { Clock, Timer } from '#basics'
import type { HubClient } from '#client'
import { type CentreState, liveCounter } from '#domain'
import type { PadAction } from '#drivers'
import type { CounterBody } from '#protocol'

/** Named times of a pad, ms. */
export const padTimes = {
  /** A key whose step cannot be repeated must be pressed again within this time. */
  confirm: 4_000,
  /** What a pad was told stands this long, then the number at the counter again. */
  said: 3_000,
  /** The hub must answer within this time; a later answer changes nothing. */
  answer: 2_500,
} as const

/** One call pad: which counter it belongs to and how it is spoken to. */
export interface DeskPad {
  readonly counterId: string
  /** Identity of the counter's device, where the pad hangs on another machine; null: this machine is the counter's. */
  readonly as: string | null
  /** At most four full-width characters. */
  show(text: string): void
  beep(times: number): void
}

/** Makes keys of call pads into commands of their counters. */
export interface PadDesk {
  press(pad: DeskPad, action: PadAction): void
  /** Shows each pad the number at its counter. */
  follow(centre: CentreState): void
  close(): void
}

/** What the pads' desk needs. */
export interface PadDeskOptions {
  readonly clock: Clock
  readonly hub: Pick<HubClient, 'send'>
  readonly pads: readonly DeskPad[]
  centre(): CentreState
  live(): boolean
}

const words = {
  closed: '未登录',
  again: '再按一次',
  offline: '未连接',
  other: '不能执行',
} as const

const refusalWords: Readonly<Record<string, string>> = {
  'counter-closed': words.closed,
  'queue-empty': '无人等候',
  'counter-busy': '请先办结',
  'counter-paused': '暂停中',
  unavailable: words.offline,
  'needs-hub': words.offline,
}

/** Steps that cannot simply be done again ask for a second press, as the counter's screen does. */
const asksTwice: ReadonlySet<PadAction> = new Set(['finish', 'absent'])

type PadBody = CounterBody extends infer Body
  ? Body extends CounterBody
    ? Omit<Body, 'commandId'>
    : never
  : never

function bodyOf(action: PadAction, isPaused: boolean): PadBody {
  switch (action) {
    case 'next':
      return { type: 'call-next' }
    case 'finish':
      return { type: 'finish', outcome: 'done' }
    case 'pause':
      return isPaused ? { type: 'unpause' } : { type: 'pause', reason: 'break' }
    default:
      return { type: action }
  }
}

const currentNumber = (centre: CentreState, counterId: string): string =>
  centre.live.get(liveCounter(centre, counterId).currentTicketId ?? '')?.number ?? ''

interface PadLife {
  shown: string
  armed: { readonly action: PadAction; readonly at: number } | null
  busy: boolean
  said: Timer | null
}

/**
 * Opens the desk. A key acts for whoever opened the counter: with nobody there it is refused at the pad, and so it
 * is while the hub is away, for a key must not act later than it was pressed.
 */
export function padDesk(options: PadDeskOptions): PadDesk {
  const { clock, hub, centre } = options
  const lives = new Map(
    options.pads.map((pad) => [pad, { shown: '', armed: null, busy: false, said: null } as PadLife]),
  )

  const show = (pad: DeskPad, life: PadLife, text: string) => {
    if (life.shown === text) return
    life.shown = text
    pad.show(text)
  }
  const rest = (pad: DeskPad, life: PadLife) => {
    life.said?.cancel()
    life.said = null
    show(pad, life, currentNumber(centre(), pad.counterId))
  }
  const say = (pad: DeskPad, life: PadLife, text: string, beeps: number) => {
    life.said?.cancel()
    show(pad, life, text)
    pad.beep(beeps)
    life.said = clock.after(padTimes.said, () => rest(pad, life))
  }
  const run = async (pad: DeskPad, life: PadLife, action: PadAction) => {
    const isPaused = liveCounter(centre(), pad.counterId).paused !== null
    const command = { name: 'counter', counterId: pad.counterId, body: bodyOf(action, isPaused) } as const
    life.busy = true
    const answer = await hub.send(command, { limitMs: padTimes.answer, as: pad.as })
    life.busy = false
    if (!answer.ok) return say(pad, life, refusalWords[answer.error.code] ?? words.other, 2)
    pad.beep(1)
    rest(pad, life)
  }
  return {
    press(pad, action) {
      const life = lives.get(pad)
      if (life === undefined || life.busy) return
      const { armed } = life
      life.armed = null
      if (!options.live()) return say(pad, life, words.offline, 2)
      if (liveCounter(centre(), pad.counterId).staffId === null) return say(pad, life, words.closed, 2)
      const isConfirmed = armed?.action === action && clock.now() - armed.at < padTimes.confirm
      if (asksTwice.has(action) && !isConfirmed) {
        life.armed = { action, at: clock.now() }
        return say(pad, life, words.again, 1)
      }
      void run(pad, life, action)
    },
    follow() {
      for (const [pad, life] of lives) if (life.said === null) rest(pad, life)
    },
    close() {
      for (const life of lives.values()) life.said?.cancel()
    },
  }
}
