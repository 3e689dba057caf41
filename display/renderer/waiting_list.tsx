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

/** Services for which there is no row: how many, and how many people wait for them together. */
function Others({ services }: { readonly services: readonly Waiting[] }) {
  const locale = useLocale()
  const people = services.reduce((sum, { waiting }) => sum + waiting, 0)
  return (
    <p className="waiting-others" data-testid="board-waiting-others">
      {termText(boardWords.others, locale)} <b>{people}</b> {termText(boardWords.people, locale)}
    </p>
  )
}

/**
 * How many wait for each service and about how long; services nobody waits for in one quiet group. Where there is room
 * for so many rows only (`rows`), a line each, those most people wait for, and the rest together.
 */
export function WaitingList({
  waiting,
  rows = null,
}: {
  readonly waiting: BoardView['waiting']
  readonly rows?: number | null
}) {
  const locale = useLocale()
  const { busy: all, free, density } = waitingOrder(waiting)
  const isCompact = rows !== null
  const busy = all.slice(0, rows ?? all.length)
  return (
    <section className="waiting" data-density={isCompact ? 'compact' : density}>
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
      {busy.length < all.length && <Others services={all.slice(busy.length)} />}
      {free.length > 0 && !isCompact && (
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
