import { useCentre, useServerNow } from '#client'
import { boardView } from '#domain'
import { useLocale, useTerm, useText, waitText } from '#ui'
import { EmptyState } from '#ui/staff'
import { todayWords } from './today_words.ts'

/** How many wait for each service, with the estimate beside the promise. */
export function Queues() {
  const text = useText(todayWords)
  const say = useTerm()
  const locale = useLocale()
  const now = useServerNow(10_000)
  const waiting = useCentre((centre) => boardView(centre, now).waiting)
  const services = useCentre((centre) => centre.services)
  const busy = waiting.filter((each) => each.waiting > 0).sort((a, b) => b.waiting - a.waiting)
  const most = Math.max(1, ...busy.map((each) => each.waiting))
  return (
    <section className="card queues">
      <h3>{text.queues}</h3>
      {busy.length === 0 && <EmptyState title={text.allQuiet} pictogram="care" />}
      <ul>
        {busy.map(({ serviceId, name, prefix, waiting: count, estimate }) => {
          const target = services.get(serviceId)?.targetMinutes ?? 0
          return (
            <li
              key={serviceId}
              data-testid={`queue-${serviceId}`}
              data-late={estimate.p50Minutes > target || estimate.unattended !== undefined}
            >
              <span className="queue-prefix">{prefix}</span>
              <span className="queue-name">{say(name)}</span>
              <progress max={most} value={count} />
              <b>{count}</b>
              <span className="queue-estimate">
                {waitText(estimate, locale)} · {text.target(target)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
