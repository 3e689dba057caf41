import { present } from '#basics'
import { emptyPicture, type Picture, type Size } from './imaging/plane.ts'

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D =>
  present(canvas.getContext('2d', { willReadFrequently: true }), 'a canvas to draw on')

/** A canvas of a size. */
function canvasOf({ width, height }: Size): {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
} {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return { canvas, context: contextOf(canvas) }
}

/** The frame a video shows now. */
export function photoOf(video: HTMLVideoElement): Picture | null {
  const size = { width: video.videoWidth, height: video.videoHeight }
  if (size.width === 0) return null
  const { context } = canvasOf(size)
  context.drawImage(video, 0, 0)
  return context.getImageData(0, 0, size.width, size.height)
}

/** Puts a picture on a canvas, which takes its size. */
export function show(canvas: HTMLCanvasElement, picture: Picture): void {
  canvas.width = picture.width
  canvas.height = picture.height
  const image = new ImageData(picture.width, picture.height)
  image.data.set(picture.data)
  contextOf(canvas).putImageData(image, 0, 0)
}

/** A picture on a new canvas, smaller by `scale`. */
export function scaled(picture: Picture, scale: number): HTMLCanvasElement {
  const whole = canvasOf(emptyPicture({ width: picture.width, height: picture.height })).canvas
  show(whole, picture)
  if (scale === 1) return whole
  const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) }
  const { canvas, context } = canvasOf(size)
  context.drawImage(whole, 0, 0, size.width, size.height)
  return canvas
}

/** A canvas as a JPEG. */
export async function jpegOf(canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  return new Uint8Array(await present(blob, 'a JPEG').arrayBuffer())
}
