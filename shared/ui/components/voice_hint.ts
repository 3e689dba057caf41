import type { Locale } from '../i18n/ui_store.ts'

/** Plays one recorded hint at a time; a new one replaces the one that sounds. */
export interface VoicePlayer {
  play(clip: string, locale: Locale): void
  stop(): void
}

/** Plays hints from files; `address` gives the file of a clip. A clip that is missing stays silent: a hint is an extra. */
export function filePlayer(address: (clip: string, locale: Locale) => string): VoicePlayer {
  let sounding: HTMLAudioElement | null = null
  const stop = () => {
    sounding?.pause()
    sounding = null
  }
  return {
    stop,
    play(clip, locale) {
      stop()
      sounding = new Audio(address(clip, locale))
      sounding.play().catch(() => undefined)
    },
  }
}
