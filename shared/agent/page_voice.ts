import { type Clock, err, ok, type Result, sleep } from '#basics'
import { newCommandId } from '#client'
import type { AudioSink, PlayFault, TextAnnouncement, TextVoice } from '#drivers'
import type { ClientMessage, ServerMessage } from '#protocol'

/** A page of this machine, as far as it speaks. */
export interface SpeakingPage {
  send(message: ServerMessage): void
}

/** How a page says an announcement ended. */
export type PageEnd = Extract<ClientMessage, { type: 'announced' }>['end']

/** Named times, ms. */
export const pageVoiceTimes = {
  /** Longer than its sound by this much, a page that has not answered is deaf. */
  patience: 5_000,
  /** Longest a page may read a text aloud … */
  reading: 45_000,
  /** … and about how long it reads one character. */
  character: 350,
} as const

/** The loudspeakers of this machine's pages: recorded sound, and the voices the machine itself has. */
export interface PageVoice {
  readonly sink: AudioSink
  readonly textVoice: TextVoice
  /** A page says how one ended; what is no longer awaited is nothing. */
  ended(id: string, end: PageEnd): void
  /** A page went away. */
  gone(page: SpeakingPage): void
}

type Outcome = PageEnd | 'gone' | 'deaf'

const readingMs = (words: TextAnnouncement['words']): number =>
  words.reduce((sum, { text }) => sum + text.length, 0) * pageVoiceTimes.character

const base64 = (wav: Uint8Array) => Buffer.from(wav).toString('base64')

const faults: Readonly<Record<Exclude<Outcome, 'played'>, PlayFault>> = {
  failed: 'play-failed',
  gone: 'play-failed',
  deaf: 'play-failed',
  // The browser wants a touch first, or the machine has no voice of its own: nothing was heard.
  blocked: 'no-output',
  'no-voice': 'no-output',
}

/**
 * Speaks on one page at a time. A page that went away in the middle may sound on, so the next announcement waits until
 * that sound would be over; a page that never answers is passed over as long as there is another.
 */
export function pageVoice(options: {
  readonly clock: Clock
  /** In the order they came. */
  readonly pages: () => readonly SpeakingPage[]
}): PageVoice {
  const { clock, pages } = options
  const deaf = new WeakSet<SpeakingPage>()
  let awaited: { id: string; page: SpeakingPage; settle: (outcome: Outcome) => void } | null = null

  const speak = async (
    message: (id: string) => ServerMessage,
    longest: number,
    soundMs: number,
  ): Promise<Result<void, PlayFault>> => {
    const all = pages()
    const page = all.find((each) => !deaf.has(each)) ?? all[0]
    if (page === undefined) return err('no-output')
    const id = newCommandId(clock)
    const began = clock.now()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const patience = clock.after(longest, () => resolve('deaf'))
    awaited = { id, page, settle: resolve }
    page.send(message(id))
    const outcome = await promise
    patience.cancel()
    awaited = null
    if (outcome === 'played') return ok(undefined)
    if (outcome === 'deaf') deaf.add(page)
    if (outcome === 'gone') await sleep(clock, Math.max(0, soundMs - (clock.now() - began)))
    return err(faults[outcome])
  }

  return {
    sink: {
      name: 'page',
      play: ({ wav, durationMs, text }) =>
        speak(
          (id) => ({ type: 'announce', id, text, wav: base64(wav) }),
          durationMs + pageVoiceTimes.patience,
          durationMs,
        ),
    },
    textVoice: {
      name: 'page',
      speak: ({ text, words, volume }) =>
        speak(
          (id) => ({ type: 'announce-text', id, text, words: [...words], volume }),
          pageVoiceTimes.reading,
          Math.min(pageVoiceTimes.reading, readingMs(words)),
        ),
    },
    ended(id, end) {
      if (awaited?.id === id) awaited.settle(end)
    },
    gone(page) {
      if (awaited?.page === page) awaited.settle('gone')
    },
  }
}
