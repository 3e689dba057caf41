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

function useWayOut({ code, detail }: RefusedScreenProps): string {
  const trouble = useText(troubleWords)
  const locale = useLocale()
  const { from, inDays } = detail
  if (code === 'service-closed' && from !== undefined)
    return openingText({ from: String(from), inDays: Number(inDays ?? 0) }, locale)
  if (code === 'booking-early' && detail.minutes !== undefined)
    return trouble.checkInLater(Number(detail.minutes))
  return code === 'quota-used' || code === 'number-series-full' ? trouble.fullHelp : trouble.ask
}

/** What happened, that no number was taken, what to do now, who helps. */
export function RefusedScreen(props: RefusedScreenProps) {
  const text = useText(words)
  const trouble = useText(troubleWords)
  const say = useTerm()
  const dispatch = useDispatch()
  const wayOut = useWayOut(props)
  return (
    <KioskFrame
      screen="refused"
      question={say(refusalTerm(props.code))}
      note={trouble.noNumber}
      hint="kiosk-guide-desk"
    >
      <Notice tone="trouble" title={wayOut}>
        {wayOut === trouble.ask ? undefined : trouble.ask}
      </Notice>
      <div className="kiosk-next">
        {props.retry && (
          <Slot name="retry">
            <BigButton kind="main" wide onPress={() => dispatch({ type: 'retry' })}>
              {text.retry}
            </BigButton>
          </Slot>
        )}
        <Slot name="back-home">
          <BigButton wide kind={props.retry ? 'plain' : 'main'} onPress={() => dispatch({ type: 'end' })}>
            {text.backHome}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
