import { Button } from 'antd'
import { TriangleAlert } from 'lucide-react'
import { useCentre, useServerNow } from '#client'
import { clockText, useTerm, useText } from '#ui'
import { useSave } from '../use_save.ts'
import { NeedsCard } from './needs_card.tsx'
import { ticketsNeedingPerson } from './tickets_behind.ts'
import { todayWords } from './today_words.ts'

/** Tickets whose paper somebody must look for; nothing while there are none. */
export function NeedsPerson() {
  const text = useText(todayWords)
  const say = useTerm()
  const now = useServerNow(5_000)
  const save = useSave()
  const tickets = useCentre((centre) => ticketsNeedingPerson(centre, now))
  const services = useCentre((centre) => centre.services)
  if (tickets.length === 0) return null
  const settle = (ticketId: string, printed: 'by-hand' | 'failed') =>
    void save.run({ name: 'print-result', ticketId, body: { printed } })
  return (
    <NeedsCard icon={TriangleAlert} title={text.needPerson} body={text.needPersonBody} testId="needs-person">
      {tickets.map(({ id, number, leg, issuedAt }) => {
        const service = services.get(leg.serviceId)
        return (
          <li key={id}>
            <b>{number}</b>
            <span>{service === undefined ? leg.serviceId : say(service.name)}</span>
            <time>{clockText(issuedAt)}</time>
            <Button
              size="small"
              onClick={() => settle(id, 'by-hand')}
              disabled={save.isBusy}
              data-testid={`by-hand-${number}`}
            >
              {text.byHand}
            </Button>
            <Button
              size="small"
              danger
              onClick={() => settle(id, 'failed')}
              disabled={save.isBusy}
              data-testid={`void-${number}`}
            >
              {text.voided}
            </Button>
          </li>
        )
      })}
    </NeedsCard>
  )
}
