import { create } from 'zustand'

/** Languages of every page. */
export type Locale = 'zh-CN' | 'en'

/** How the person before the screen wants it: language, large text (长辈版), spoken hints. */
export interface UiChoices {
  readonly locale: Locale
  readonly elder: boolean
  readonly voice: boolean
}

interface UiStore extends UiChoices {
  setLocale(locale: Locale): void
  setElder(elder: boolean): void
  setVoice(voice: boolean): void
  /** Back to what the next person expects: Chinese, ordinary size, no voice. */
  reset(): void
}

/** What a screen shows to someone it knows nothing about. */
export const firstChoices: UiChoices = { locale: 'zh-CN', elder: false, voice: false }

/** The choices of the person before this screen; kept in memory only, forgotten by `reset`. */
export const useUi = create<UiStore>((set) => ({
  ...firstChoices,
  setLocale: (locale) => set({ locale }),
  // 长辈版 speaks unless it is told not to: the voice has a button of its own.
  setElder: (elder) => set({ elder, voice: elder }),
  setVoice: (voice) => set({ voice }),
  reset: () => set(firstChoices),
}))

/** The language now chosen. */
export const useLocale = (): Locale => useUi((ui) => ui.locale)
