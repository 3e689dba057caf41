import { useCallback, useEffect, useState } from 'react'
import { usePage } from '#client'
import type { MonthReportReply } from '#protocol'

/** The report of a month as it stands now, and the way to ask for it anew; null until it is there. */
export function useReport(period: string): {
  readonly report: MonthReportReply | null
  readonly reload: () => Promise<void>
} {
  const page = usePage()
  const [report, setReport] = useState<MonthReportReply | null>(null)
  const reload = useCallback(async () => {
    const answer = await page.call('getMonthReport', { params: { period } })
    setReport(answer.ok ? answer.value : null)
  }, [page, period])
  useEffect(() => void reload(), [reload])
  return { report: report?.period === period ? report : null, reload }
}
