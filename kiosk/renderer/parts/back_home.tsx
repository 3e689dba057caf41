import { BigButton, useText } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { words } from '../words.ts'
import { Slot } from './slot.tsx'

/** Ends the visit; `isMain` where nothing else is left to do. */
export function BackHome({ isMain = false }: { readonly isMain?: boolean }) {
  const text = useText(words)
  const dispatch = useDispatch()
  return (
    <Slot name="back-home">
      <BigButton wide kind={isMain ? 'main' : 'plain'} onPress={() => dispatch({ type: 'end' })}>
        {text.backHome}
      </BigButton>
    </Slot>
  )
}
