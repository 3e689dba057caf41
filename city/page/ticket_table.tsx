import type { CityTicket } from '#protocol'
import { clockText, ratingLevelTerms, type Term, useLocale, useTerm, useText } from '#ui'
import { CardTable } from './card_table.tsx'
import { cityWords } from './city_words.ts'
import { stateTerm, stateTone } from './ticket_state.ts'

const levels: Readonly<Record<number, Term | undefined>> = ratingLevelTerms
const time = (at: string | null) => (at === null ? '—' : clockText(Date.parse(at)))

/** Today's tickets of a site as the city knows them, newest first. */
export function TicketTable({ tickets }: { readonly tickets: readonly CityTicket[] }) {
  const text = useText(cityWords)
  const say = useTerm()
  const locale = useLocale()
  const columns = [
    text.number,
    text.service,
    text.state,
    text.issued,
    text.called,
    text.ended,
    text.rating,
    text.events,
  ]
  const rows = tickets.map((ticket) => {
    const level = levels[ticket.overall ?? 0]
    return (
      <tr key={ticket.ticketId} data-testid={`ticket-row-${ticket.number}`}>
        <td>
          <b>{ticket.number}</b>
        </td>
        <td>{(locale === 'en' ? ticket.serviceNameEn : ticket.serviceName) ?? ticket.serviceId}</td>
        <td>
          <span className="city-state" data-tone={stateTone(ticket.state)} data-state={ticket.state}>
            {say(stateTerm(ticket.state))}
          </span>
        </td>
        <td>{time(ticket.issuedAt)}</td>
        <td>{time(ticket.calledAt)}</td>
        <td>{time(ticket.endedAt)}</td>
        <td>{level === undefined ? '—' : say(level)}</td>
        <td>{ticket.events}</td>
      </tr>
    )
  })
  return (
    <CardTable title={text.tickets} none={text.noTickets} testId="tickets" columns={columns} rows={rows} />
  )
}
