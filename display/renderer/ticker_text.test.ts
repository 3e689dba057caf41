import { expect, test } from 'vitest'
import { tickerItems, tickerSeconds } from './ticker_text.ts'

test('both languages, nothing twice', () => {
  const notice = { zh: '法律援助免费', en: 'Legal aid is free' }
  expect(tickerItems([notice, notice])).toEqual(['法律援助免费', 'Legal aid is free'])
  expect(tickerItems([])).toEqual([])
})

test('twice the text takes twice the time, and short text does not hurry', () => {
  const long = '公'.repeat(400)
  expect(tickerSeconds([long, long])).toBe(2 * tickerSeconds([long]))
  expect(tickerSeconds(['公告'])).toBe(30)
  expect(tickerSeconds(['a'.repeat(800)])).toBeLessThan(tickerSeconds(['公'.repeat(800)]))
})
