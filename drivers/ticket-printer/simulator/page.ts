import type { Command } from './commands.ts'
import type { PrintedBarcode, PrintedLine, PrintedQr, PrintedRaster, PrintedTicket } from './document.ts'
import { type SetLine, type Setting, type Span, setLines } from './line_setter.ts'
import { symbolStore } from './symbol_store.ts'

/** Something that moves the paper: how far, and what stands on it then. */
export interface Stroke {
  readonly dots: number
  /** Counts as a printed line for the end of the paper. */
  readonly marks: boolean
  /** Puts it on the paper whose printed height so far is `at`. */
  put(sheet: Sheet, at: number): void
}

/** The piece of paper now under the head. */
export interface Sheet {
  readonly lines: PrintedLine[]
  readonly qrCodes: PrintedQr[]
  readonly barcodes: PrintedBarcode[]
  readonly rasters: PrintedRaster[]
  height: number
}

/** The formatter of the mechanism: commands in, paper strokes out. */
export interface Page {
  strokes(command: Command): readonly Stroke[]
  /** Throws the line buffer away. */
  clear(): void
}

/** An empty piece of paper. */
export const blankSheet = (): Sheet => ({ lines: [], qrCodes: [], barcodes: [], rasters: [], height: 0 })

/** The paper as a document. */
export const finished = (
  sheet: Sheet,
  widthDots: number,
  end: { readonly cut: boolean; readonly at: number },
): PrintedTicket => ({
  widthDots,
  heightDots: sheet.height,
  lines: sheet.lines,
  qrCodes: sheet.qrCodes,
  barcodes: sheet.barcodes,
  rasters: sheet.rasters,
  cutAtEnd: end.cut,
  torn: !end.cut,
  at: end.at,
})

const plain: Setting = { w: 1, h: 1, bold: false, chinese: false }
const white = (dots: number): Stroke[] => (dots > 0 ? [{ dots, marks: false, put: () => undefined }] : [])

/** Formats for a head of `widthDots`. */
export function page(widthDots: number): Page {
  let setting = plain
  let align = 0
  let spacing = 30
  let spans: Span[] = []
  const symbols = symbolStore()
  const placed = (width: number) =>
    align === 1 ? Math.floor((widthDots - width) / 2) : align === 2 ? widthDots - width : 0

  const lineStroke = (line: SetLine): Stroke => ({
    dots: Math.max(spacing, ...line.runs.map((run) => 24 * run.heightMul)),
    marks: line.text.trim() !== '',
    put: (sheet, at) => void sheet.lines.push({ at, ...line }),
  })
  const flush = (): Stroke[] => {
    if (spans.length === 0) return []
    const lines = setLines(spans, align, widthDots)
    spans = []
    return lines.map(lineStroke)
  }
  const lineEnd = (): Stroke[] => (spans.length === 0 ? white(spacing) : flush())
  const take = (bytes: readonly number[]) => {
    const last = spans.at(-1)
    if (last?.setting === setting) last.bytes.push(...bytes)
    else spans.push({ setting, bytes: [...bytes] })
  }
  const rasterStroke = ({ stride, rows, bytes }: Extract<Command, { kind: 'raster' }>): Stroke => ({
    dots: rows,
    marks: true,
    put(sheet, at) {
      const bitmap = { width: stride * 8, height: rows, stride, bytes: Uint8Array.from(bytes) }
      sheet.rasters.push({ at, x: placed(stride * 8), bitmap })
    },
  })
  const change = (next: Partial<Setting>): Stroke[] => {
    setting = { ...setting, ...next }
    return []
  }
  const reset = (): Stroke[] => {
    setting = plain
    align = 0
    spacing = 30
    spans = []
    symbols.reset()
    return []
  }

  return {
    strokes(command) {
      switch (command.kind) {
        case 'text':
          take(command.bytes)
          return []
        case 'line-end':
          return lineEnd()
        case 'reset':
          return reset()
        case 'align':
          align = command.to
          return []
        case 'bold':
          return change({ bold: command.on })
        case 'size':
          return change({ w: command.w, h: command.h })
        case 'chinese':
          return change({ chinese: command.on })
        case 'line-space':
          spacing = command.dots
          return []
        case 'feed':
          return [...flush(), ...white(command.dots)]
        case 'feed-lines':
          return [...flush(), ...white(command.lines * spacing)]
        case 'cut':
          return [...flush(), ...white(command.feed)]
        case 'raster':
          return [...flush(), rasterStroke(command)]
        case 'barcode-setting':
        case 'barcode':
        case 'symbol':
          return symbols.strokes(command, placed)
        default:
          return []
      }
    },
    clear() {
      spans = []
    },
  }
}
