import { expect, test } from 'vitest'
import { daysText, hoursText } from './hours_text.ts'

test('days that follow one another are one run', () => {
  expect(daysText([1, 2, 3, 4, 5], 'zh-CN')).toBe('周一至周五')
  expect(daysText([7, 1, 3, 2], 'en')).toBe('Mon–Wed, Sun')
  expect(daysText([6], 'zh-CN')).toBe('周六')
  expect(daysText([], 'en')).toBe('')
})

test('a stretch of hours in one line, with its quota if there is one', () => {
  const hours = { days: [1, 2], from: '08:30', to: '11:45', quota: 60 }
  expect(hoursText(hours, 'zh-CN')).toBe('周一至周二 08:30–11:45，限 60 号')
  expect(hoursText({ ...hours, quota: null }, 'en')).toBe('Mon–Tue 08:30–11:45')
})
