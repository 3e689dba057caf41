import { isRealTime } from './commands.ts'

/** Black dots on white: rows of whole bytes, bit 7 leftmost. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** Bytes of one row. */
  readonly stride: number
  readonly bytes: Uint8Array
}

/** A white bitmap. */
export const blankBitmap = (width: number, height: number): Bitmap => {
  const stride = Math.ceil(width / 8)
  return { width, height, stride, bytes: new Uint8Array(stride * height) }
}

/** Whether a dot is black; outside the bitmap it is white. */
export const dotAt = (bitmap: Bitmap, x: number, y: number): boolean =>
  x >= 0 && x < bitmap.width && ((bitmap.bytes[y * bitmap.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0

/** Blackens a rectangle; what lies outside is left out. */
export function fill(bitmap: Bitmap, x: number, y: number, w: number, h: number): void {
  for (let row = Math.max(0, y); row < Math.min(bitmap.height, y + h); row += 1) {
    for (let column = Math.max(0, x); column < Math.min(bitmap.width, x + w); column += 1) {
      const at = row * bitmap.stride + (column >> 3)
      bitmap.bytes[at] = (bitmap.bytes[at] ?? 0) | (0x80 >> (column & 7))
    }
  }
}

/**
 * A bitmap as one raster command (ESC/POS GS v 0, normal size).
 * Where the dots spell a real-time command a dot is added.
 */
export function rasterCommand(bitmap: Bitmap): Uint8Array {
  const { stride, height } = bitmap
  const data = Uint8Array.from(bitmap.bytes)
  for (let i = 0; i < data.length; i += 1) {
    if (isRealTime(data[i], data[i + 1])) data[i] = 0x18
  }
  return Uint8Array.of(
    ...[0x1d, 0x76, 0x30, 0x00, stride & 0xff, stride >> 8, height & 0xff, height >> 8],
    ...data,
  )
}
