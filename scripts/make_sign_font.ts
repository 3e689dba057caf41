/**
 * Makes `resources/fonts/sign16.bin.gz` from two bitmap fonts of X.Org (Debian package `xfonts-base`):
 * GB 2312 in 16×16 dots (`gb16st`) and ASCII in 8×16 dots (`8x16`). Run: `node scripts/make_sign_font.ts [folder]`.
 * Layout of the result: see resources/fonts/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { assert, present } from '#basics'

const tables = { metrics: 4, bitmaps: 8, encodings: 32 } as const
const formatBits = { bigEndian: 4, mostSignificantBitFirst: 8, compressedMetrics: 0x100 } as const

/** One character's dots: rows of bytes, most significant bit left. */
interface Glyph {
  readonly width: number
  readonly rows: readonly Uint8Array[]
}

/** Reads an X11 portable compiled font whose tables are big-endian; null where a code has no glyph. */
function readPcf(file: Buffer): (code: number) => Glyph | null {
  const offsets = new Map<number, number>()
  for (let i = 0; i < file.readUInt32LE(4); i += 1) {
    offsets.set(file.readUInt32LE(8 + i * 16), file.readUInt32LE(8 + i * 16 + 12))
  }
  const open = (type: number) => {
    const at = present(offsets.get(type), `font table ${type}`)
    const format = file.readUInt32LE(at)
    assert((format & formatBits.bigEndian) !== 0, 'the table is big-endian')
    return { at: at + 4, format }
  }
  const metrics = open(tables.metrics)
  const bitmaps = open(tables.bitmaps)
  const encodings = open(tables.encodings)
  assert((metrics.format & formatBits.compressedMetrics) !== 0, 'metrics are compressed')
  assert((bitmaps.format & formatBits.mostSignificantBitFirst) !== 0, 'the leftmost dot is the highest bit')
  const pad = 1 << (bitmaps.format & 3)
  const glyphs = file.readUInt32BE(bitmaps.at)
  const dots = bitmaps.at + 4 + glyphs * 4 + 16
  const [minLow = 0, maxLow = 0, minHigh = 0, maxHigh = 0] = [0, 2, 4, 6].map((o) =>
    file.readUInt16BE(encodings.at + o),
  )

  const glyphAt = (index: number): Glyph => {
    const metric = metrics.at + 2 + index * 5
    const [left = 0, right = 0, , ascent = 0, descent = 0] = file
      .subarray(metric, metric + 5)
      .map((byte) => byte - 0x80)
    const stride = Math.ceil(Math.ceil((right - left) / 8) / pad) * pad
    const start = dots + file.readUInt32BE(bitmaps.at + 4 + index * 4)
    const rows = Array.from({ length: ascent + descent }, (_, y) =>
      file.subarray(start + y * stride, start + (y + 1) * stride),
    )
    return { width: right - left, rows }
  }
  return (code) => {
    const low = code & 0xff
    const high = code >> 8
    if (low < minLow || low > maxLow || high < minHigh || high > maxHigh) return null
    const at = encodings.at + 10 + ((high - minHigh) * (maxLow - minLow + 1) + low - minLow) * 2
    const index = file.readUInt16BE(at)
    return index === 0xffff ? null : glyphAt(index)
  }
}

/** Cuts a glyph to exactly 16 rows of `bytes` bytes; missing glyphs are blank. */
function cell(glyph: Glyph | null, bytes: number): Buffer {
  const out = Buffer.alloc(16 * bytes)
  glyph?.rows.slice(0, 16).forEach((row, y) => {
    out.set(row.subarray(0, bytes), y * bytes)
  })
  return out
}

const folder = process.argv[2] ?? '/usr/share/fonts/X11/misc'
const open = (name: string) => readPcf(gunzipSync(readFileSync(join(folder, name))))
const half = open('8x16.pcf.gz')
const full = open('gb16st.pcf.gz')

const parts: Buffer[] = []
for (let code = 0x20; code <= 0x7e; code += 1) parts.push(cell(half(code), 1))
let found = 0
for (let row = 1; row <= 87; row += 1) {
  for (let column = 1; column <= 94; column += 1) {
    const glyph = full(((row + 0x20) << 8) + column + 0x20)
    if (glyph !== null) found += 1
    parts.push(cell(glyph, 2))
  }
}
const packed = gzipSync(Buffer.concat(parts), { level: 9 })
writeFileSync(new URL('../resources/fonts/sign16.bin.gz', import.meta.url), packed)
console.log(`${found} full-width characters, ${packed.length} bytes`)
