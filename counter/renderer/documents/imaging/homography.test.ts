import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cornersOf, homography, mapped, sheetSize } from './homography.ts'
import { type Corners, inOrder, isSheet } from './plane.ts'
import { turnedSheet } from './sheets.fixture.ts'
import { turned } from './warp.ts'

const sheet = fc
  .record({
    angle: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
    width: fc.integer({ min: 60, max: 900 }),
    height: fc.integer({ min: 60, max: 900 }),
    shifts: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ angle, width, height, shifts }): Corners => {
    const [a, b, c, d] = turnedSheet({ x: 1_000, y: 1_000 }, { width, height }, angle).map(
      ({ x, y }, at) => ({
        x: x + (shifts[at * 2] ?? 0),
        y: y + (shifts[at * 2 + 1] ?? 0),
      }),
    )
    if (!(a && b && c && d)) throw new Error('four corners')
    return [a, b, c, d]
  })

test('a map takes the four corners where they belong, and back again', () => {
  fc.assert(
    fc.property(sheet, sheet, (from, to) => {
      const [there, back] = [homography(from, to), homography(to, from)]
      if (there === null || back === null) throw new Error('no map')
      from.forEach((corner, at) => {
        const point = mapped(there, corner)
        expect(point.x).toBeCloseTo(to[at]?.x ?? 0, 4)
        expect(point.y).toBeCloseTo(to[at]?.y ?? 0, 4)
      })
      const middle = { x: 1_000, y: 1_000 }
      const again = mapped(back, mapped(there, middle))
      expect(again.x).toBeCloseTo(middle.x, 3)
      expect(again.y).toBeCloseTo(middle.y, 3)
    }),
  )
})

test('corners on a line have no map', () => {
  const line: Corners = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 2, y: 2 },
    { x: 3, y: 3 },
  ]
  expect(homography(line, cornersOf({ width: 10, height: 10 }))).toBeNull()
})

test('corners given in any order come out as upper left, upper right, lower right, lower left', () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
  fc.assert(
    fc.property(order, fc.double({ min: -0.5, max: 0.5, noNaN: true }), (places, angle) => {
      const corners = turnedSheet({ x: 300, y: 300 }, { width: 200, height: 180 }, angle)
      const [a, b, c, d] = places.map((place) => corners[place] ?? corners[0])
      if (!(a && b && c && d)) throw new Error('four corners')
      expect(inOrder([a, b, c, d])).toEqual(corners)
      expect(isSheet(inOrder([a, b, c, d]))).toBe(true)
    }),
  )
})

test('a sheet keeps its shape within the longest edge', () => {
  const corners = turnedSheet({ x: 0, y: 0 }, { width: 1_999, height: 999 }, 0.4)
  expect(sheetSize(corners, 10_000)).toEqual({ width: 2_000, height: 1_000 })
  expect(sheetSize(corners, 500)).toEqual({ width: 500, height: 250 })
})

test('four quarter turns are none', () => {
  const picture = { width: 3, height: 2, data: Uint8ClampedArray.from({ length: 24 }, (_, at) => at * 10) }
  const once = turned(picture)
  expect([once.width, once.height, [...once.data.subarray(4, 8)]]).toEqual([2, 3, [0, 10, 20, 30]])
  expect(turned(turned(turned(once)))).toEqual(picture)
})
