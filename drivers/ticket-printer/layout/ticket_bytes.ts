import type { Charset } from '../codec/charset.ts'
import { ticketEncoder } from '../codec/encoder.ts'
import type { RasterText } from '../codec/raster_text.ts'
import type { ComposedRow } from './compose.ts'

/** How a ticket's bytes are made. */
export interface TicketBytesOptions {
  readonly charset: Charset
  readonly raster: RasterText
  /** The process id to be answered once it is printed and cut; null for printers without GS ( H. */
  readonly pid: string | null
}

/** One ticket as one buffer: reset, body, cut, then what asks for proof. */
export function ticketBytes(rows: readonly ComposedRow[], options: TicketBytesOptions): Uint8Array {
  const encoder = ticketEncoder(options.charset, options.raster)
  for (const row of rows) {
    switch (row.kind) {
      case 'line':
        encoder.line(row.text, row.style)
        break
      case 'qr':
        encoder.qr(row.text, row.module, row.level)
        break
      case 'barcode':
        encoder.barcode(row.text, row.height, row.module)
        break
      case 'feed':
        encoder.feed(row.dots)
        break
      case 'cut':
        encoder.cut(row.feed)
        break
    }
  }
  // After the cut: a ticket hanging in a jammed cutter is not a printed ticket.
  if (options.pid !== null) encoder.proof(options.pid)
  encoder.paperStatus()
  return encoder.bytes()
}
