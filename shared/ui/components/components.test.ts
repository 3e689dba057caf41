import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { idleWatch } from './idle_watch.ts'
import { groupDigits, idNumberRules, type Key, pressKey } from './keys.ts'
import { pageCount, pageOf } from './paging.ts'
import { qrPath } from './qr_path.ts'

const keys: readonly Key[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', 'delete']
const typeAll = (sequence: readonly Key[]) =>
  sequence.reduce((value, key) => pressKey(value, key, idNumberRules), '')

describe('number pad', () => {
  test('whatever is typed, X stands only at the end and nothing grows too long', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 60 }), (sequence) => {
        expect(typeAll(sequence)).toMatch(/^(\d{0,17}|\d{18}|\d{17}X)$/)
      }),
    )
  })

  test('an ID number with X can be typed, corrected and cleared', () => {
    const digits: Key[] = [...'11010519491231002'].flatMap((digit) => keys.find((key) => key === digit) ?? [])
    expect(typeAll([...digits, 'X'])).toBe('11010519491231002X')
    expect(typeAll([...digits, 'X', 'delete', '4'])).toBe('110105194912310024')
    expect(typeAll([...digits, 'clear'])).toBe('')
  })

  test('X is refused where the rules have none', () => {
    expect(pressKey('12', 'X', { length: 3, lastX: false })).toBe('12')
  })

  test('grouping loses nothing', () => {
    const texts = (value: string) => groupDigits(value, [6, 8, 4]).map((group) => group.text)
    expect(texts('11010519491231002X')).toEqual(['110105', '19491231', '002X'])
    expect(texts('1101051')).toEqual(['110105', '1'])
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,30}$/), (value) => {
        expect(texts(value).join('')).toBe(value)
      }),
    )
  })
})

describe('idle watch', () => {
  test('fires once after stillness, and again only after a touch', () => {
    const clock = simulatedClock(0)
    let fired = 0
    const watch = idleWatch(clock, 30_000, () => fired++)
    clock.advance(29_999)
    watch.touch()
    clock.advance(29_999)
    expect(fired).toBe(0)
    clock.advance(1)
    clock.advance(120_000)
    expect(fired).toBe(1)
    watch.touch()
    clock.advance(30_000)
    expect(fired).toBe(2)
    watch.touch()
    watch.stop()
    clock.advance(60_000)
    expect(fired).toBe(2)
  })
})

function modules(value: string): boolean[][] {
  const { size, path } = qrPath(value)
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let i = 0; i < Number(width); i++) grid[Number(y)]?.splice(Number(x) + i, 1, true)
  }
  return grid
}

describe('QR code', () => {
  test('has its three finder patterns and grows with its text', () => {
    const grid = modules('http://127.0.0.1/t/A012')
    const finder = [0b1111111, 0b1000001, 0b1011101, 0b1011101, 0b1011101, 0b1000001, 0b1111111]
    const corner = (left: number, top: number) =>
      Array.from({ length: 7 }, (_, y) =>
        (grid[top + y] ?? []).slice(left, left + 7).reduce((bits, dark) => bits * 2 + Number(dark), 0),
      )
    const far = grid.length - 7
    expect([corner(0, 0), corner(far, 0), corner(0, far)]).toEqual([finder, finder, finder])
    expect(modules('a'.repeat(200)).length).toBeGreaterThan(grid.length)
  })

  test('differs for different texts', () => {
    expect(qrPath('A012').path).not.toBe(qrPath('A013').path)
  })
})

test('pages hold every item once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (items, size) => {
      const pages = Array.from({ length: pageCount(items.length, size) }, (_, page) =>
        pageOf(items, page, size),
      )
      expect(pages.flat()).toEqual(items)
      expect(pageOf(items, pages.length + 3, size)).toEqual(pages.at(-1))
      expect(pageOf(items, -1, size)).toEqual(pages[0])
    }),
  )
})
