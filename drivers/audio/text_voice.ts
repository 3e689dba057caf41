import { err, type Result } from '#basics'
import type { PlayFault } from './sink.ts'

/** A sentence for a voice that reads text, numbers in words; the language as BCP 47. */
export interface VoicedSentence {
  readonly language: 'zh-CN' | 'en-US'
  readonly text: string
}

/** An announcement for a voice that reads text. */
export interface TextAnnouncement {
  /** The Chinese sentence, for logs and captions. */
  readonly text: string
  /** In the order they are said, repetitions included. */
  readonly words: readonly VoicedSentence[]
  /** 0 to 1. */
  readonly volume: number
}

/**
 * A voice that reads text, where a voice pack lacks a piece. `speak` settles when it is over, never rejects and never
 * stays open; a voice must be of this machine: what is announced does not go to a service outside.
 */
export interface TextVoice {
  readonly name: string
  speak(announcement: TextAnnouncement): Promise<Result<void, PlayFault>>
}

/**
 * Voices in the order they are tried: one that could not be heard at all gives way to the next, one that broke off in
 * the middle does not. Null when there is none.
 */
export function firstVoice(voices: readonly (TextVoice | null)[]): TextVoice | null {
  const there = voices.filter((voice) => voice !== null)
  if (there.length === 0) return null
  return {
    name: there.map(({ name }) => name).join(', '),
    async speak(announcement) {
      for (const voice of there) {
        const end = await voice.speak(announcement)
        if (end.ok || end.error !== 'no-output') return end
      }
      return err('no-output')
    },
  }
}
