import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { assert } from '#basics'
import { columnsOf, type TextStyle } from '#ticket'
import { type Bitmap, blankBitmap, dotAt, fill } from './bitmap.ts'
import { codePointBox } from './code_point_box.ts'

/** Draws a line of text as dots, for what a mechanism's ROM does not hold. */
export interface RasterText {
  draw(text: string, style: TextStyle): Bitmap
}

/** 24-dot bitmaps by code point. */
export interface GlyphSheet {
  /** The cell of a character, 24 × 24; characters below U+0250 fill its left half. */
  glyph(codePoint: number): Bitmap | null
}

const cell = 24
const halfWidthBelow = 0x250

/** Reads a glyph sheet (layout: resources/tickets/make_glyphs.py); throws when it is not one. */
export function parseGlyphSheet(gzipped: Uint8Array): GlyphSheet {
  const raw = gunzipSync(gzipped)
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const size = (cell * cell) / 8
  assert(raw.subarray(0, 4).toString('latin1') === 'CHG1', 'a glyph sheet starts with CHG1')
  assert(view.getUint16(4, true) === cell && view.getUint16(6, true) === cell / 8, 'glyphs are 24 × 24')
  const count = view.getUint32(8, true)
  assert(raw.length === 12 + count * (4 + size), 'a glyph sheet is as long as its count says')
  const codeAt = (index: number) => view.getUint32(12 + 4 * index, true)
  return {
    glyph(codePoint) {
      let low = 0
      let high = count
      while (low < high) {
        const middle = (low + high) >> 1
        if (codeAt(middle) < codePoint) low = middle + 1
        else high = middle
      }
      if (low === count || codeAt(low) !== codePoint) return null
      const start = 12 + 4 * count + size * low
      return { width: cell, height: cell, stride: cell / 8, bytes: raw.subarray(start, start + size) }
    },
  }
}

function stamp(target: Bitmap, glyph: Bitmap, left: number, style: TextStyle): void {
  for (let y = 0; y < cell; y += 1) {
    for (let x = 0; x < cell; x += 1) {
      if (!dotAt(glyph, x, y)) continue
      fill(target, left + x * style.w, y * style.h, style.w + (style.bold ? style.w : 0), style.h)
    }
  }
}

/** Draws from a glyph sheet, magnified by whole dots as a mechanism magnifies its ROM; unknown characters as their code in a box. */
function sheetRasterText(sheet: GlyphSheet): RasterText {
  return {
    draw(text, style) {
      const bitmap = blankBitmap(columnsOf(text) * 12 * style.w, cell * style.h)
      let left = 0
      for (const char of text) {
        const code = char.codePointAt(0) ?? 0
        // A half-width drawing in a full cell stands in its middle.
        const inset = code >= 0x80 && code < halfWidthBelow ? 6 * style.w : 0
        stamp(bitmap, sheet.glyph(code) ?? codePointBox(code), left + inset, style)
        left += columnsOf(char) * 12 * style.w
      }
      return bitmap
    },
  }
}

/** Loads `glyphs24.bin.gz` from the ticket resources; about 20 ms and 3 MB. */
export const loadRasterText = (file: string): RasterText =>
  sheetRasterText(parseGlyphSheet(readFileSync(file)))
