/** A place in a picture, pixels from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The corners of a sheet in a picture: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point]

/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels row by row, four bytes each (red, green, blue, opacity): what a canvas gives. */
export interface Picture extends Size {
  readonly data: Uint8ClampedArray
}

/** An empty picture. */
export const emptyPicture = ({ width, height }: Size): Picture => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
})

/** Twice the signed area of a triangle; positive when the way turns right on the screen. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** Distance of two points. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** The area of a polygon, in square pixels. */
export function areaOf(points: readonly Point[]): number {
  const [first] = points
  if (first === undefined) return 0
  const pairs = points.slice(1).map((point, index) => [points[index] ?? first, point] as const)
  return Math.abs(pairs.reduce((sum, [a, b]) => sum + turn(first, a, b), 0)) / 2
}

/** Whether the corners, in their order, bound a convex sheet of some size. */
export function isSheet(corners: Corners): boolean {
  const turns = corners.map((corner, at) =>
    turn(corner, corners[(at + 1) % 4] ?? corner, corners[(at + 2) % 4] ?? corner),
  )
  return turns.every((each) => each > 1)
}

/** The convex hull of points (Andrew's monotone chain), in screen order to the right. */
export function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const chain = (all: readonly Point[]) => {
    const kept: Point[] = []
    for (const point of all) {
      while (kept.length > 1 && turn(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop()
      kept.push(point)
    }
    return kept.slice(0, -1)
  }
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

/** Four points in the order of `Corners`: the upper left one is nearest to the origin along x + y. */
export function inOrder(points: Corners): Corners {
  const hull = hullOf(points)
  const start = hull.reduce((best, { x, y }, at) => {
    const other = hull[best]
    return other !== undefined && x + y < other.x + other.y ? at : best
  }, 0)
  const turned = [...hull.slice(start), ...hull.slice(0, start)]
  const [a, b, c, d] = turned
  return a && b && c && d ? [a, b, c, d] : points
}
