import type { Corners, Point, Size } from './plane.ts'
import { distance } from './plane.ts'

/** A projective map of the plane, eight figures row by row; the ninth is 1. */
export type Homography = readonly number[]

/** Solves a square system by Gauss with pivots; null when it has no one answer. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const best = rows.slice(column).reduce((most, row, at) => {
      const other = rows[column + most]
      return Math.abs(row[column] ?? 0) > Math.abs(other?.[column] ?? 0) ? at : most
    }, 0)
    const pivot = rows[column + best]
    if (pivot === undefined || Math.abs(pivot[column] ?? 0) < 1e-9) return null
    rows[column + best] = rows[column] ?? pivot
    rows[column] = pivot
    for (const [at, row] of rows.entries()) {
      if (at === column) continue
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1)
      for (let k = column; k <= size; k += 1) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}

/** The map that takes four points to four others; null when three of them lie on a line. */
export function homography(from: Corners, to: Corners): Homography | null {
  const rows = from.flatMap(({ x, y }, at) => {
    const { x: u, y: v } = to[at] ?? from[0]
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]
  })
  return solve(rows)
}

/** Where a map takes a point. */
export function mapped(h: Homography, { x, y }: Point): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0] = h
  const w = g * x + i * y + 1
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w }
}

/** The corners of an upright picture of a size. */
export const cornersOf = ({ width, height }: Size): Corners => [
  { x: 0, y: 0 },
  { x: width - 1, y: 0 },
  { x: width - 1, y: height - 1 },
  { x: 0, y: height - 1 },
]

/** The size of a sheet seen by its corners: its longer edges, at most so many pixels long. */
export function sheetSize([a, b, c, d]: Corners, longest: number): Size {
  // Corners are middles of pixels: between the first and the last of ten lie nine steps.
  const width = Math.max(distance(a, b), distance(d, c)) + 1
  const height = Math.max(distance(a, d), distance(b, c)) + 1
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
