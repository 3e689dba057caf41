import { monthSpan, type SignedReport } from '#domain'
import type { MonthFigures } from '#protocol'

/** The months before and including that of a day ('YYYY-MM-DD'), the latest first. */
export function monthsBefore(day: string, count: number): readonly string[] {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 - index, 1)).toISOString().slice(0, 7),
  )
}

/** The last day a month's report may reach the bureau: the 25th of the month after (S57). */
export function reportDay(period: string): string {
  const after = new Date(Date.parse(monthSpan(period).to) + 86_400_000).toISOString().slice(0, 7)
  return `${after}-25`
}

/** How the time for a report stands on a day: nothing yet, five days before its end, its last day, over. */
export function reportTime(period: string, today: string): 'early' | 'soon' | 'last' | 'late' {
  const last = reportDay(period)
  if (today > last) return 'late'
  if (today === last) return 'last'
  return today >= `${last.slice(0, 8)}20` ? 'soon' : 'early'
}

/** How a month's report stands between the centre and the city. */
export const reportStanding = (
  report: SignedReport | undefined,
  isOver: boolean,
): 'open' | 'unsigned' | 'sent' | 'received' | 'returned' => {
  if (report === undefined) return isOver ? 'unsigned' : 'open'
  return report.receipt?.outcome ?? 'sent'
}

const mean = (sum: number, count: number) => (count === 0 ? null : Math.round((sum / count) * 10) / 10)

/** What a row shows beside the counts: means in minutes, and the share of ratings of three and more; null for none. */
export function ratesOf({ waited, waitMinutes, timed, serviceMinutes, marks }: MonthFigures) {
  const rated = marks.reduce((sum, count) => sum + count, 0)
  const [worst, bad] = marks
  return {
    wait: mean(waitMinutes, waited),
    service: mean(serviceMinutes, timed),
    rated,
    satisfied: rated === 0 ? null : Math.round(((rated - worst - bad) / rated) * 100),
  }
}
