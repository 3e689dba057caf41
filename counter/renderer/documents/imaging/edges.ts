import { type Corners, distance, type Point } from './plane.ts'

/** A line: a place on it and its direction, of length 1. */
interface Line {
  readonly at: Point
  readonly along: Point
}

/** Points count for an edge when they lie between its ends by this share, and this near to it. */
const middle = { from: 0.12, to: 0.88, near: 3 } as const

/** The line nearest to points (total least squares). */
function lineThrough(points: readonly Point[]): Line {
  const mean = (pick: (point: Point) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const at = { x: mean(({ x }) => x), y: mean(({ y }) => y) }
  const xx = mean(({ x }) => (x - at.x) ** 2)
  const yy = mean(({ y }) => (y - at.y) ** 2)
  const xy = mean(({ x, y }) => (x - at.x) * (y - at.y))
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  return { at, along: { x: Math.cos(angle), y: Math.sin(angle) } }
}

/** Where two lines cross, or null when they hardly do. */
function crossing(a: Line, b: Line): Point | null {
  const det = a.along.x * b.along.y - a.along.y * b.along.x
  if (Math.abs(det) < 0.2) return null
  const t = ((b.at.x - a.at.x) * b.along.y - (b.at.y - a.at.y) * b.along.x) / det
  return { x: a.at.x + t * a.along.x, y: a.at.y + t * a.along.y }
}

/** The points of an outline that belong to the edge between two corners. */
function onEdge(rim: readonly Point[], from: Point, to: Point): readonly Point[] {
  const length = distance(from, to)
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
  return rim.filter(({ x, y }) => {
    const [dx, dy] = [x - from.x, y - from.y]
    const share = (dx * along.x + dy * along.y) / length
    return share > middle.from && share < middle.to && Math.abs(dx * along.y - dy * along.x) < middle.near
  })
}

/** Corners drawn to where the edges between them cross: an outline's own corners are rounded by its pixels. */
export function sharpened(corners: Corners, rim: readonly Point[]): Corners {
  const lines = corners.map((from, at) => {
    const points = onEdge(rim, from, corners[(at + 1) % 4] ?? from)
    return points.length < 4 ? null : lineThrough(points)
  })
  const corner = (at: 0 | 1 | 2 | 3): Point => {
    const [before, after] = [lines[(at + 3) % 4], lines[at]]
    const met = before && after ? crossing(before, after) : null
    return met !== null && distance(met, corners[at]) < 2 * middle.near ? met : corners[at]
  }
  return [corner(0), corner(1), corner(2), corner(3)]
}
