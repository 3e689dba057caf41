import { z } from 'zod'
import type { Policy } from '#domain'

const table = z.object({
  year: z.int(),
  source: z.string(),
  closed: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })),
  worked: z.array(z.iso.date()),
})

/** The official days off and make-up workdays of a year, with where they are from. */
export type HolidayTable = z.infer<typeof table>

const files = import.meta.glob('../../../resources/holidays/*.json', { eager: true, import: 'default' })

/** The tables shipped, the newest year last. */
export const holidayTables: readonly HolidayTable[] = Object.values(files)
  .map((file) => table.parse(file))
  .sort((a, b) => a.year - b.year)

const dayMs = 24 * 60 * 60_000
/** The notice names no weekday for a make-up day; the person who confirms it can change it. */
const usualWeekday = 5

/** Every day from one to another, both included, as 'YYYY-MM-DD'. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** The rules' days with a year's table added; what was there by hand stays. */
export function withHolidays(
  { closedDates, makeUpDates }: Pick<Policy, 'closedDates' | 'makeUpDates'>,
  { closed, worked }: HolidayTable,
): Pick<Policy, 'closedDates' | 'makeUpDates'> {
  const days = closed.flatMap(({ from, to }) => daysBetween(from, to))
  const known = new Set(makeUpDates.map(({ date }) => date))
  const added = worked.filter((date) => !known.has(date)).map((date) => ({ date, weekday: usualWeekday }))
  return {
    closedDates: [...new Set([...closedDates, ...days])].sort(),
    makeUpDates: [...makeUpDates, ...added].sort((a, b) => (a.date < b.date ? -1 : 1)),
  }
}
