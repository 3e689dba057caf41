import { columnsOf } from './cells.ts'
import { code128Bars } from './code128_bars.ts'
import { type ComposedRow, composeTicket } from './compose.ts'
import { qrModules, rowHeight } from './measure.ts'
import type { TicketPaper } from './paper.ts'
import { drawBarcode, drawPaper, drawQr, drawText } from './paper_svg.ts'
import type { Align, TicketTemplate } from './template.ts'

const left = (align: Align, free: number) =>
  align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2)

function drawRow(row: ComposedRow, y: number, dots: number): string {
  switch (row.kind) {
    case 'line': {
      const { w, h, bold, align } = row.style
      return drawText({ x: left(align, dots - columnsOf(row.text) * 12 * w), y, text: row.text, w, h, bold })
    }
    case 'qr': {
      const width = qrModules(row.text, row.level).length * row.module
      return drawQr(left('center', dots - width), y, row.text, row.module, row.level)
    }
    case 'barcode': {
      const width = code128Bars(row.text).length * row.module
      return drawBarcode(left('center', dots - width), y, row.text, row.height, row.module)
    }
    case 'feed':
    case 'cut':
      return ''
  }
}

/** Draws a ticket as it will come out, from the template that prints it; an SVG document. */
export function renderTicketSvg(template: TicketTemplate, paper: TicketPaper): string {
  let y = 0
  let drawing = ''
  for (const row of composeTicket(template, paper)) {
    drawing += drawRow(row, y, template.dots)
    y += rowHeight(row)
  }
  return drawPaper(template.dots, y, 'cut', drawing)
}
