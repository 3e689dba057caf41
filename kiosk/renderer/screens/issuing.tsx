import { useState } from 'react'
import { BigButton, Notice, ProgressRing, useText } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useCountdown } from '../parts/use_countdown.ts'
import { words } from '../words.ts'

/** After this long without an answer the visitor may leave, s; the screen goes home by itself at the second figure. */
const slowAfter = 6
const goneAfter = 60

/** The number has been asked for; nothing can be pressed twice, and nobody is kept waiting for ever. */
export function IssuingScreen() {
  const text = useText(words)
  const dispatch = useDispatch()
  const leave = () => dispatch({ type: 'end' })
  const [slow, setSlow] = useState(false)
  useCountdown(slowAfter, () => setSlow(true))
  useCountdown(goneAfter, leave)
  return (
    <KioskFrame screen="issuing" question={text.confirm} hint={null}>
      <div className="kiosk-ring">
        <ProgressRing label={text.issuing} value={null} />
      </div>
      {slow && (
        <>
          <Notice tone="warning" title={text.issuingSlow}>
            {text.issuingLeave}
          </Notice>
          <div className="kiosk-next">
            <Slot name="back-home">
              <BigButton wide onPress={leave}>
                {text.leave}
              </BigButton>
            </Slot>
          </div>
        </>
      )}
    </KioskFrame>
  )
}
