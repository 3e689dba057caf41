import './today.css'
import { useState } from 'react'
import { useCentre } from '#client'
import { useText } from '#ui'
import { PrintButton } from '#ui/staff'
import { Conflicts } from './conflicts.tsx'
import { DayButtons } from './day_buttons.tsx'
import { DayReport } from './day_report.tsx'
import { dayReportWords } from './day_report_words.ts'
import { Figures } from './figures.tsx'
import { HallPlanPicture } from './hall_plan.tsx'
import { NeedsPerson } from './needs_person.tsx'
import { Queues } from './queues.tsx'
import { Stranded } from './stranded.tsx'
import { TicketDrawer } from './ticket_drawer.tsx'
import type { TicketFigure } from './tickets_behind.ts'
import { todayWords } from './today_words.ts'

/** The day at a glance: figures, what needs a person, the hall, the queues. */
export function Today() {
  const text = useText(todayWords)
  const paper = useText(dayReportWords)
  const day = useCentre((centre) => centre.businessDay)
  const [figure, setFigure] = useState<TicketFigure | null>(null)
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        {day !== null && <span className="today-day">{text.day(day)}</span>}
        <PrintButton
          label={paper.print}
          title={paper.title}
          sheet={day === null ? null : <DayReport day={day} />}
          testId="print-day"
        />
        <DayButtons />
      </header>
      <Figures onOpen={setFigure} />
      <NeedsPerson />
      <Stranded />
      <Conflicts />
      <div className="today-grid">
        <HallPlanPicture />
        <Queues />
      </div>
      <TicketDrawer figure={figure} onClose={() => setFigure(null)} />
    </>
  )
}
