import { useEffect, useRef } from 'react'
import { idleWatch } from './idle_watch.ts'
import { useScreen } from './screen_context.tsx'

/** Runs `onIdle` when nobody has touched the screen or a key for `ms`; `null` means never. */
export function useIdleReset(ms: number | null, onIdle: () => void): void {
  const { clock } = useScreen()
  const action = useRef(onIdle)
  useEffect(() => {
    action.current = onIdle
  })
  useEffect(() => {
    if (ms === null) return
    const watch = idleWatch(clock, ms, () => action.current())
    const signs = ['pointerdown', 'keydown', 'wheel'] as const
    for (const sign of signs) window.addEventListener(sign, watch.touch, { capture: true, passive: true })
    return () => {
      watch.stop()
      for (const sign of signs) window.removeEventListener(sign, watch.touch, { capture: true })
    }
  }, [clock, ms])
}
