import type { CityActivity } from '#protocol'
import { useText } from '#ui'
import { cityWords } from './city_words.ts'

/** A site's lectures, publicity and training, the latest day first. */
export function ActivityList({ activities }: { readonly activities: readonly CityActivity[] }) {
  const text = useText(cityWords)
  return (
    <section className="city-card" data-testid="activities">
      <h2>{text.activities}</h2>
      {activities.length === 0 ? (
        <p className="city-none">{text.noActivities}</p>
      ) : (
        <ul className="city-scroll">
          {activities.map(({ id, kind, day, place, topic, attendance, version }) => (
            <li key={id} className="city-activity">
              <b>{topic}</b>
              <span>{text.people(attendance)}</span>
              <small>
                {[day, text[kind], place, ...(version > 1 ? [text.version(version)] : [])].join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
