import type { ComposedRow } from '#ticket'
import type { Charset } from '../../framing/rom_charset.ts'
import { ticketEncoder } from './encoder.ts'
import type { RasterText } from './raster_text.ts'

/** How a ticket's bytes are made. */
export interface TicketBytesOptions {
  readonly charset: Charset
  readonly raster: RasterText
  /** The process id to be answered once it is printed and cut; null for printers without GS ( H. */
  readonly pid: string | null
  /** False over a spooler: then nothing is asked. */
  readonly isHeard: boolean
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
  if (options.isHeard) encoder.paperStatus()
  return encoder.bytes()
}
