import { BellRing } from 'lucide-react'
import { useCentre, useServerNow } from '#client'
import { aheadOf, estimate, findTicket } from '#domain'
import {
  Notice,
  NumberDisplay,
  type Term,
  termText,
  ticketStateTerms,
  useLocale,
  useTerm,
  useText,
  waitText,
} from '#ui'
import { BackHome } from '../parts/back_home.tsx'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { adviceFor } from '../phone/ticket_words.ts'
import { words } from '../words.ts'

/** A wait changes slowly: it is worked out anew this often, ms, and after every change in the hall. */
const waitEvery = 10_000

/** How a ticket stands now, from the mirror; null once the day that knew it is over. */
function useStanding(ticketId: string) {
  const now = useServerNow(waitEvery)
  return useCentre((centre) => {
    const ticket = findTicket(centre, ticketId)
    if (ticket === null) return null
    const { serviceId, counterId } = ticket.leg
    const isWaiting = ticket.state === 'WAITING'
    return {
      state: ticket.state,
      service: centre.services.get(serviceId)?.name ?? null,
      place: ticket.state === 'CALLED' ? (centre.counters.get(counterId ?? '')?.name ?? null) : null,
      ahead: isWaiting ? aheadOf(centre, serviceId, ticket) : null,
      wait: isWaiting ? estimate(centre, serviceId, now, ticket) : null,
    }
  })
}

function useFacts(standing: ReturnType<typeof useStanding>) {
  const text = useText(words)
  const locale = useLocale()
  const terms: Readonly<Record<string, Term>> = ticketStateTerms
  if (standing === null) return []
  const { state, service, ahead, wait } = standing
  const known = terms[state]
  return [
    ...(service === null ? [] : [{ name: text.service, value: termText(service, locale) }]),
    ...(known === undefined ? [] : [{ name: text.now, value: termText(known, locale) }]),
    ...(ahead === null ? [] : [{ name: text.ahead, value: text.people(ahead) }]),
    ...(wait === null ? [] : [{ name: text.wait, value: waitText(wait, locale) }]),
  ]
}

/** A scanned ticket: its number, where it stands, what its holder should do now. */
export function StandingScreen({ ticketId, number }: { readonly ticketId: string; readonly number: string }) {
  const text = useText(words)
  const say = useTerm()
  const locale = useLocale()
  const standing = useStanding(ticketId)
  const facts = useFacts(standing)
  const place = standing?.place ?? null
  return (
    <KioskFrame
      screen="standing"
      question={text.standingQuestion}
      note={say(adviceFor(standing?.state ?? 'EXPIRED'))}
      hint={standing?.state === 'WAITING' ? 'kiosk-take-a-seat' : null}
    >
      <div data-testid="ticket-number">
        <NumberDisplay number={number} />
      </div>
      {place !== null && (
        <Notice tone="warning" title={text.existingGo(termText(place, locale))}>
          <BellRing aria-hidden />
        </Notice>
      )}
      <Facts items={facts} />
      <div className="kiosk-next">
        <BackHome isMain />
      </div>
    </KioskFrame>
  )
}

/** What was scanned means nothing here: what codes do, and who helps. */
export function UnknownCodeScreen() {
  const text = useText(words)
  return (
    <KioskFrame
      screen="unknown-code"
      question={text.codeUnknown}
      note={text.codeUnknownNote}
      hint="kiosk-guide-desk"
    >
      <Notice tone="info" title={text.codeUnknownHelp} />
      <div className="kiosk-next">
        <BackHome isMain />
      </div>
    </KioskFrame>
  )
}
