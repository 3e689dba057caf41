import { assert } from '#basics'
import { encodeWav, type Pcm } from './wav.ts'

/** What stands in a sentence: a clip, or silence. */
export type SoundPart = Pcm | { readonly pauseMs: number }

/** How clips become a sentence. */
export const joining = {
  /** Between two clips, ms. */
  gapMs: 40,
  /** Every clip is brought to this loudness (root mean square, dB below full scale) … */
  loudnessDb: -18,
  /** … but no sample beyond this, and never louder by more than `mostGainDb`: noise stays noise. */
  peakDb: -1,
  mostGainDb: 20,
} as const

/** A finished sentence. */
export interface Sound {
  readonly wav: Uint8Array
  readonly durationMs: number
}

const fromDb = (db: number) => 10 ** (db / 20)
const fullScale = 32_767

/** The factor that brings a clip to the common loudness without clipping; 1 for silence. */
export function levelGain(samples: Int16Array): number {
  let squares = 0
  let peak = 0
  for (const sample of samples) {
    squares += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  if (peak === 0) return 1
  const rms = Math.sqrt(squares / samples.length)
  const wanted = (fullScale * fromDb(joining.loudnessDb)) / rms
  return Math.min(wanted, (fullScale * fromDb(joining.peakDb)) / peak, fromDb(joining.mostGainDb))
}

/**
 * Joins clips of one sample rate with 40 ms between neighbours, levelled, at a volume of 0 to 1.
 * Its length is exactly the sum of its parts.
 */
export function joinClips(parts: readonly SoundPart[], sampleRate: number, volume: number): Sound {
  assert(volume >= 0 && volume <= 1, 'a volume lies between 0 and 1')
  const lengthOf = (ms: number) => Math.round((ms * sampleRate) / 1_000)
  const placed: { pcm: Pcm; at: number }[] = []
  let length = 0
  let afterClip = false
  for (const part of parts) {
    if ('pauseMs' in part) {
      length += lengthOf(part.pauseMs)
      afterClip = false
      continue
    }
    assert(part.sampleRate === sampleRate, 'all clips of a pack have one sample rate')
    if (afterClip) length += lengthOf(joining.gapMs)
    placed.push({ pcm: part, at: length })
    length += part.samples.length
    afterClip = true
  }
  const samples = new Int16Array(length)
  for (const { pcm, at } of placed) {
    const gain = levelGain(pcm.samples) * volume
    pcm.samples.forEach((sample, i) => {
      samples[at + i] = Math.round(sample * gain)
    })
  }
  return { wav: encodeWav({ sampleRate, samples }), durationMs: (length / sampleRate) * 1_000 }
}
