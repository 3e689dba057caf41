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
  /** Each clip rises from nothing and falls to nothing in this time: a cut inside a sound would click, ms. */
  fadeMs: 5,
} as const

/** A finished sentence. */
export interface Sound {
  readonly wav: Uint8Array
  readonly durationMs: number
}

const fromDb = (db: number) => 10 ** (db / 20)
const fullScale = 32_767

/** How loud a clip is, dB below full scale; -Infinity for silence. */
export interface Loudness {
  readonly rmsDb: number
  readonly peakDb: number
}

/** Measures a clip: root mean square and highest sample. */
export function loudnessOf(samples: Int16Array): Loudness {
  let squares = 0
  let peak = 0
  for (const sample of samples) {
    squares += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  const db = (height: number) => 20 * Math.log10(height / fullScale)
  return { rmsDb: db(Math.sqrt(squares / Math.max(1, samples.length))), peakDb: db(peak) }
}

/** The factor that brings a clip to the common loudness without clipping; 1 for silence. */
export function levelGain(samples: Int16Array): number {
  const { rmsDb, peakDb } = loudnessOf(samples)
  if (peakDb === Number.NEGATIVE_INFINITY) return 1
  return fromDb(Math.min(joining.loudnessDb - rmsDb, joining.peakDb - peakDb, joining.mostGainDb))
}

/** The share of a sample that is heard: 0 at both ends of a clip, 1 between the fades; short clips fade all along. */
function fade(at: number, length: number, fadeLength: number): number {
  const reach = Math.min(fadeLength, (length - 1) / 2)
  return reach <= 0 ? 1 : Math.min(1, at / reach, (length - 1 - at) / reach)
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
  const fadeLength = lengthOf(joining.fadeMs)
  for (const { pcm, at } of placed) {
    const gain = levelGain(pcm.samples) * volume
    const { length: clipLength } = pcm.samples
    pcm.samples.forEach((sample, i) => {
      samples[at + i] = Math.round(sample * gain * fade(i, clipLength, fadeLength))
    })
  }
  return { wav: encodeWav({ sampleRate, samples }), durationMs: (length / sampleRate) * 1_000 }
}
