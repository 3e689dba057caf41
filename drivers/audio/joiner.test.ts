import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinClips, joining, levelGain } from './joiner.ts'
import { type Pcm, parseWav } from './wav.ts'

const sampleRate = 8_000
const clip = fc.int16Array({ minLength: 1, maxLength: 400 }).map((samples): Pcm => ({ sampleRate, samples }))
const pause = fc.integer({ min: 0, max: 500 }).map((pauseMs) => ({ pauseMs }))
const samplesOf = (wav: Uint8Array): Int16Array => {
  const parsed = parseWav(wav)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value.samples
}
const tone = (length: number, height: number): Pcm => {
  const samples = Int16Array.from({ length }, (_, i) => Math.round(height * Math.sin(i / 3)))
  return { sampleRate, samples }
}
const loudness = (samples: Int16Array): number =>
  20 * Math.log10(Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length) / 32_767)

describe('joined clips', () => {
  test('last exactly as long as their parts and the gaps between neighbours', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(clip, pause), { maxLength: 12 }), (parts) => {
        const gap = (sampleRate * joining.gapMs) / 1_000
        const expected = parts.reduce((sum, part, i) => {
          if ('pauseMs' in part) return sum + part.pauseMs * 8
          const before = parts[i - 1]
          return sum + part.samples.length + (before !== undefined && 'samples' in before ? gap : 0)
        }, 0)
        const { wav, durationMs } = joinClips(parts, sampleRate, 1)
        expect(samplesOf(wav).length).toBe(expected)
        expect(durationMs).toBeCloseTo(expected / 8, 6)
      }),
    )
  })
  test('are never clipped and keep silence silent', () => {
    fc.assert(
      fc.property(
        fc.array(clip, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, volume) => {
          const ceiling = 32_768 * 10 ** (joining.peakDb / 20) + 1
          for (const sample of samplesOf(joinClips(parts, sampleRate, volume).wav)) {
            expect(Math.abs(sample)).toBeLessThanOrEqual(ceiling)
          }
        },
      ),
    )
    const silence = { sampleRate, samples: new Int16Array(50) }
    expect(samplesOf(joinClips([silence], sampleRate, 1).wav)).toEqual(new Int16Array(50))
  })
  test('come out equally loud, whatever they were', () => {
    for (const height of [3_000, 9_000, 30_000]) {
      const { samples } = tone(4_000, height)
      const levelled = samples.map((sample) => Math.round(sample * levelGain(samples)))
      expect(loudness(levelled)).toBeCloseTo(joining.loudnessDb, 1)
    }
  })
  test('follow the volume', () => {
    const parts = [tone(4_000, 9_000)]
    const full = loudness(samplesOf(joinClips(parts, sampleRate, 1).wav))
    expect(full - loudness(samplesOf(joinClips(parts, sampleRate, 0.5).wav))).toBeCloseTo(6.02, 1)
  })
  test('begin and end at nothing, so that no join clicks', () => {
    const loud = fc.integer({ min: 200, max: 900 }).map((length) => tone(length, 30_000))
    fc.assert(
      fc.property(fc.array(loud, { minLength: 1, maxLength: 4 }), (parts) => {
        const samples = samplesOf(joinClips(parts, sampleRate, 1).wav)
        let at = 0
        for (const { samples: clipped } of parts) {
          expect([samples[at], samples[at + clipped.length - 1]]).toEqual([0, 0])
          at += clipped.length + (sampleRate * joining.gapMs) / 1_000
        }
      }),
    )
    expect(Math.abs(tone(200, 30_000).samples.at(-1) ?? 0)).toBeGreaterThan(1_000)
  })
  test('keep their order, with the gap between them empty', () => {
    const one = { sampleRate, samples: Int16Array.of(1_000) }
    const samples = samplesOf(
      joinClips([one, { sampleRate, samples: Int16Array.of(-1_000) }], sampleRate, 1).wav,
    )
    expect([samples.length, Math.sign(samples[0] ?? 0), Math.sign(samples.at(-1) ?? 0)]).toEqual([322, 1, -1])
    expect(samples.subarray(1, -1).every((sample) => sample === 0)).toBe(true)
  })
})
