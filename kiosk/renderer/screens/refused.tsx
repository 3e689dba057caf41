import type { RefusalCode } from '#domain'
import { BigButton, Notice, useLocale, useTerm, useText } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { openingText, refusalTerm, troubleWords } from '../trouble_words.ts'
import { words } from '../words.ts'

/** Why no number was taken, with the particulars the hub gave. */
export interface RefusedScreenProps {
  readonly code: RefusalCode
  readonly detail: Readonly<Record<string, string | number>>
  readonly retry: boolean
}

/** A booking that is over: its visitor takes an ordinary number instead. */
const isOver = ({ code }: RefusedScreenProps): boolean => code === 'booking-late' || code === 'booking-state'

function useWayOut(props: RefusedScreenProps): string {
  const trouble = useText(troubleWords)
  const locale = useLocale()
  const { code, detail } = props
  const { from, inDays } = detail
  if (code === 'service-closed' && from !== undefined)
    return openingText({ from: String(from), inDays: Number(inDays ?? 0) }, locale)
  if (code === 'booking-early' && detail.minutes !== undefined)
    return trouble.checkInLater(Number(detail.minutes))
  if (isOver(props)) return trouble.takeInstead
  return code === 'quota-used' || code === 'number-series-full' ? trouble.fullHelp : trouble.ask
}

/** What can be done about it: ask again, or take an ordinary number. */
function WayOn(props: RefusedScreenProps) {
  const text = useText(words)
  const dispatch = useDispatch()
  if (props.retry)
    return (
      <Slot name="retry">
        <BigButton kind="main" wide onPress={() => dispatch({ type: 'retry' })}>
          {text.retry}
        </BigButton>
      </Slot>
    )
  if (!isOver(props)) return null
  return (
    <Slot name="take-anew">
      <BigButton kind="main" wide onPress={() => dispatch({ type: 'back' })}>
        {text.takeAnew}
      </BigButton>
    </Slot>
  )
}

/** What happened, that no number was taken, what to do now, who helps. */
export function RefusedScreen(props: RefusedScreenProps) {
  const text = useText(words)
  const trouble = useText(troubleWords)
  const say = useTerm()
  const dispatch = useDispatch()
  const wayOut = useWayOut(props)
  const goesOn = props.retry || isOver(props)
  return (
    <KioskFrame
      screen="refused"
      question={say(refusalTerm(props.code, props.detail))}
      note={trouble.noNumber}
      hint={isOver(props) ? 'kiosk-booking-over' : 'kiosk-guide-desk'}
    >
      <Notice tone="trouble" title={wayOut}>
        {wayOut === trouble.ask ? undefined : trouble.ask}
      </Notice>
      <div className="kiosk-next">
        <WayOn {...props} />
        <Slot name="back-home">
          <BigButton wide kind={goesOn ? 'plain' : 'main'} onPress={() => dispatch({ type: 'end' })}>
            {text.backHome}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
