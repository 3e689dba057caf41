import { sharpened } from './edges.ts'
import { areaOf, type Corners, hullOf, inOrder, isSheet, type Picture, type Point } from './plane.ts'

/** Named figures of the search. */
const finding = {
  /** The picture is looked at in about so many pixels across: more sees grain, not edges. */
  across: 240,
  /** A sheet fills at least this share of the picture … */
  leastShare: 0.12,
  /** … and its four corners bound at least this share of what is bright: else it is no sheet. */
  leastFill: 0.85,
  /** Corners are sought among so many points of the outline. */
  outline: 28,
} as const

interface Grey {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
  /** Pixels of the picture for one of these. */
  readonly step: number
}

function greyOf({ data, width, height }: Picture): Grey {
  const step = Math.max(1, Math.floor(width / finding.across))
  const [across, down] = [Math.floor(width / step), Math.floor(height / step)]
  const values = new Uint8Array(across * down)
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const at = (y * step * width + x * step) * 4
      values[y * across + x] =
        ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
    }
  }
  return { width: across, height: down, values, step }
}

/** The grey that best parts dark from bright (Otsu 1979). */
function threshold(values: Uint8Array): number {
  const counts = new Array<number>(256).fill(0)
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  const total = values.length
  const all = counts.reduce((sum, count, value) => sum + count * value, 0)
  let [best, most, dark, darkSum] = [127, 0, 0, 0]
  for (const [value, count] of counts.entries()) {
    dark += count
    darkSum += count * value
    if (dark === 0 || dark === total) continue
    const gap = darkSum / dark - (all - darkSum) / (total - dark)
    const between = dark * (total - dark) * gap * gap
    if (between > most) [best, most] = [value, between]
  }
  return best
}

/** The outermost bright places of each row and column of the largest bright patch, and how many places it has. */
function largestPatch({ width, height, values }: Grey): { readonly rim: Point[]; readonly count: number } {
  const limit = threshold(values)
  const seen = new Uint8Array(values.length)
  let largest: { rim: Point[]; count: number } = { rim: [], count: 0 }
  for (let start = 0; start < values.length; start += 1) {
    if (seen[start] === 1 || (values[start] ?? 0) <= limit) continue
    const rows = new Map<number, [number, number]>()
    const columns = new Map<number, [number, number]>()
    const stack = [start]
    let count = 0
    seen[start] = 1
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      count += 1
      const [x, y] = [at % width, Math.floor(at / width)]
      const [left, right] = rows.get(y) ?? [x, x]
      rows.set(y, [Math.min(left, x), Math.max(right, x)])
      const [top, bottom] = columns.get(x) ?? [y, y]
      columns.set(x, [Math.min(top, y), Math.max(bottom, y)])
      const near = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
      for (const next of near) {
        if (next < 0 || next >= width * height || seen[next] === 1 || (values[next] ?? 0) <= limit) continue
        seen[next] = 1
        stack.push(next)
      }
    }
    if (count > largest.count) {
      const sides = [...rows].flatMap(([y, ends]) => ends.map((x) => ({ x, y })))
      const tops = [...columns].flatMap(([x, ends]) => ends.map((y) => ({ x, y })))
      largest = { rim: [...sides, ...tops], count }
    }
  }
  return largest
}

/** Thins an outline to so many points by dropping, again and again, the one that matters least to its area. */
function thinned(outline: readonly Point[], most: number): Point[] {
  const kept = [...outline]
  while (kept.length > most) {
    const loss = (at: number) => {
      const triangle = [kept.at(at - 1), kept[at], kept[(at + 1) % kept.length]]
      return areaOf(triangle.filter((point) => point !== undefined))
    }
    const least = kept.reduce((best, _, at) => (loss(at) < loss(best) ? at : best), 0)
    kept.splice(least, 1)
  }
  return kept
}

/**
 * The corners of the bright sheet on a darker ground, or null when there is none to be sure of. The largest bright
 * patch counts; its corners are the four points of its outline that bound the most.
 */
export function findSheet(picture: Picture): Corners | null {
  const grey = greyOf(picture)
  const { rim, count } = largestPatch(grey)
  if (count < finding.leastShare * grey.values.length) return null
  // The last points left of the outline that matter most to its area are its corners.
  const [a, b, c, d] = thinned(thinned(hullOf(rim), finding.outline), 4)
  if (!(a && b && c && d) || areaOf([a, b, c, d]) < finding.leastFill * count) return null
  // The places looked at are paper: their own pixels keep the dark of the table out on every side.
  const scale = (at: number, most: number) => Math.max(0, Math.min(most, at * grey.step))
  const place = ({ x, y }: Point): Point => ({
    x: scale(x, picture.width - 1),
    y: scale(y, picture.height - 1),
  })
  const [upperLeft, upperRight, lowerRight, lowerLeft] = sharpened(inOrder([a, b, c, d]), rim)
  const corners: Corners = [place(upperLeft), place(upperRight), place(lowerRight), place(lowerLeft)]
  return isSheet(corners) ? corners : null
}
