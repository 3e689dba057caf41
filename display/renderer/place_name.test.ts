import { expect, test } from 'vitest'
import { isNumbered, placeName } from './place_name.ts'

test.each([
  ['3号窗口', { before: '', figure: '3', after: '号窗口' }],
  ['12 号窗口', { before: '', figure: '12', after: '号窗口' }],
  ['Counter 3', { before: 'Counter', figure: '3', after: '' }],
  ['第一调解室', { before: '第一调解室', figure: null, after: '' }],
  ['Room 2 of 3', { before: 'Room 2 of 3', figure: null, after: '' }],
  ['', { before: '', figure: null, after: '' }],
])('%s', (name, expected) => {
  expect(placeName(name)).toEqual(expected)
})

test('only a counter is known by its figure', () => {
  expect(isNumbered(placeName('4号窗口'))).toBe(true)
  expect(isNumbered(placeName('Counter 4'))).toBe(true)
  expect(isNumbered(placeName('Mediation room 1'))).toBe(false)
  expect(isNumbered(placeName('第一调解室'))).toBe(false)
})
