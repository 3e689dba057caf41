import { UserX } from 'lucide-react'
import { useCentre, useServerNow } from '#client'
import { stranded } from '#domain'
import { clockText, useTerm, useText } from '#ui'
import { NeedsCard } from './needs_card.tsx'
import { todayWords } from './today_words.ts'

/** Numbers that wait and that nobody at work may serve; nothing while there are none. */
export function Stranded() {
  const text = useText(todayWords)
  const say = useTerm()
  const now = useServerNow(5_000)
  const tickets = useCentre((centre) => stranded(centre, now))
  const services = useCentre((centre) => centre.services)
  if (tickets.length === 0) return null
  return (
    <NeedsCard icon={UserX} title={text.stranded} body={text.strandedBody} testId="stranded">
      {tickets.map(({ id, number, leg, takenAt }) => {
        const service = services.get(leg.serviceId)
        return (
          <li key={id}>
            <b>{number}</b>
            <span>{service === undefined ? leg.serviceId : say(service.name)}</span>
            <time>{clockText(takenAt)}</time>
          </li>
        )
      })}
    </NeedsCard>
  )
}
