import qrcode from 'qrcode-generator'
import { dotsPerMm, lineGap } from './cells.ts'
import type { ComposedRow } from './compose.ts'
import type { QrLevel } from './template.ts'

/** The modules of a QR code as a printer draws it: byte mode, smallest version that holds the text. */
export function qrModules(text: string, level: QrLevel): readonly (readonly boolean[])[] {
  const code = qrcode(0, level)
  // The library takes one character for one byte; printers take the bytes as they come.
  const bytes = encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  code.addData(bytes, 'Byte')
  code.make()
  const indices = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  return indices.map((row) => indices.map((column) => code.isDark(row, column)))
}

/** Modules on a side of a QR code; null for a text that no QR code holds at this level. */
export function qrSide(text: string, level: QrLevel): number | null {
  try {
    return qrModules(text, level).length
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
      return qrModules(row.text, row.level).length * row.module
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
