import { Button } from 'antd'
import { useState } from 'react'
import { useCentre, useServerNow } from '#client'
import { type Activity, localMoment, monthSpan } from '#domain'
import { useText } from '#ui'
import { TitledTable } from '#ui/staff'
import { ActivityDialog, type ActivityDraft } from './activity_dialog.tsx'
import { reportsWords } from './reports_words.ts'

function Row({ activity, onEdit }: { readonly activity: Activity; readonly onEdit: () => void }) {
  const text = useText(reportsWords)
  const { day, kind, topic, place, attendance, version } = activity
  return (
    <tr>
      <td>{day}</td>
      <td>{text[kind]}</td>
      <td>
        {topic}
        {version > 1 && <small> {text.version(version)}</small>}
      </td>
      <td>{place}</td>
      <td>{attendance}</td>
      <td>
        <Button size="small" onClick={onEdit}>
          {text.edit}
        </Button>
      </td>
    </tr>
  )
}

/** The ledger of activities of a month, with the way to enter one and to correct an entry. */
export function ActivitiesCard({ period }: { readonly period: string }) {
  const text = useText(reportsWords)
  const now = useServerNow(60_000)
  const today = useCentre((centre) => localMoment(now, centre.policy.zoneMinutes).date)
  const [draft, setDraft] = useState<ActivityDraft | null>(null)
  const all = useCentre((centre) => [...centre.activities.values()])
  const held = all.filter(({ day }) => day.startsWith(period)).toSorted((a, b) => b.day.localeCompare(a.day))
  const people = held.reduce((sum, { attendance }) => sum + attendance, 0)
  const { to } = monthSpan(period)
  const blank = {
    id: null,
    kind: 'lecture',
    day: [to, today].toSorted()[0] ?? today,
    place: '',
    topic: '',
    attendance: 0,
  } as const
  const titles = [text.day, text.kind, text.topic, text.place, text.attendance, '']
  return (
    <section className="card" data-testid="activities">
      <div className="report-head">
        <div>
          <h3>{text.activities}</h3>
          <p>{held.length === 0 ? text.activitiesLead : text.total(held.length, people)}</p>
        </div>
        <Button onClick={() => setDraft(blank)} data-testid="add-activity">
          {text.add}
        </Button>
      </div>
      {held.length === 0 ? (
        <p className="report-note">{text.noActivities}</p>
      ) : (
        <TitledTable titles={titles}>
          {held.map((activity) => (
            <Row key={activity.id} activity={activity} onEdit={() => setDraft(activity)} />
          ))}
        </TitledTable>
      )}
      {draft !== null && <ActivityDialog before={draft} onClose={() => setDraft(null)} />}
    </section>
  )
}
