import { columnsOf, dotsPerMm } from './cells.ts'
import { code128Bars } from './code128_bars.ts'
import { qrModules } from './measure.ts'
import type { QrLevel } from './template.ts'

/** Text for a drawing, by dots from the paper's top left printable corner. */
export interface DrawnText {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly w: number
  readonly h: number
  readonly bold: boolean
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? '')

const words = /\S+(?: \S+)*/g

/** A line of text, its words stretched to exactly the cells they take on paper. */
export function drawText({ x, y, text, w, h, bold }: DrawnText): string {
  const weight = bold ? ' font-weight="700"' : ''
  return Array.from(text.matchAll(words), ({ 0: part, index }) => {
    const left = x + columnsOf(text.slice(0, index)) * 12 * w
    return `<g transform="translate(${left} ${y}) scale(${w} ${h})"><text y="21" xml:space="preserve" textLength="${columnsOf(part) * 12}" lengthAdjust="spacingAndGlyphs"${weight}>${escaped(part)}</text></g>`
  }).join('')
}

/** Dots as runs of black, `unit` dots wide and high each. */
function runs(width: number, height: number, black: (x: number, y: number) => boolean, unit: number): string {
  let path = ''
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!black(x, y)) continue
      const start = x
      while (x < width && black(x, y)) x += 1
      path += `M${start * unit} ${y * unit}h${(x - start) * unit}v${unit}h-${(x - start) * unit}z`
    }
  }
  return path
}

/** A QR code. */
export function drawQr(x: number, y: number, text: string, module: number, level: QrLevel): string {
  const modules = qrModules(text, level)
  const path = runs(modules.length, modules.length, (column, row) => modules[row]?.[column] === true, module)
  return `<path transform="translate(${x} ${y})" d="${path}"/>`
}

/** A picture of single dots; `black` is asked for each. */
export const drawDots = (
  place: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
  black: (x: number, y: number) => boolean,
): string =>
  `<path transform="translate(${place.x} ${place.y})" d="${runs(size.width, size.height, black, 1)}"/>`

/** A CODE128 bar code with its text beneath. */
export function drawBarcode(x: number, y: number, text: string, height: number, module: number): string {
  const bars = code128Bars(text)
  const path = runs(bars.length, 1, (column) => bars[column] === true, 1)
  const below = drawText({ x, y: y + height, text, w: 1, h: 1, bold: false })
  return `<g transform="translate(${x} ${y}) scale(${module} ${height})"><path d="${path}"/></g>${below}`
}

/** How a piece of paper ends. */
export type PaperEdge = 'cut' | 'torn' | 'open'

function outline(width: number, height: number, edge: PaperEdge): string {
  const step = edge === 'torn' ? 22 : 8
  const depth = edge === 'torn' ? 14 : edge === 'cut' ? 4 : 0
  let path = `M0 0H${width}V${height}`
  for (let x = width, low = false; x > 0; x -= step, low = !low) {
    path += `L${Math.max(0, x - step)} ${height - (low ? 0 : depth)}`
  }
  return `${path}L0 0z`
}

/** Paper of real proportions (8 dots a millimetre) with a drawing on it. */
export function drawPaper(dots: number, contentDots: number, edge: PaperEdge, drawing: string): string {
  const width = (dots > 432 ? 80 : 58) * dotsPerMm
  const height = contentDots + 56
  const margin = (width - dots) / 2
  const shape = outline(width, height, edge)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -8 ${width + 24} ${height + 28}" width="${(width + 24) / dotsPerMm}mm" height="${(height + 28) / dotsPerMm}mm">`,
    `<path d="${shape}" transform="translate(3 6)" fill="#14213D" fill-opacity="0.12"/>`,
    `<path d="${shape}" fill="#FFFEFA" stroke="#D9D5CA"/>`,
    `<g transform="translate(${margin} 24)" fill="#1B1B1F" font-family="'Noto Sans SC Variable','Noto Sans SC','Noto Sans CJK SC',sans-serif" font-size="24">`,
    drawing,
    '</g></svg>',
  ].join('')
}
