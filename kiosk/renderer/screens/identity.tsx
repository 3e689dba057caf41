import { ShieldCheck } from 'lucide-react'
import { useView } from '#client'
import { Tile, Tiles, useText, useUi } from '#ui'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { canRead } from '../kiosk_world.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

function useCardNote() {
  const text = useText(words)
  const card = useFlow(({ visit }) => visit.card)
  const readable = useView(canRead)
  if (card !== null) return { note: text.wayCardKnown(card.maskedName, card.idTail), disabled: false }
  return readable ? { note: text.wayCardNote, disabled: false } : { note: text.wayCardAbsent, disabled: true }
}

/** How the data is used, on the same screen, before anything is read; then three ways of equal dignity. */
export function IdentityScreen() {
  const text = useText(words)
  const elder = useUi((ui) => ui.elder)
  const dispatch = useDispatch()
  const cardWay = useCardNote()
  const take = (way: 'card' | 'typed' | 'anonymous') => () => dispatch({ type: 'choose-way', way })
  return (
    <KioskFrame
      screen="identity"
      question={text.identityQuestion}
      note={text.identityEqual}
      hint="kiosk-identity"
    >
      <section className="kiosk-privacy" aria-label={text.privacyTitle}>
        <ShieldCheck aria-hidden />
        <p>{elder ? text.privacyShort : text.privacy}</p>
      </section>
      <Tiles>
        <Slot name="way-card">
          <Tile pictogram="id-card" title={text.wayCard} {...cardWay} onPress={take('card')} />
        </Slot>
        <Slot name="way-type">
          <Tile pictogram="keypad" title={text.wayType} note={text.wayTypeNote} onPress={take('typed')} />
        </Slot>
        <Slot name="way-anonymous">
          <Tile
            pictogram="no-id"
            title={text.wayAnonymous}
            note={text.wayAnonymousNote}
            onPress={take('anonymous')}
          />
        </Slot>
      </Tiles>
    </KioskFrame>
  )
}
