import { useEffect, useRef, useState } from 'react'
import { useScreen } from '#ui'

/** Counts whole seconds down from `seconds`, then runs `onOver` once; `null` stands still. */
export function useCountdown(seconds: number | null, onOver: () => void): number {
  const { clock } = useScreen()
  const [left, setLeft] = useState(seconds ?? 0)
  const action = useRef(onOver)
  useEffect(() => {
    action.current = onOver
  })
  useEffect(() => {
    if (seconds === null) return
    let remaining = seconds
    setLeft(remaining)
    const timer = clock.every(1_000, () => {
      remaining -= 1
      setLeft(Math.max(0, remaining))
      if (remaining > 0) return
      timer.cancel()
      action.current()
    })
    return () => timer.cancel()
  }, [clock, seconds])
  return left
}
