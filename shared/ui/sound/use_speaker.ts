import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { type SoundQueue, type SoundView, soundQueue } from './sound_queue.ts'
import { webOutput } from './web_output.ts'

/** A page's loudspeaker: what it plays now, and the way to give it a sound. */
export interface Speaker extends SoundView {
  readonly say: SoundQueue['add']
}

/** Opens this page's loudspeaker; the first touch anywhere lifts a browser's refusal. */
export function useSpeaker(): Speaker {
  const { queue, output } = useMemo(() => {
    const made = webOutput()
    return { output: made, queue: soundQueue(made) }
  }, [])
  useEffect(() => {
    const unlock = () => void output.unlock()
    output.onReady(queue.resume)
    window.addEventListener('pointerdown', unlock)
    window.addEventListener('keydown', unlock)
    return () => {
      window.removeEventListener('pointerdown', unlock)
      window.removeEventListener('keydown', unlock)
    }
  }, [output, queue])
  const view = useSyncExternalStore(queue.onChange, queue.view)
  return { ...view, say: queue.add }
}
