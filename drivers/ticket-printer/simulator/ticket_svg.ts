import { drawBarcode, drawDots, drawPaper, drawQr, drawText } from '#ticket'
import { dotAt } from '../codec/bitmap.ts'
import type { PrintedTicket } from './document.ts'

/** Draws a ticket as it lies in the hand: real proportions, cut or torn edge; an SVG document. */
export function ticketSvg(ticket: PrintedTicket): string {
  const texts = ticket.lines.flatMap((line) => {
    const highest = Math.max(1, ...line.runs.map((run) => run.heightMul))
    return line.runs.map((run) =>
      drawText({
        x: run.x,
        // Characters of different height stand on one base line.
        y: line.at + 24 * (highest - run.heightMul),
        text: run.text,
        w: run.widthMul,
        h: run.heightMul,
        bold: run.bold,
      }),
    )
  })
  const drawing = [
    ...texts,
    ...ticket.qrCodes.map((qr) => drawQr(qr.x, qr.at, qr.text, qr.module, qr.level)),
    ...ticket.barcodes.map((bar) => drawBarcode(bar.x, bar.at, bar.text, bar.height, bar.module)),
    ...ticket.rasters.map(({ x, at, bitmap }) =>
      drawDots({ x, y: at }, bitmap, (column, row) => dotAt(bitmap, column, row)),
    ),
  ]
  const edge = ticket.cutAtEnd ? 'cut' : ticket.torn ? 'torn' : 'open'
  return drawPaper(ticket.widthDots, ticket.heightDots, edge, drawing.join(''))
}
