import qrcode from 'qrcode-generator'
import { dotsPerMm, lineGap } from './cells.ts'
import type { ComposedRow } from './compose.ts'
import type { QrLevel } from './template.ts'

/** A text as its bytes, one character for each: the library takes them so, printers take them as they come. */
const byteText = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )

/** The modules of a QR code as a printer draws it: byte mode, smallest version that holds the text. */
export function qrModules(text: string, level: QrLevel): readonly (readonly boolean[])[] {
  const code = qrcode(0, level)
  code.addData(byteText(text), 'Byte')
  code.make()
  const indices = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  return indices.map((row) => indices.map((column) => code.isDark(row, column)))
}

/** In byte mode the side follows from how many bytes there are: no more entries than lengths a QR code can hold. */
const sides = new Map<string, number>()

/** Modules on a side of a QR code; null for a text that no QR code holds at this level. */
export function qrSide(text: string, level: QrLevel): number | null {
  const size = `${level}${byteText(text).length}`
  const known = sides.get(size)
  if (known !== undefined) return known
  try {
    const side = qrModules(text, level).length
    sides.set(size, side)
    return side
  } catch {
    // The library has no other way to say so.
    return null
  }
}

/** How high a row stands, in dots. */
export function rowHeight(row: ComposedRow): number {
  switch (row.kind) {
    case 'line':
      return 24 * row.style.h + lineGap
    case 'qr':
      return (qrSide(row.text, row.level) ?? 0) * row.module
    case 'barcode':
      return row.height + 24 + lineGap
    case 'feed':
      return row.dots
    case 'cut':
      return row.feed
  }
}

/** How much paper a ticket takes. */
export const ticketMm = (rows: readonly ComposedRow[]): number =>
  rows.reduce((sum, row) => sum + rowHeight(row), 0) / dotsPerMm
