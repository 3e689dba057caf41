import './reports.css'
import { Select } from 'antd'
import { useState } from 'react'
import { useCentre, useServerNow } from '#client'
import { localMoment } from '#domain'
import { useText } from '#ui'
import { ActivitiesCard } from './activities_card.tsx'
import { MonthCard } from './month_card.tsx'
import { monthsBefore } from './months.ts'
import { reportsWords } from './reports_words.ts'
import { useReport } from './use_report.ts'

const monthsShown = 24

/** 月报与活动: the report of a month, to be checked and signed, and what was held in it. */
export function Reports() {
  const text = useText(reportsWords)
  const now = useServerNow(60_000)
  const today = useCentre((centre) => localMoment(now, centre.policy.zoneMinutes).date)
  const months = monthsBefore(today, monthsShown)
  const [chosen, setChosen] = useState<string | null>(null)
  // The month before is the one to be signed.
  const period = chosen ?? months[1] ?? today.slice(0, 7)
  const { report, reload } = useReport(period)
  return (
    <div className="stack">
      <header className="section-head">
        <div className="report-title">
          <h2>{text.title}</h2>
          <p>{text.lead}</p>
        </div>
        <Select
          aria-label={text.month}
          value={period}
          options={months.map((value) => ({ value, label: value }))}
          onChange={setChosen}
          className="report-month"
          data-testid="report-month"
        />
      </header>
      {report !== null && <MonthCard report={report} onSigned={() => void reload()} />}
      <ActivitiesCard period={period} />
    </div>
  )
}
