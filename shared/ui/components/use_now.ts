import { useEffect, useState } from 'react'
import { useScreen } from './screen_context.tsx'

/** The time in ms since the epoch, renewed every `every` ms. */
export function useNow(every = 1000): number {
  const { clock } = useScreen()
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    setNow(clock.now())
    const timer = clock.every(every, () => setNow(clock.now()))
    return () => timer.cancel()
  }, [clock, every])
  return now
}
