/** A sound to be played once: a WAV file as base64, and what it says. */
export interface Sound {
  readonly id: string
  readonly text: string
  readonly wav: string
}

/** Where sounds go; `ready` is false while the browser refuses to play before a touch. */
export interface SoundOutput {
  ready(): boolean
  /** Resolves at the sound's end; never rejects. */
  play(wav: string): Promise<void>
}

/** What a page shows of its sound. */
export interface SoundView {
  readonly playing: Sound | null
  /** Something waits, and the browser does not let it out. */
  readonly blocked: boolean
}

/** Plays sounds one after another. */
export interface SoundQueue {
  add(sound: Sound): void
  /** Goes on after the output became ready. */
  resume(): void
  view(): SoundView
  onChange(listener: () => void): () => void
}

const waitingKept = 6
const silent: SoundView = { playing: null, blocked: false }

/**
 * Makes a queue over an output: sounds never overlap. What waits for a silenced browser shrinks to the newest
 * sound, because a call that is minutes old would send people to the wrong counter.
 */
export function soundQueue(output: SoundOutput): SoundQueue {
  const listeners = new Set<() => void>()
  let waiting: readonly Sound[] = []
  let shown = silent

  const show = (next: SoundView) => {
    if (next.playing === shown.playing && next.blocked === shown.blocked) return
    shown = next
    for (const listener of listeners) listener()
  }
  const drain = () => {
    if (shown.playing !== null) return
    const [next, ...rest] = waiting
    if (next === undefined) return show(silent)
    if (!output.ready()) {
      waiting = waiting.slice(-1)
      return show({ playing: null, blocked: true })
    }
    waiting = rest
    show({ playing: next, blocked: false })
    void output.play(next.wav).then(() => {
      if (waiting.length === 0) return show(silent)
      shown = silent
      drain()
    })
  }
  return {
    add(sound) {
      waiting = [...waiting, sound].slice(-waitingKept)
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
