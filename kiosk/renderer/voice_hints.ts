import { type Locale, termText, type VoicePlayer } from '#ui'
import { voiceHints } from './hint_sentences.ts'

/** A spoken hint. */
export type VoiceHint = keyof typeof voiceHints

const isHint = (clip: string): clip is VoiceHint => clip in voiceHints

/** Speaks a sentence with a voice of this machine, if it has one for the language; nothing leaves the machine. */
function speak(words: string, locale: Locale): void {
  const synthesis = globalThis.speechSynthesis
  const language = locale.slice(0, 2)
  const voice = synthesis.getVoices().find((each) => each.localService && each.lang.startsWith(language))
  if (voice === undefined) return
  const sentence = new SpeechSynthesisUtterance(words)
  sentence.voice = voice
  sentence.lang = voice.lang
  sentence.rate = 0.9
  synthesis.speak(sentence)
}

/**
 * Plays hints from recorded clips (`files`: '<zh|en>/<hint>' to address); a hint without a clip is spoken by the
 * machine's own voice, and stays silent on a machine that has none.
 */
export function hintPlayer(files: Readonly<Record<string, string>>): VoicePlayer {
  let sounding: HTMLAudioElement | null = null
  const stop = () => {
    sounding?.pause()
    sounding = null
    globalThis.speechSynthesis.cancel()
  }
  return {
    stop,
    play(clip, locale) {
      stop()
      if (!isHint(clip)) return
      const address = files[`${locale.slice(0, 2)}/${clip}`]
      if (address === undefined) return speak(termText(voiceHints[clip], locale), locale)
      sounding = new Audio(address)
      sounding.play().catch(() => undefined)
    },
  }
}
