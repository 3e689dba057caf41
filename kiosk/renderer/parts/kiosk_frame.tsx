import type { ReactNode } from 'react'
import { useView } from '#client'
import { AppFrame, clockText, useText, useVoiceHint } from '#ui'
import { canGoBack } from '../flow.ts'
import { saysBookingsUnknown } from '../flow_bookings.ts'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import type { VoiceHint } from '../voice_hints.ts'
import { words } from '../words.ts'
import { useGoesOn } from './use_goes_on.ts'
import { useCentreName } from './use_hall.ts'

/** One screen of the kiosk: a question, what goes with it, the answers; it says its hint when voice is on. */
export interface KioskFrameProps {
  readonly screen: string
  readonly question: string
  readonly note?: ReactNode
  readonly hint: VoiceHint | null
  readonly children: ReactNode
}

/** The public frame with 返回 bound to the flow. */
export function KioskFrame({ screen, question, note, hint, children }: KioskFrameProps) {
  const name = useCentreName()
  const dispatch = useDispatch()
  const hasBack = useFlow(canGoBack)
  const text = useText(words)
  const staleSince = useView((view) => view.staleSince)
  const goesOn = useGoesOn()
  const bookingsUnknown = useFlow(saysBookingsUnknown)
  useVoiceHint(hint)
  const lead = (
    <>
      <h2>{question}</h2>
      {/* Two notes are what there is room for in large letters: the one that helps more stays. */}
      {note !== undefined && !bookingsUnknown && <p>{note}</p>}
      {goesOn && staleSince !== null && (
        <p data-testid="kiosk-offline">{text.offline(clockText(staleSince))}</p>
      )}
      {bookingsUnknown && (
        <p className="kiosk-notice" role="status" data-testid="bookings-unknown">
          {text.bookingsUnknown}
        </p>
      )}
    </>
  )
  return (
    <AppFrame name={name} lead={lead} onBack={hasBack ? () => dispatch({ type: 'back' }) : null}>
      <div className="kiosk-screen" data-testid={`kiosk-${screen}`}>
        {children}
      </div>
    </AppFrame>
  )
}
