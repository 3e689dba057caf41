import { err, ok, type Result } from '#basics'

/** Sound as the announcer handles it: one channel of 16-bit samples. */
export interface Pcm {
  readonly sampleRate: number
  readonly samples: Int16Array
}

/** Why a file is not a usable clip: no RIFF/WAVE at all, cut short, or not mono 16-bit PCM. */
export type WavFault = 'not-wav' | 'cut-short' | 'format'

const headerBytes = 44
const mono16 = { tag: 1, channels: 1, bits: 16 } as const

/** Reads a RIFF/WAVE file (chunks of any kind may stand before the data). */
export function parseWav(file: Uint8Array): Result<Pcm, WavFault> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const name = (at: number) => String.fromCharCode(...file.subarray(at, at + 4))
  if (file.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return err('not-wav')
  let sampleRate: number | null = null
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (start + size > file.length) return err('cut-short')
    if (name(at) === 'fmt ') {
      if (size < 16) return err('format')
      const [tag, channels, bits] = [0, 2, 14].map((o) => view.getUint16(start + o, true))
      if (tag !== mono16.tag || channels !== mono16.channels || bits !== mono16.bits) return err('format')
      sampleRate = view.getUint32(start + 4, true)
    } else if (name(at) === 'data') {
      if (sampleRate === null || size % 2 === 1) return err('format')
      const samples = Int16Array.from({ length: size / 2 }, (_, i) => view.getInt16(start + i * 2, true))
      return ok({ sampleRate, samples })
    }
    at = start + size + (size % 2)
  }
  return err('cut-short')
}

/** Writes a RIFF/WAVE file: 44 bytes of header, then the samples. */
export function encodeWav({ sampleRate, samples }: Pcm): Uint8Array {
  const file = new Uint8Array(headerBytes + samples.length * 2)
  const view = new DataView(file.buffer)
  const put = (at: number, text: string) => {
    for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.charCodeAt(i))
  }
  put(0, 'RIFF')
  view.setUint32(4, file.length - 8, true)
  put(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, mono16.tag, true)
  view.setUint16(22, mono16.channels, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, mono16.bits, true)
  put(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, i) => {
    view.setInt16(headerBytes + i * 2, sample, true)
  })
  return file
}
