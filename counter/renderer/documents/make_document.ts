import { largestDocument } from '#protocol'
import { jpegOf, scaled } from './canvas.ts'
import { fitted } from './imaging/fit.ts'
import { type JpegPage, pdfOf } from './imaging/pdf.ts'
import { type DocumentPage, longestEdge, rendered } from './page.ts'
import { watermark } from './watermark.ts'

/** What a PDF is besides its pictures, bytes; more than it ever needs. */
const frame = (pages: number) => 2_048 + pages * 512

const weigh = (pages: readonly JpegPage[]) =>
  pages.reduce((sum, { jpeg }) => sum + jpeg.length, frame(pages.length))

/** Makes the pages into one PDF of at most 5 MB under a watermark; null when a page has no sheet or it never fits. */
export async function makeDocument(
  pages: readonly DocumentPage[],
  words: string,
): Promise<Uint8Array | null> {
  const pictures = pages.map((page) => rendered(page, longestEdge))
  const whole = pictures.filter((picture) => picture !== null)
  if (whole.length < pages.length) return null
  const made = await fitted(
    whole,
    async (picture, { quality, scale }): Promise<JpegPage> => {
      const canvas = scaled(picture, scale)
      watermark(canvas, words)
      return { jpeg: await jpegOf(canvas, quality), width: canvas.width, height: canvas.height }
    },
    weigh,
    largestDocument,
  )
  return made === null ? null : pdfOf(made)
}

/** Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
