import { expect, test } from 'vitest'
import { placeWindow } from './placement.ts'

const left = { bounds: { x: 0, y: 0, width: 1920, height: 1080 } }
const right = { bounds: { x: 1920, y: 0, width: 1080, height: 1920 } }

test('a full-screen window covers the display asked for, or the first when that one is unplugged', () => {
  expect(placeWindow([left, right], 1, null)).toEqual({ bounds: right.bounds, fillsDisplay: true })
  expect(placeWindow([left], 1, null)).toEqual({ bounds: left.bounds, fillsDisplay: true })
  expect(placeWindow([left, right], null, null)).toEqual({ bounds: left.bounds, fillsDisplay: true })
})

test('a plain window lies in the middle of its display and is never larger', () => {
  expect(placeWindow([left, right], 1, { width: 800, height: 600 })).toEqual({
    bounds: { x: 2060, y: 660, width: 800, height: 600 },
    fillsDisplay: false,
  })
  expect(placeWindow([left], null, { width: 4000, height: 4000 }).bounds).toEqual(left.bounds)
})
