import { useEffect } from 'react'
import type { TicketReply } from '#protocol'
import { hallTerms, StaleBand, type Term, ticketStateTerms, waitText } from '#ui'
import { adviceFor, phoneWords, placeTerm } from './ticket_words.ts'
import { useTicket } from './use_ticket.ts'

/** Chinese with English under it: a phone page asks nobody to choose. */
function Both({ words, as: Tag = 'p' }: { readonly words: Term; readonly as?: 'p' | 'h1' | 'dd' | 'dt' }) {
  return (
    <Tag>
      {words.zh}
      <span lang="en">{words.en}</span>
    </Tag>
  )
}

function stateTerm(state: string): Term {
  const known: Readonly<Record<string, Term>> = ticketStateTerms
  return known[state] ?? hallTerms.ticket
}

function Waiting({ ticket }: { readonly ticket: TicketReply }) {
  const ahead: Term = {
    zh: `${ticket.ahead} 人`,
    en: ticket.ahead === 1 ? '1 person' : `${ticket.ahead} people`,
  }
  const wait: Term = {
    zh: waitText(ticket.estimate, 'zh-CN'),
    en: waitText(ticket.estimate, 'en'),
  }
  return (
    <dl className="phone-facts">
      <div>
        <Both as="dt" words={phoneWords.ahead} />
        <Both as="dd" words={ahead} />
      </div>
      <div>
        <Both as="dt" words={phoneWords.wait} />
        <Both as="dd" words={wait} />
      </div>
    </dl>
  )
}

function Place({ ticket }: { readonly ticket: TicketReply }) {
  const place = placeTerm(ticket.counterId, ticket.counterName)
  if (place === null || (ticket.state !== 'CALLED' && ticket.state !== 'SERVING')) return null
  return (
    <section className="phone-place" data-testid="ticket-place">
      <Both words={phoneWords.place} />
      <Both words={place} />
    </section>
  )
}

function Ticket({ ticket }: { readonly ticket: TicketReply }) {
  const state = stateTerm(ticket.state)
  useEffect(() => {
    document.title = `${ticket.number} · ${state.zh} ${state.en}`
  }, [ticket.number, state])
  return (
    <>
      <section className="phone-number" data-state={ticket.state}>
        {ticket.serviceName !== undefined && <Both words={ticket.serviceName} />}
        <p className="phone-digits" data-testid="ticket-number">
          {ticket.number}
        </p>
        <div className="phone-state" role="status" data-testid="ticket-state">
          <Both words={state} />
        </div>
      </section>
      <Place ticket={ticket} />
      {ticket.state === 'WAITING' && <Waiting ticket={ticket} />}
      <section className="phone-advice">
        <Both words={adviceFor(ticket.state)} />
      </section>
    </>
  )
}

/** The small page behind the code on the paper: number, state, how many ahead, where to go; no personal data. */
export function TicketPage({ ticketId }: { readonly ticketId: string | null }) {
  const { ticket, missing, staleSince } = useTicket(ticketId)
  return (
    <div className="phone">
      <header>
        <Both as="h1" words={ticket?.centreName ?? hallTerms.legalService} />
      </header>
      {staleSince !== null && <StaleBand since={staleSince} />}
      <main>
        {ticket !== null && <Ticket ticket={ticket} />}
        {ticket === null && missing && (
          <section className="phone-advice" data-testid="ticket-missing">
            <Both words={phoneWords.notFound} />
            <Both words={phoneWords.notFoundHelp} />
          </section>
        )}
        {ticket === null && !missing && (
          <section className="phone-advice">
            <Both words={phoneWords.loading} />
          </section>
        )}
      </main>
      <footer>
        <Both words={phoneWords.updates} />
        <a href="tel:12348" aria-label={hallTerms.hotline.zh}>
          12348
        </a>
      </footer>
    </div>
  )
}
