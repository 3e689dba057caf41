import type { Result } from '#basics'
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
