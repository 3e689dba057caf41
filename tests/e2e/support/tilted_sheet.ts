import { writeFileSync } from 'node:fs'

const width = 640
const height = 480
/** The sheet lies so, for a test to compare with: its corners in pixels, upper left first. */
export const tiltedSheet = [
  [150, 70],
  [520, 110],
  [490, 400],
  [115, 355],
] as const

const isInside = (x: number, y: number): boolean =>
  tiltedSheet.every(([ax, ay], at) => {
    const [bx, by] = tiltedSheet[(at + 1) % 4] ?? [ax, ay]
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
  })

/** A frame of a white sheet, tilted on a dark table, with lines of dark writing: luma, then two empty chroma planes. */
function frame(): Buffer {
  const luma = Buffer.alloc(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInk = isInside(x - 30, y - 30) && isInside(x + 30, y + 30) && (y - x * 0.11) % 26 < 6
      luma[y * width + x] = isInside(x, y) ? (isInk ? 60 : 230) : 35
    }
  }
  return Buffer.concat([luma, Buffer.alloc((width * height) / 2, 128)])
}

/** Writes what a camera sees as a YUV4MPEG2 file, for Chromium's stand-in camera. */
export function writeCameraFilm(file: string): void {
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  const one = Buffer.concat([Buffer.from('FRAME\n'), frame()])
  writeFileSync(file, Buffer.concat([head, one, one, one]))
}
