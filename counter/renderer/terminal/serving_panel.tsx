import { CircleHelp, UserRound } from 'lucide-react'
import { useState } from 'react'
import { findTicket, type Ticket } from '#domain'
import {
  clockText,
  pauseReasonTerms,
  priorityTerms,
  ticketStateTerms,
  useLocale,
  useTerm,
  useText,
} from '#ui'
import { DocumentBox } from '../documents/document_box.tsx'
import { AskPanel } from './ask_panel.tsx'
import { SaidBar } from './said_bar.tsx'
import { TransferNote } from './transfer_note.tsx'
import { useDesk } from './use_desk.ts'
import { VisitorBox } from './visitor_box.tsx'
import { whyCalled, whyWaiting } from './why.ts'
import { elapsedText, minutesText } from './wording.ts'
import { deskWords } from './words.ts'

/** Nobody at the counter: paused, or who would come next. */
function Idle() {
  const { view } = useDesk()
  const text = useText(deskWords)
  const locale = useLocale()
  const say = useTerm()
  const { paused } = view.live
  const next = view.queue[0]
  if (paused !== null)
    return (
      <div className="idle" data-testid="current-state">
        <p className="idle-title">{text.paused}</p>
        <p>{text.pausedSince(clockText(paused.since), say(pauseReasonTerms[paused.reason]))}</p>
      </div>
    )
  return (
    <div className="idle" data-testid="current-state">
      <p className="idle-title">{text.idle}</p>
      {next === undefined ? (
        <p>{text.nobody}</p>
      ) : (
        <>
          <p>{text.idlePress}</p>
          <p className="idle-next">
            <b>{next.ticket.number}</b> {whyWaiting(next, locale)}
          </p>
        </>
      )}
    </div>
  )
}

function Clock({ label, ms, note }: { readonly label: string; readonly ms: number; readonly note?: string }) {
  return (
    <div className="serving-clock">
      <dt>{label}</dt>
      <dd className="serving-clock-time">{elapsedText(ms)}</dd>
      {note !== undefined && <dd className="serving-clock-note">{note}</dd>}
    </div>
  )
}

function Clocks({ ticket }: { readonly ticket: Ticket }) {
  const { desk } = useDesk()
  const text = useText(deskWords)
  const locale = useLocale()
  const { leg } = ticket
  const service = desk.state.services.get(leg.serviceId)
  const waited = ((leg.firstCalledAt ?? desk.now) - leg.enqueuedAt) / 60_000
  return (
    <dl className="serving-clocks">
      {leg.arrivedAt === null ? (
        <Clock label={text.sinceCall} ms={desk.now - (leg.firstCalledAt ?? desk.now)} />
      ) : (
        <Clock
          label={text.sinceArrival}
          ms={desk.now - leg.arrivedAt}
          {...(service === undefined ? {} : { note: text.meanOf(service.meanMinutes) })}
        />
      )}
      <div className="serving-clock" data-small>
        <dt>{text.waited}</dt>
        <dd>{minutesText(waited, locale)}</dd>
      </div>
    </dl>
  )
}

function Origin({ ticket }: { readonly ticket: Ticket }) {
  const { desk } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  const before = ticket.pastLegs.at(-1)
  if (before === undefined) return null
  const place = desk.state.counters.get(before.counterId ?? '')
  const parts = [
    text.leg(ticket.leg.index + 1),
    ...(place === undefined ? [] : [text.transferredFrom(say(place.name))]),
    ...(ticket.returnTo === null ? [] : [text.returns]),
  ]
  return <p className="serving-origin">{parts.join(' · ')}</p>
}

function Why({ ticket }: { readonly ticket: Ticket }) {
  const { view } = useDesk()
  const text = useText(deskWords)
  const locale = useLocale()
  const [shown, setShown] = useState(false)
  const { lastCall } = view.live
  if (lastCall?.ticketId !== ticket.id) return null
  return (
    <div className="fold">
      <button type="button" className="fold-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <CircleHelp aria-hidden />
        {text.why}
      </button>
      {shown && (
        <p className="fold-body" data-testid="why">
          {whyCalled(lastCall.why, locale)}
        </p>
      )}
    </div>
  )
}

/** What is special about a ticket, in a word each. */
function Marks({ ticket }: { readonly ticket: Ticket }) {
  const text = useText(deskWords)
  const say = useTerm()
  const { priority, leg, slotAt, groupSize = 1, reprints } = ticket
  const marks = [
    ...(priority === 'normal' ? [] : [say(priorityTerms[priority])]),
    ...(leg.afterHours === true ? [text.afterHours] : []),
    ...(slotAt === undefined ? [] : [text.booked(clockText(slotAt))]),
    ...(groupSize > 1 ? [text.group(groupSize)] : []),
    ...(reprints > 0 ? [text.reprinted] : []),
  ]
  return (
    <p className="serving-marks">
      {marks.map((mark) => (
        <span key={mark} className="badge">
          {mark}
        </span>
      ))}
    </p>
  )
}

function Current({ ticket }: { readonly ticket: Ticket }) {
  const { desk } = useDesk()
  const text = useText(deskWords)
  const say = useTerm()
  const service = desk.state.services.get(ticket.leg.serviceId)
  const called = ticket.state === 'CALLED'
  return (
    <article className="serving" data-state={ticket.state}>
      <p className="serving-state" data-testid="current-state">
        <UserRound aria-hidden />
        {say(ticketStateTerms[ticket.state])}
        {called && ticket.callCount > 0 && <span>{text.calledTimes(ticket.callCount)}</span>}
      </p>
      <div className="serving-head">
        <p className="serving-number" data-testid="current-number">
          {ticket.number}
        </p>
        <div>
          <p className="serving-service">{service === undefined ? '' : say(service.name)}</p>
          <Marks ticket={ticket} />
          <Origin ticket={ticket} />
        </div>
        <Clocks ticket={ticket} />
      </div>
      <TransferNote ticket={ticket} />
      <div className="folds">
        <Why ticket={ticket} />
        <VisitorBox ticket={ticket} />
        <DocumentBox ticket={ticket} />
      </div>
    </article>
  )
}

/** The middle of the terminal: who is at the counter, the question now open, what was last said. */
export function ServingPanel() {
  const { view, desk } = useDesk()
  const text = useText(deskWords)
  const { current, live } = view
  const rated = findTicket(desk.state, live.rating?.ticketId ?? '')
  return (
    <main className="middle">
      {current === null ? <Idle /> : <Current key={current.id} ticket={current} />}
      <AskPanel />
      <SaidBar />
      {rated !== null && <p className="rating-open">{text.rating(rated.number)}</p>}
    </main>
  )
}
