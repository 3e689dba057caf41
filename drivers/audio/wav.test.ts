import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok } from '#basics'
import { encodeWav, parseWav } from './wav.ts'

const pcm = fc.record({
  sampleRate: fc.constantFrom(8_000, 22_050, 44_100),
  samples: fc.int16Array({ maxLength: 200 }),
})

describe('wav files', () => {
  test('come back as they went, also from the middle of a buffer', () => {
    fc.assert(
      fc.property(pcm, fc.nat(9), (sound, offset) => {
        const file = encodeWav(sound)
        const roomy = new Uint8Array(file.length + offset)
        roomy.set(file, offset)
        expect(parseWav(roomy.subarray(offset))).toEqual(ok(sound))
      }),
    )
  })
  test('cut anywhere are refused, never half read', () => {
    fc.assert(
      fc.property(pcm, fc.nat(), (sound, cut) => {
        const file = encodeWav(sound)
        expect(parseWav(file.subarray(0, cut % file.length)).ok).toBe(false)
      }),
    )
  })
  test('with other chunks before the sound are read', () => {
    const file = encodeWav({ sampleRate: 22_050, samples: Int16Array.of(1, -2) })
    const list = [...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]
    expect(parseWav(Uint8Array.from([...file.subarray(0, 36), ...list, ...file.subarray(36)]))).toEqual(
      ok({ sampleRate: 22_050, samples: Int16Array.of(1, -2) }),
    )
  })
  test.each([
    [22, 2, 'stereo'],
    [34, 8, '8 bits'],
    [20, 3, 'floating point'],
  ])('byte %i = %i (%s) is a format we do not take', (at, value) => {
    const file = encodeWav({ sampleRate: 22_050, samples: Int16Array.of(1) })
    file[at] = value
    expect(parseWav(file)).toEqual({ ok: false, error: 'format' })
  })
})
