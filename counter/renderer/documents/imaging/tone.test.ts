import { expect, test } from 'vitest'
import { emptyPicture } from './plane.ts'
import { plainTone, toned } from './tone.ts'

/** A row of light from dark to bright with a stroke of ink every tenth place. */
function shadowedPage() {
  const picture = emptyPicture({ width: 400, height: 40 })
  for (let at = 0; at < 400 * 40; at += 1) {
    const x = at % 400
    const paper = 110 + (x / 400) * 130
    const value = x % 10 === 0 ? paper * 0.5 : paper
    picture.data.set([value, value, value * 0.9, 255], at * 4)
  }
  return picture
}

test('as it is changes nothing', () => {
  const page = shadowedPage()
  expect(toned(page, plainTone)).toEqual(page)
})

test('black on white keeps the ink and drops the shadow', () => {
  const { data } = toned(shadowedPage(), { ...plainTone, mode: 'text' })
  const row = Array.from({ length: 400 }, (_, x) => data[(20 * 400 + x) * 4])
  expect(row.filter((value) => value !== 0 && value !== 255)).toEqual([])
  row.forEach((value, x) => {
    expect(value, `at ${x}`).toBe(x % 10 === 0 ? 0 : 255)
  })
})

test('grey has one value for all three colours; brighter is not darker', () => {
  const page = shadowedPage()
  const [usual, brighter] = [0, 40].map((brightness) =>
    toned(page, { mode: 'grey', brightness, contrast: 20 }),
  )
  for (let at = 0; at < page.data.length; at += 404) {
    const first = at - (at % 4)
    expect(usual?.data[first]).toBe(usual?.data[first + 2])
    expect(brighter?.data[first] ?? 0).toBeGreaterThanOrEqual(usual?.data[first] ?? 0)
  }
})
