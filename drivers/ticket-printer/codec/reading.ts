import type { PrinterFault, PrinterReading } from '../types.ts'

const has = (byte: number, mask: number) => (byte & mask) !== 0

/** What four automatic status bytes say (ESC/POS GS a bit tables). */
export const readingOfAsb = ([a, b, c]: readonly [number, number, number, number]): PrinterReading => ({
  offline: has(a, 0x08),
  coverOpen: has(a, 0x20),
  paperEnd: has(c, 0x0c),
  nearEnd: has(c, 0x03),
  cutter: has(b, 0x08),
  unrecoverable: has(b, 0x20),
  headHot: has(b, 0x40),
})

/** What the four answers to DLE EOT 1, 2, 3, 4 say (ESC/POS DLE EOT bit tables). */
export const readingOfRealTime = (
  printer: number,
  cause: number,
  error: number,
  paper: number,
): PrinterReading => ({
  offline: has(printer, 0x08),
  coverOpen: has(cause, 0x04),
  paperEnd: has(cause, 0x20) || has(paper, 0x60),
  nearEnd: has(paper, 0x0c),
  cutter: has(error, 0x08),
  unrecoverable: has(error, 0x20),
  headHot: has(error, 0x40),
})

/** What the answer to GS r 1 says: all that old boards answer (00 paper, 0F out), so nothing but the paper. */
export const readingOfPaper = ({ nearEnd, end }: { nearEnd: boolean; end: boolean }): PrinterReading => ({
  offline: false,
  coverOpen: false,
  paperEnd: end,
  nearEnd: nearEnd && !end,
  cutter: false,
  unrecoverable: false,
  headHot: false,
})

/** The one fault a person should hear of first; null while it can print. */
export function faultOf(reading: PrinterReading): PrinterFault | null {
  if (reading.unrecoverable) return 'unrecoverable'
  if (reading.cutter) return 'cutter'
  if (reading.coverOpen) return 'cover-open'
  if (reading.paperEnd) return 'paper-end'
  if (reading.headHot) return 'head-hot'
  // Feeding by hand and causes the printer does not name.
  if (reading.offline) return 'offline'
  return null
}
