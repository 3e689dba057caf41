import type { Bitmap } from '../codec/bitmap.ts'

/** Characters of one size and weight on a line. */
export interface PrintedRun {
  readonly text: string
  /** From the left edge of the printable width, in dots. */
  readonly x: number
  /** Width in dots. */
  readonly width: number
  readonly widthMul: number
  readonly heightMul: number
  readonly bold: boolean
}

/** A printed line; multiples and weight are those of its first run. `at` is from the top of the paper, in dots. */
export interface PrintedLine {
  readonly at: number
  readonly text: string
  readonly widthMul: number
  readonly heightMul: number
  readonly align: 'left' | 'center' | 'right'
  readonly bold: boolean
  readonly runs: readonly PrintedRun[]
}

/** A QR code the printer drew. */
export interface PrintedQr {
  readonly at: number
  readonly x: number
  readonly text: string
  readonly module: number
  readonly level: 'L' | 'M' | 'Q' | 'H'
}

/** A CODE128 bar code the printer drew. */
export interface PrintedBarcode {
  readonly at: number
  readonly x: number
  readonly text: string
  readonly height: number
  readonly module: number
}

/** A raster picture. */
export interface PrintedRaster {
  readonly at: number
  readonly x: number
  readonly bitmap: Bitmap
}

/** One piece of paper that came out. */
export interface PrintedTicket {
  readonly widthDots: number
  readonly heightDots: number
  readonly lines: readonly PrintedLine[]
  readonly qrCodes: readonly PrintedQr[]
  readonly barcodes: readonly PrintedBarcode[]
  readonly rasters: readonly PrintedRaster[]
  readonly cutAtEnd: boolean
  /** Ended by the end of the paper or torn off by hand. */
  readonly torn: boolean
  /** When it came out, ms since the epoch. */
  readonly at: number
}
