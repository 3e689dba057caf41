import { browserSynthesis, readAloud } from './local_voice.ts'
import type { SoundOutput } from './sound_queue.ts'

/** An output of this page; `unlock` is called from a touch, which browsers want before the first sound. */
export interface WebOutput extends SoundOutput {
  unlock(): Promise<void>
  onReady(listener: () => void): void
}

const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer

/** Plays WAV files through Web Audio and reads text with this machine's voices; a file that cannot be decoded fails. */
export function webOutput(): WebOutput {
  const audio = new AudioContext()
  const play = async (wav: string) => {
    const buffer = await audio.decodeAudioData(bytesOf(wav))
    const source = audio.createBufferSource()
    source.buffer = buffer
    source.connect(audio.destination)
    await new Promise<void>((resolve) => {
      source.onended = () => resolve()
      source.start()
    })
  }
  return {
    ready: () => audio.state === 'running',
    play: (sound) =>
      'wav' in sound
        ? play(sound.wav).then(
            () => 'played',
            () => 'failed',
          )
        : readAloud(browserSynthesis(), sound),
    unlock: () => audio.resume().catch(() => undefined),
    onReady(listener) {
      audio.onstatechange = () => {
        if (audio.state === 'running') listener()
      }
    },
  }
}
