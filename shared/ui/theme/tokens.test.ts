import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { tokensCss } from './token_css.ts'
import {
  type ColourPair,
  colourPairs,
  colours,
  motion,
  pages,
  publicPairs,
  space,
  textScale,
} from './tokens.ts'

const least = (pair: ColourPair) => (pair.size === 'body' ? 4.5 : 3)

describe('contrast', () => {
  test('of black on white is 21, of a colour on itself 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#0b4ea2', '#0b4ea2')).toBe(1)
  })

  test.each([...colourPairs, ...publicPairs])('light: $text on $ground ($size)', (pair) => {
    expect(contrast(colours.light[pair.text], colours.light[pair.ground])).toBeGreaterThanOrEqual(least(pair))
  })

  test.each(colourPairs)('dark: $text on $ground ($size)', (pair) => {
    expect(contrast(colours.dark[pair.text], colours.dark[pair.ground])).toBeGreaterThanOrEqual(least(pair))
  })
})

test('the smallest text of every kind of page is readable at its distance', () => {
  for (const page of Object.values(pages)) {
    expect(textScale.xs * 16 * page.multiplier).toBeGreaterThanOrEqual(page.smallest)
  }
})

test('space keeps to the 8 px grid and motion to 200 ms', () => {
  for (const size of Object.values(space)) expect(size % 8).toBe(0)
  expect(motion.duration).toBeLessThanOrEqual(200)
})

test('the style sheet is the token table', async () => {
  await expect(tokensCss()).toMatchFileSnapshot('./tokens.css')
})
