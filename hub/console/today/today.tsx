import './today.css'
import { useState } from 'react'
import { useCentre } from '#client'
import { useText } from '#ui'
import { Conflicts } from './conflicts.tsx'
import { DayButtons } from './day_buttons.tsx'
import { Figures } from './figures.tsx'
import { HallPlanPicture } from './hall_plan.tsx'
import { NeedsPerson } from './needs_person.tsx'
import { Queues } from './queues.tsx'
import { TicketDrawer } from './ticket_drawer.tsx'
import type { TicketFigure } from './tickets_behind.ts'
import { todayWords } from './today_words.ts'

/** The day at a glance: figures, what needs a person, the hall, the queues. */
export function Today() {
  const text = useText(todayWords)
  const day = useCentre((centre) => centre.businessDay)
  const [figure, setFigure] = useState<TicketFigure | null>(null)
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        {day !== null && <span className="today-day">{text.day(day)}</span>}
        <DayButtons />
      </header>
      <Figures onOpen={setFigure} />
      <NeedsPerson />
      <Conflicts />
      <div className="today-grid">
        <HallPlanPicture />
        <Queues />
      </div>
      <TicketDrawer figure={figure} onClose={() => setFigure(null)} />
    </>
  )
}
