import type { PlayEnd, SpokenText } from './sound_queue.ts'

/** What of the browser's speech synthesis is used; a test gives its own. */
export interface Synthesis {
  voices(): readonly { readonly lang: string; readonly localService: boolean }[]
  /** Speaks with the voice at this place of the list; resolves with whether it was spoken to the end. */
  speak(text: string, voice: number, volume: number): Promise<boolean>
}

/** The browser's own, or null where it has none. */
export function browserSynthesis(): Synthesis | null {
  const { speechSynthesis } = globalThis as Partial<Pick<typeof globalThis, 'speechSynthesis'>>
  if (speechSynthesis === undefined) return null
  return {
    voices: () => speechSynthesis.getVoices(),
    speak: (text, voice, volume) =>
      new Promise((resolve) => {
        const utterance = new SpeechSynthesisUtterance(text)
        utterance.voice = speechSynthesis.getVoices()[voice] ?? null
        utterance.volume = volume
        utterance.onend = () => resolve(true)
        utterance.onerror = () => resolve(false)
        speechSynthesis.speak(utterance)
      }),
  }
}

/**
 * Reads sentences aloud with voices that work on this machine (`localService`): others would send the call to a
 * service outside. Chinese without a voice for it is `no-voice`; another language without one is left out.
 */
export async function readAloud(
  synthesis: Synthesis | null,
  { words, volume }: SpokenText,
): Promise<PlayEnd> {
  const voices = synthesis?.voices() ?? []
  const voiceFor = (language: string) =>
    voices.findIndex(
      (voice) => voice.localService && voice.lang.toLowerCase().startsWith(language.slice(0, 2)),
    )
  if (synthesis === null || voiceFor('zh-CN') < 0) return 'no-voice'
  for (const { language, text } of words) {
    const voice = voiceFor(language)
    if (voice >= 0 && !(await synthesis.speak(text, voice, volume))) return 'failed'
  }
  return 'played'
}
