import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSheet } from './find_sheet.ts'
import { cornersOf } from './homography.ts'
import { distance, emptyPicture } from './plane.ts'
import { sheetOn, turnedSheet } from './sheets.fixture.ts'
import { deskewed } from './warp.ts'

const size = { width: 640, height: 480 }
/** One place of the coarse picture the search looks at, and its edge. */
const tolerance = 7

test('a tilted sheet is found wherever it lies, grain or none', () => {
  const place = fc.record({
    x: fc.integer({ min: 270, max: 370 }),
    y: fc.integer({ min: 210, max: 270 }),
    angle: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
    grain: fc.constantFrom(0, 12),
  })
  fc.assert(
    fc.property(place, ({ x, y, angle, grain }) => {
      const corners = turnedSheet({ x, y }, { width: 300, height: 210 }, angle)
      const found = findSheet(sheetOn(size, corners, (at) => ((at * 7_919) % (2 * grain + 1)) - grain))
      for (const corner of corners) {
        const near = Math.min(...(found ?? []).map((each) => distance(each, corner)))
        expect(near).toBeLessThan(tolerance)
      }
    }),
    { numRuns: 40 },
  )
})

test('an empty table, an empty picture and a crumb are no sheet', () => {
  const crumb = turnedSheet({ x: 320, y: 240 }, { width: 80, height: 60 }, 0.2)
  expect(findSheet(emptyPicture(size))).toBeNull()
  expect(findSheet(sheetOn(size, crumb))).toBeNull()
})

test('a sheet made upright is bright to its edges, its mark where it was', () => {
  const picture = sheetOn(size, turnedSheet({ x: 320, y: 240 }, { width: 320, height: 220 }, 0.3))
  const corners = findSheet(picture)
  const sheet = corners === null ? null : deskewed(picture, corners, 1_000)
  if (sheet === null) throw new Error('no sheet')
  const light = (x: number, y: number) =>
    sheet.data[(Math.round(y * (sheet.height - 1)) * sheet.width + Math.round(x * (sheet.width - 1))) * 4] ??
    0
  for (const [x, y] of [
    [0.04, 0.04],
    [0.96, 0.04],
    [0.96, 0.96],
    [0.04, 0.96],
    [0.5, 0.5],
  ] as const)
    expect(light(x, y)).toBeGreaterThan(180)
  expect(light(0.17, 0.17)).toBeLessThan(90)
  expect(Math.abs(sheet.width / sheet.height - 320 / 220)).toBeLessThan(0.08)
})

test('corners that bound no sheet are refused', () => {
  const [a, b, c, d] = cornersOf(size)
  expect(deskewed(emptyPicture(size), [a, c, b, d], 100)).toBeNull()
  expect(deskewed(emptyPicture(size), [a, a, c, d], 100)).toBeNull()
})
