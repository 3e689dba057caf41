import './waiting_list.css'
import { CircleCheck } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { BoardView } from '#domain'
import { termText, useLocale, waitText } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'
import { waitingOrder } from './waiting_order.ts'

type Waiting = BoardView['waiting'][number]

function BusyRow({ service }: { readonly service: Waiting }) {
  const locale = useLocale()
  return (
    <li className="waiting-row" data-testid={`board-waiting-${service.serviceId}`}>
      <span className="waiting-prefix">{service.prefix}</span>
      <span className="waiting-name">
        <Both words={service.name} />
      </span>
      <span className="waiting-figures">
        <span>
          <b>{service.waiting}</b> {termText(boardWords.people, locale)}
        </span>
        <span className="waiting-estimate">{waitText(service.estimate, locale)}</span>
      </span>
    </li>
  )
}

/** How many wait for each service and about how long; services nobody waits for in one quiet group. */
export function WaitingList({ waiting }: { readonly waiting: BoardView['waiting'] }) {
  const locale = useLocale()
  const { busy, free, density } = waitingOrder(waiting)
  return (
    <section className="waiting" data-density={density}>
      <h2 className="panel-title">
        <Both words={boardWords.waiting} />
      </h2>
      {busy.length === 0 && (
        <p className="waiting-nobody">
          <CircleCheck aria-hidden />
          <Both words={boardWords.nobodyNow} />
        </p>
      )}
      {busy.length > 0 && (
        <ul className="waiting-rows" style={{ '--rows': busy.length } as CSSProperties}>
          {busy.map((service) => (
            <BusyRow key={service.serviceId} service={service} />
          ))}
        </ul>
      )}
      {free.length > 0 && (
        <div className="waiting-free">
          <p className="waiting-free-title">
            <Both words={boardWords.nobody} />
          </p>
          <ul className="waiting-chips">
            {free.map((service) => (
              <li key={service.serviceId} data-testid={`board-waiting-${service.serviceId}`} data-waiting="0">
                <b>{service.prefix}</b> {termText(service.name, locale)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
