import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyPicture } from './imaging/plane.ts'
import { sheetOn, turnedSheet } from './imaging/sheets.fixture.ts'
import { moved, pageOf, rendered } from './page.ts'

const size = { width: 640, height: 480 }

test('a photo of a sheet becomes the sheet; one without stays whole', () => {
  const sheet = pageOf('1', sheetOn(size, turnedSheet({ x: 320, y: 240 }, { width: 320, height: 220 }, 0.2)))
  expect(sheet.isFound).toBe(true)
  const upright = rendered(sheet, 320)
  expect(upright?.width).toBeGreaterThan(300)
  expect(rendered({ ...sheet, quarters: 1 }, 320)).toMatchObject({
    width: upright?.height,
    height: upright?.width,
  })
  const empty = pageOf('2', emptyPicture(size))
  expect(empty.isFound).toBe(false)
  expect(rendered(empty, 10_000)).toMatchObject(size)
})

test('moving keeps every page and changes nothing beyond the ends', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(), { maxLength: 8 }),
      fc.nat(8),
      fc.integer({ min: -3, max: 3 }),
      (all, from, by) => {
        const after = moved(all, from, by)
        expect([...after].sort()).toEqual([...all].sort())
        if (from < all.length && from + by >= 0 && from + by < all.length)
          expect(after[from + by]).toBe(all[from])
        else expect(after).toEqual(all)
      },
    ),
  )
})
