import { Tooltip } from 'antd'
import {
  BellRing,
  CirclePause,
  CirclePlay,
  CornerUpRight,
  Hand,
  Megaphone,
  ThumbsUp,
  Undo2,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { counterActionTerms, sayRefusal, useLocale, useTerm, useText } from '#ui'
import { KeyHint } from '#ui/staff'
import {
  type DeskAction,
  type DeskKey,
  deskKeys,
  isPaused,
  nextAction,
  refusalNow,
  whyNot,
} from './desk_rules.ts'
import { useDesk } from './use_desk.ts'
import { deskWords } from './words.ts'

const icons: Readonly<Record<DeskAction, ComponentType<{ size?: number }>>> = {
  'call-next': Megaphone,
  recall: BellRing,
  arrive: UserRoundCheck,
  finish: ThumbsUp,
  absent: UserRoundX,
  hold: Hand,
  transfer: CornerUpRight,
  pause: CirclePause,
}

function Action({ keyName, action }: { readonly keyName: DeskKey; readonly action: DeskAction }) {
  const { desk, press, busy } = useDesk()
  const locale = useLocale()
  const say = useTerm()
  const refusal = whyNot(desk, action)
  const reason = refusal === null ? null : sayRefusal(refusal, locale)
  const resumes = action === 'pause' && isPaused(desk)
  const Icon = resumes ? CirclePlay : icons[action]
  const seconds = refusal?.detail.seconds
  return (
    <Tooltip
      title={reason === null ? '' : `${reason.title}。${reason.detail}`}
      trigger={['hover', 'focus']}
      placement="left"
    >
      {/* Not `disabled`: the key must take the focus to say why it rests. */}
      <button
        type="button"
        className="action"
        data-action={action}
        data-next={nextAction(desk) === action || undefined}
        aria-disabled={refusal !== null || busy}
        aria-keyshortcuts={keyName}
        aria-description={reason === null ? undefined : `${reason.title} ${reason.detail}`}
        onClick={() => press(action)}
        data-testid={`key-${keyName.toLowerCase()}`}
      >
        <Icon size={22} aria-hidden />
        <span className="action-name">{say(counterActionTerms[resumes ? 'unpause' : action])}</span>
        {seconds !== undefined && <span className="action-wait">{seconds}s</span>}
        <KeyHint>{keyName}</KeyHint>
      </button>
    </Tooltip>
  )
}

const undoNames: Readonly<Record<string, keyof typeof counterActionTerms>> = {
  // In turn or out of it: the label names what both are.
  TicketCalled: 'call',
  TicketArrived: 'arrive',
  TicketMissed: 'absent',
  TicketHeld: 'hold',
  TicketTransferred: 'transfer',
  TicketFinished: 'finish',
  TicketNextLeg: 'next-service',
  TicketRecused: 'recuse',
}

/** Takes the last step back while that is possible, with the time left. */
function Undo() {
  const { desk, view, run, say: tell } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  const { undo } = view.live
  const refusal = refusalNow(desk, { type: 'undo' })
  const name = undoNames[undo?.did ?? '']
  const possible = refusal === null && undo !== null && name !== undefined
  const { undoSeconds } = desk.state.policy
  const left = Math.min(undoSeconds, Math.ceil(undoSeconds - (desk.now - (undo?.at ?? 0)) / 1_000))
  const what = possible ? `${say(counterActionTerms[name])} ${undo.ticket.number}` : ''
  return (
    <button
      type="button"
      className="undo"
      aria-disabled={!possible}
      aria-keyshortcuts="Control+Z"
      onClick={() => (refusal === null ? void run({ type: 'undo' }) : tell(refusal))}
      data-testid="undo"
    >
      <Undo2 size={18} aria-hidden />
      <span className="undo-name">{possible ? text.undoOf(what) : text.undoNone}</span>
      <span className="undo-keys">
        <KeyHint>Ctrl Z</KeyHint>
        {possible && <span className="action-wait">{text.seconds(Math.max(0, left))}</span>}
      </span>
    </button>
  )
}

/** The rarer ways on. */
function SideDoors() {
  const { desk, view, open, say: tell } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  const idle = view.current === null && view.live.paused === null
  const doors = [
    {
      id: 'call-number',
      name: say(counterActionTerms['call-number']),
      // An idle counter may: which number it shall be is asked by the dialog.
      refusal: idle ? null : refusalNow(desk, { type: 'call-number', number: '-', reason: '-' }),
      ask: 'call-number',
    },
    {
      id: 'next-service',
      name: say(counterActionTerms['next-service']),
      refusal: refusalNow(desk, {
        type: 'next-service',
        serviceId: view.current?.leg.serviceId ?? '',
        stays: true,
        outcome: 'done',
      }),
      ask: 'next-service',
    },
    { id: 'left', name: text.left, refusal: refusalNow(desk, { type: 'left' }), ask: 'left' },
    {
      id: 'recuse',
      name: say(counterActionTerms.recuse),
      refusal: refusalNow(desk, { type: 'recuse', reason: '-' }),
      ask: 'recuse',
    },
  ] as const
  return (
    <div className="side-doors">
      {doors.map(({ id, name, refusal, ask }) => (
        <button
          key={id}
          type="button"
          className="side-door"
          aria-disabled={refusal !== null}
          onClick={() => (refusal === null ? open(ask) : tell(refusal))}
          data-testid={`door-${id}`}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

/** The actions of a visit with their keys; one that rests says why when it is pointed at, focused or pressed. */
export function ActionPanel() {
  const text = useText(deskWords)
  return (
    <nav className="actions" aria-label={text.actions}>
      <div className="action-grid">
        {deskKeys.map(([keyName, action]) => (
          <Action key={keyName} keyName={keyName} action={action} />
        ))}
      </div>
      <Undo />
      <SideDoors />
    </nav>
  )
}
