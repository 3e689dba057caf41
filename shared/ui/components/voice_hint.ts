import type { Locale } from '../i18n/ui_store.ts'

/** Plays one recorded hint at a time; a new one replaces the one that sounds. */
export interface VoicePlayer {
  play(clip: string, locale: Locale): void
  stop(): void
}
