import type { Candidate, Ticket } from '#domain'
import { clockText, counterActionTerms, useLocale, useTerm, useText } from '#ui'
import { useDesk } from './use_desk.ts'
import { isInTurn, whyWaiting } from './why.ts'
import { minutesText } from './wording.ts'
import { deskWords } from './words.ts'

const rowsShown = 30

function QueueRow({ candidate, first }: { readonly candidate: Candidate; readonly first: boolean }) {
  const { desk } = useDesk()
  const text = useText(deskWords)
  const locale = useLocale()
  const say = useTerm()
  const { ticket, band } = candidate
  const service = desk.state.services.get(ticket.leg.serviceId)
  const gold = ticket.priority !== 'normal' || band === 'B' || band === 'A'
  return (
    <li className="queue-row" data-first={first || undefined} data-testid={`queue-row-${ticket.number}`}>
      {first && <span className="queue-next">{text.next}</span>}
      <b className="queue-number">{ticket.number}</b>
      <span className="queue-service">{service === undefined ? '' : say(service.name)}</span>
      {ticket.affinity !== null && <span className="badge">{text.sentHere}</span>}
      {first || !isInTurn(candidate) ? (
        <span className="queue-why" data-gold={gold || undefined}>
          {whyWaiting(candidate, locale)}
        </span>
      ) : (
        <span className="queue-wait">{minutesText(candidate.waitedMinutes, locale)}</span>
      )}
    </li>
  )
}

function AsideRow(props: { ticket: Ticket; note: string; act: string; onPress: () => void; hint?: string }) {
  const { ticket, note, act, onPress, hint } = props
  const { desk } = useDesk()
  const say = useTerm()
  const service = desk.state.services.get(ticket.leg.serviceId)
  return (
    <li className="aside-row" data-testid={`queue-row-${ticket.number}`}>
      <b className="queue-number">{ticket.number}</b>
      <span className="queue-service">{service === undefined ? '' : say(service.name)}</span>
      <span className="aside-note">{note}</span>
      <button type="button" className="small-button" onClick={onPress} title={hint}>
        {act}
      </button>
    </li>
  )
}

function HeldList() {
  const { view, run } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  if (view.held.length === 0) return null
  return (
    <section className="aside">
      <h2>
        {text.held} <span>{view.held.length}</span>
      </h2>
      <ul>
        {view.held.map((ticket) => (
          <AsideRow
            key={ticket.id}
            ticket={ticket}
            note={
              ticket.heldUntil !== null
                ? text.heldUntil(clockText(ticket.heldUntil))
                : ticket.awaits === 'document'
                  ? text.heldForPapers
                  : text.heldByHand
            }
            act={say(counterActionTerms.resume)}
            onPress={() => void run({ type: 'resume', ticketId: ticket.id })}
          />
        ))}
      </ul>
    </section>
  )
}

/** Missed numbers: a counter may call one again out of order, with a reason. */
function MissedList() {
  const { view, open } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  if (view.missed.length === 0) return null
  return (
    <section className="aside">
      <h2>
        {text.missed} <span>{view.missed.length}</span>
      </h2>
      <ul>
        {view.missed.map((ticket) => (
          <AsideRow
            key={ticket.id}
            ticket={ticket}
            note={ticket.missedAt === null ? '' : text.missedAt(clockText(ticket.missedAt))}
            act={say(counterActionTerms['call-number'])}
            onPress={() => open('call-number', ticket.number)}
          />
        ))}
      </ul>
    </section>
  )
}

/** Who waits for this counter, next on top with its why; then those on hold and those missed. */
export function QueuePanel() {
  const { view } = useDesk()
  const text = useText(deskWords)
  const hidden = view.queue.length - rowsShown
  return (
    <aside className="queue">
      <section className="queue-main">
        <h2>
          {text.queue} <span>{view.queue.length}</span>
        </h2>
        {view.queue.length === 0 ? (
          <p className="queue-empty">
            {text.nobody}
            <span className="queue-empty-note">{text.nobodyNote}</span>
          </p>
        ) : (
          <ol>
            {view.queue.slice(0, rowsShown).map((candidate, index) => (
              <QueueRow key={candidate.ticket.id} candidate={candidate} first={index === 0} />
            ))}
          </ol>
        )}
        {hidden > 0 && <p className="queue-more">{text.more(hidden)}</p>}
      </section>
      <div className="queue-aside">
        <HeldList />
        <MissedList />
      </div>
    </aside>
  )
}
