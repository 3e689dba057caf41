import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { assert } from '#basics'

/** A character's dots: 16 rows, the leftmost dot in the highest of `width` bits. */
export interface Glyph {
  readonly width: 8 | 16
  readonly rows: readonly number[]
}

/** Looks up GBK codes: one byte for half width, `lead * 256 + trail` for full width. */
export type SignFont = (code: number) => Glyph

const asciiBytes = (0x7e - 0x20 + 1) * 16
const fontBytes = asciiBytes + 87 * 94 * 32

/** What a card shows for a code its font does not have. */
const box = (width: 8 | 16): Glyph => {
  const all = 2 ** width - 1
  const sides = 2 ** (width - 1) + 1
  return { width, rows: Array.from({ length: 16 }, (_, y) => (y === 0 || y === 15 ? all : sides)) }
}

/** Makes a font of the bytes of `sign16.bin` (resources/fonts/README.md tells the layout). */
function parseSignFont(bytes: Uint8Array): SignFont {
  assert(bytes.length === fontBytes, 'a sign font holds 95 half-width and 87 × 94 full-width characters')
  return (code) => {
    if (code < 0x100) {
      if (code < 0x20 || code > 0x7e) return box(8)
      const at = (code - 0x20) * 16
      return { width: 8, rows: [...bytes.subarray(at, at + 16)] }
    }
    const row = (code >> 8) - 0xa0
    const column = (code & 0xff) - 0xa0
    if (row < 1 || row > 87 || column < 1 || column > 94) return box(16)
    const at = asciiBytes + ((row - 1) * 94 + column - 1) * 32
    const rows = Array.from({ length: 16 }, (_, y) => {
      return (bytes[at + y * 2] ?? 0) * 256 + (bytes[at + y * 2 + 1] ?? 0)
    })
    const blank = rows.every((dots) => dots === 0)
    return blank && code !== 0xa1a1 ? box(16) : { width: 16, rows }
  }
}

/** Reads a font file from disk, by default the one shipped in resources/fonts. */
export const readSignFont = (
  file: string | URL = new URL('../../resources/fonts/sign16.bin.gz', import.meta.url),
): SignFont => parseSignFont(gunzipSync(readFileSync(file)))
