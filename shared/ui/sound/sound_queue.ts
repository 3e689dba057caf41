import type { ServerMessage } from '#protocol'

/** A sound to be played once: a WAV file as base64, or words for a voice of this machine. */
export type Sound = Omit<Extract<ServerMessage, { type: 'announce' }>, 'type'> | SpokenText
/** Words for a voice of this machine, one sentence after the other, at a volume of 0 to 1. */
export type SpokenText = Omit<Extract<ServerMessage, { type: 'announce-text' }>, 'type'>

/** How a sound ended. `no-voice`: this machine has no voice of its own for it. */
export type PlayEnd = 'played' | 'failed' | 'no-voice'

/** Where sounds go; `ready` is false while the browser refuses to play before a touch. */
export interface SoundOutput {
  ready(): boolean
  /** Resolves at the sound's end; never rejects. */
  play(sound: Sound): Promise<PlayEnd>
}

/** What a page shows of its sound. */
export interface SoundView {
  readonly playing: Sound | null
  /** Something waits, and the browser does not let it out. */
  readonly blocked: boolean
}

/** Plays sounds one after another. */
export interface SoundQueue {
  /** `onEnd` is told once: how it ended, or that the browser does not let it out yet. */
  add(sound: Sound, onEnd: (end: PlayEnd | 'blocked') => void): void
  /** Goes on after the output became ready. */
  resume(): void
  view(): SoundView
  onChange(listener: () => void): () => void
}

interface Waiting {
  readonly sound: Sound
  tell(end: PlayEnd | 'blocked'): void
}

const waitingKept = 6
const silent: SoundView = { playing: null, blocked: false }

/**
 * Makes a queue over an output: sounds never overlap. What waits for a silenced browser shrinks to the newest
 * sound, because a call that is minutes old would send people to the wrong counter.
 */
export function soundQueue(output: SoundOutput): SoundQueue {
  const listeners = new Set<() => void>()
  let waiting: readonly Waiting[] = []
  let shown = silent

  const show = (next: SoundView) => {
    if (next.playing === shown.playing && next.blocked === shown.blocked) return
    shown = next
    for (const listener of listeners) listener()
  }
  /** What gives way to newer sounds was not heard. */
  const keepNewest = (count: number) => {
    for (const { tell } of waiting.slice(0, -count)) tell('failed')
    waiting = waiting.slice(-count)
  }
  const drain = () => {
    if (shown.playing !== null) return
    const [next, ...rest] = waiting
    if (next === undefined) return show(silent)
    if (!output.ready()) {
      for (const { tell } of waiting) tell('blocked')
      keepNewest(1)
      return show({ playing: null, blocked: true })
    }
    waiting = rest
    show({ playing: next.sound, blocked: false })
    void output.play(next.sound).then((end) => {
      next.tell(end)
      if (waiting.length === 0) return show(silent)
      shown = silent
      drain()
    })
  }
  return {
    add(sound, onEnd) {
      let isTold = false
      const tell: Waiting['tell'] = (end) => {
        if (!isTold) onEnd(end)
        isTold = true
      }
      waiting = [...waiting, { sound, tell }]
      keepNewest(waitingKept)
      drain()
    },
    resume: drain,
    view: () => shown,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
