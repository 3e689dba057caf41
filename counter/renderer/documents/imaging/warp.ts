import { cornersOf, homography, mapped, sheetSize } from './homography.ts'
import { type Corners, emptyPicture, isSheet, type Picture } from './plane.ts'

/** Reads a picture between its pixels (bilinear); beyond its edge the edge counts. */
function sample({ data, width, height }: Picture, x: number, y: number, into: Picture['data'], at: number) {
  const left = Math.min(width - 1, Math.max(0, x))
  const top = Math.min(height - 1, Math.max(0, y))
  const [x0, y0] = [Math.floor(left), Math.floor(top)]
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)]
  const [dx, dy] = [left - x0, top - y0]
  for (let channel = 0; channel < 4; channel += 1) {
    const value = (px: number, py: number) => data[(py * width + px) * 4 + channel] ?? 0
    const upper = value(x0, y0) * (1 - dx) + value(x1, y0) * dx
    const lower = value(x0, y1) * (1 - dx) + value(x1, y1) * dx
    into[at + channel] = upper * (1 - dy) + lower * dy
  }
}

/** The sheet between four corners as an upright picture, at most `longest` pixels long; null when they bound none. */
export function deskewed(picture: Picture, corners: Corners, longest: number): Picture | null {
  if (!isSheet(corners)) return null
  const sheet = emptyPicture(sheetSize(corners, longest))
  const back = homography(cornersOf(sheet), corners)
  if (back === null) return null
  for (let y = 0; y < sheet.height; y += 1) {
    for (let x = 0; x < sheet.width; x += 1) {
      const from = mapped(back, { x, y })
      sample(picture, from.x, from.y, sheet.data, (y * sheet.width + x) * 4)
    }
  }
  return sheet
}

/** A picture turned by a quarter to the right. */
export function turned({ width, height, data }: Picture): Picture {
  const result = emptyPicture({ width: height, height: width })
  const [from, to] = [new Uint32Array(data.buffer), new Uint32Array(result.data.buffer)]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) to[x * height + (height - 1 - y)] = from[y * width + x] ?? 0
  return result
}
