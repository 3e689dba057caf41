import { expect, test } from 'vitest'
import { daysBetween, holidayTables, withHolidays } from './holidays.ts'

test('a year is added to what is there, once, in order', () => {
  const [table] = holidayTables
  if (table === undefined) throw new Error('no table')
  const own = { closedDates: ['2026-12-31'], makeUpDates: [{ date: '2026-02-14', weekday: 2 }] }
  const once = withHolidays(own, table)
  expect(withHolidays(once, table)).toEqual(once)
  expect(once.closedDates).toHaveLength(33 + 1)
  expect(once.closedDates.at(-1)).toBe('2026-12-31')
  expect(once.makeUpDates).toContainEqual({ date: '2026-02-14', weekday: 2 })
  expect(once.makeUpDates).toHaveLength(6)
})

test('every table is of its year, with a source, and no day is both off and worked', () => {
  for (const { year, source, closed, worked } of holidayTables) {
    const off = closed.flatMap(({ from, to }) => daysBetween(from, to))
    expect(source).toMatch(/国务院|https:/)
    expect(off.length).toBeGreaterThan(10)
    for (const day of [...off, ...worked]) expect(day.startsWith(`${year}-`)).toBe(true)
    expect(worked.filter((day) => off.includes(day))).toEqual([])
  }
})
