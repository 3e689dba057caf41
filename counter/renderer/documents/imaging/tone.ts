import { emptyPicture, type Picture } from './plane.ts'

/** How a page looks: as it is, in grey, or black on white for print and handwriting. */
export type ToneMode = 'colour' | 'grey' | 'text'

/** What is done to the light of a page. */
export interface Tone {
  readonly mode: ToneMode
  /** -100 darker … 100 brighter. */
  readonly brightness: number
  /** -100 flat … 100 hard. */
  readonly contrast: number
}

/** A page as the camera saw it. */
export const plainTone: Tone = { mode: 'colour', brightness: 0, contrast: 0 }

/** What each value of light becomes. */
function curve({ brightness, contrast }: Tone): Uint8ClampedArray {
  const slope = contrast >= 0 ? 1 + contrast / 50 : 1 + contrast / 125
  return Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => (value - 128) * slope + 128 + brightness * 1.28,
  )
}

const greyAt = (data: Picture['data'], at: number): number =>
  ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8

/** Ink is darker than the mean of what is around it by this share: a shadow over the page is not. */
const inkShare = 0.88

/** Black where a place is darker than its surroundings (Bradley and Roth 2007, by sums over the whole picture). */
function blackAndWhite(grey: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  const reach = Math.max(4, Math.round(Math.max(width, height) / 32))
  const sumTo = (x: number, y: number) => sums[y * (width + 1) + x] ?? 0
  const result = new Uint8ClampedArray(grey.length)
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      const sum = sumTo(right, bottom) - sumTo(left, bottom) - sumTo(right, top) + sumTo(left, top)
      const mean = sum / ((right - left) * (bottom - top))
      result[y * width + x] = (grey[y * width + x] ?? 0) < mean * inkShare ? 0 : 255
    }
  }
  return result
}

/** A page in another light. */
export function toned(picture: Picture, tone: Tone): Picture {
  const { width, height, data } = picture
  const light = curve(tone)
  const result = emptyPicture(picture)
  if (tone.mode === 'colour') {
    data.forEach((value, at) => {
      result.data[at] = at % 4 === 3 ? value : (light[value] ?? 0)
    })
    return result
  }
  const grey = Uint8ClampedArray.from({ length: width * height }, (_, at) => light[greyAt(data, at * 4)] ?? 0)
  const values = tone.mode === 'text' ? blackAndWhite(grey, width, height) : grey
  for (const [at, value] of values.entries()) result.data.set([value, value, value, 255], at * 4)
  return result
}
