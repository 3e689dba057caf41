import { useCentre } from '#client'
import { Tile, Tiles, useText, useUi } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

/** Priority by age is proposed, never imposed; the other classes are seen to at the guide desk. */
export function PriorityScreen() {
  const text = useText(words)
  const elder = useUi((ui) => ui.elder)
  const age = useCentre(({ policy }) => policy.elderlyAge)
  const dispatch = useDispatch()
  const choose = (wanted: boolean) => () => dispatch({ type: 'priority', wanted })
  return (
    <KioskFrame
      screen="priority"
      question={text.priorityQuestion}
      note={text.priorityWhy(age)}
      hint="kiosk-priority"
    >
      <Tiles>
        <Slot name="priority-yes">
          <Tile pictogram="elder" title={text.priorityYes} onPress={choose(true)} />
        </Slot>
        <Slot name="priority-no">
          <Tile pictogram="no-id" title={text.priorityNo} onPress={choose(false)} />
        </Slot>
      </Tiles>
      {!elder && <p className="kiosk-small">{text.otherPriority}</p>}
    </KioskFrame>
  )
}
