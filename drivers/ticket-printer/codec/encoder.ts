import EscposPrinter from 'escpos/printer.js'
import { type Align, lineGap, type QrLevel, type TextStyle } from '#ticket'
import { type Charset, lineInRom } from '../../framing/rom_charset.ts'
import { rasterCommand } from './bitmap.ts'
import { code128, processIdRequest, qrCode, queued } from './commands.ts'
import type { RasterText } from './raster_text.ts'

/** Collects a ticket's bytes. */
export interface TicketEncoder {
  line(text: string, style: TextStyle & { readonly align: Align }): void
  qr(text: string, module: number, level: QrLevel): void
  barcode(text: string, height: number, module: number): void
  feed(dots: number): void
  cut(feedDots: number): void
  /** Asks for the answer that proves everything so far is on paper. */
  proof(pid: string): void
  /** Asks for the paper's state in turn: an answer proves everything so far was consumed. */
  paperStatus(): void
  bytes(): Uint8Array
}

const alignNames = { left: 'lt', center: 'ct', right: 'rt' } as const

/**
 * Encodes for a mechanism with the given ROM, on the `escpos` package: it resets the printer, has it report
 * changes (a reset ends that, ESC/POS GS a), then collects. Overridden: size, bold, feed, cut, bar code, QR code
 * and raster, where the package's bytes are wrong or other than an 80 mm mechanism's (adr: escpos bytes).
 */
export function ticketEncoder(charset: Charset, raster: RasterText): TicketEncoder {
  let collected: Uint8Array = new Uint8Array()
  const printer = new EscposPrinter(
    {
      write(bytes) {
        collected = Uint8Array.from(bytes)
      },
    },
    { encoding: 'GB18030' },
  )
  const raw = (...parts: readonly Uint8Array[]) => {
    for (const part of parts) printer.print(Buffer.from(part))
  }
  printer.hardware('init')
  raw(queued.watch)

  return {
    line(text, style) {
      printer.align(alignNames[style.align])
      if (!lineInRom(charset, text)) {
        raw(rasterCommand(raster.draw(text, style)), queued.feed(lineGap))
        return
      }
      printer.lineSpace(24 * style.h + lineGap)
      raw(queued.size(style.w, style.h), queued.bold(style.bold), queued.chineseOn)
      printer.pureText(text)
      raw(queued.chineseOff, queued.lineEnd)
    },
    qr(text, module, level) {
      printer.align('ct')
      raw(...qrCode(text, module, level))
    },
    barcode(text, height, module) {
      printer.align('ct')
      raw(...code128(text, height, module), queued.feed(lineGap))
    },
    feed(dots) {
      for (let left = dots; left > 0; left -= 255) raw(queued.feed(Math.min(left, 255)))
    },
    cut: (feedDots) => raw(queued.cut(feedDots)),
    proof: (pid) => raw(processIdRequest(pid)),
    paperStatus: () => raw(queued.paperStatus),
    bytes() {
      printer.flush()
      return collected
    },
  }
}
