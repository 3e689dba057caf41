import { useView } from '#client'
import { BigButton, Notice, ReaderPicture, useText } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { canRead, cardTrouble } from '../kiosk_world.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

/** Shows where the card goes, what to do when it was not read, and the two other ways. */
export function CardScreen() {
  const text = useText(words)
  const dispatch = useDispatch()
  const trouble = useView(cardTrouble)
  const readable = useView(canRead)
  return (
    <KioskFrame
      screen="card"
      question={text.cardQuestion}
      note={text.cardHint}
      hint={trouble ? 'kiosk-card-again' : 'kiosk-card'}
    >
      <div className="kiosk-picture">
        <ReaderPicture label={text.cardPicture} />
      </div>
      {trouble && (
        <Notice tone="trouble" title={text.cardTrouble}>
          {text.cardTroubleHint}
        </Notice>
      )}
      {!readable && <Notice tone="trouble" title={text.wayCardAbsent} />}
      <div className="kiosk-next">
        <p className="kiosk-or">{text.orElse}</p>
        <div className="kiosk-pair">
          <Slot name="way-type">
            <BigButton wide onPress={() => dispatch({ type: 'choose-way', way: 'typed' })}>
              {text.wayType}
            </BigButton>
          </Slot>
          <Slot name="way-anonymous">
            <BigButton wide onPress={() => dispatch({ type: 'choose-way', way: 'anonymous' })}>
              {text.wayAnonymous}
            </BigButton>
          </Slot>
        </div>
      </div>
    </KioskFrame>
  )
}
