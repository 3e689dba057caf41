import { useEffect } from 'react'
import { useUi } from '../i18n/ui_store.ts'
import { useScreen } from './screen_context.tsx'

/** Speaks `clip` when the screen shows it and voice is on, again when the language changes; `null` is silent. */
export function useVoiceHint(clip: string | null): void {
  const { player } = useScreen()
  const voice = useUi((ui) => ui.voice)
  const locale = useUi((ui) => ui.locale)
  useEffect(() => {
    if (clip === null || !voice || player === null) return
    player.play(clip, locale)
    return () => player.stop()
  }, [clip, voice, locale, player])
}
