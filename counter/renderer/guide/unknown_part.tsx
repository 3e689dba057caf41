import { Button } from 'antd'
import { useCentre } from '#client'
import { clockText, useTerm, useText } from '#ui'
import { RefusalAlert } from './refusal_alert.tsx'
import { useSender } from './use_guide.ts'
import { guideWords } from './words.ts'

/** Numbers whose paper nobody could confirm: a person looks and says. */
export function UnknownPart() {
  const text = useText(guideWords)
  const say = useTerm()
  const sender = useSender()
  const tickets = useCentre((centre) =>
    [...centre.live.values()].filter(({ state, printed }) => state === 'ISSUING' && printed === 'unknown'),
  )
  const services = useCentre((centre) => centre.services)
  const settle = (ticketId: string, printed: 'by-hand' | 'failed') =>
    void sender.send({ name: 'print-result', ticketId, body: { printed } })
  return (
    <section className="guide-part" data-alert={tickets.length > 0 || undefined}>
      <h2>{text.unknown}</h2>
      {tickets.length === 0 ? (
        <p className="form-note">{text.unknownNone}</p>
      ) : (
        <p className="form-note">{text.unknownNote}</p>
      )}
      <RefusalAlert refusal={sender.refusal} />
      <ul>
        {tickets.map((ticket) => {
          const service = services.get(ticket.leg.serviceId)
          return (
            <li key={ticket.id} className="guide-row" data-testid={`unknown-${ticket.number}`}>
              <b className="queue-number">{ticket.number}</b>
              <span>{service === undefined ? '' : say(service.name)}</span>
              <time>{clockText(ticket.issuedAt)}</time>
              <Button type="primary" onClick={() => settle(ticket.id, 'by-hand')}>
                {text.byHand}
              </Button>
              <Button onClick={() => settle(ticket.id, 'failed')}>{text.failed}</Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
